package view

import (
	"slices"

	"tailor/data/names"
	"tailor/tags/prompt/edit"
)

// Toggles is the list of toggles: those in use first, less those of the first
// group, which stand right below, then all by group, each in the place that it
// always has, or while one filters those that fit, the best first.
type Toggles struct {
	Groups []ToggleGroup
	// Selected is the selected toggle, counted through all groups from 0, among
	// those in use counted on from how many there are, or -1-k for the heading of
	// the folded group k.
	Selected int
	Top      int // first row shown
	// Headed has the first row shown below a heading of its own, where the
	// column's frame has no room for it.
	Headed bool

	inUse     []int // toggles that stand first
	folded    map[int]bool
	filtering bool
	filter    string
	before    struct{ selected, top int } // the filter began
	lines     []toggleLine                // see rows
	lead      string                      // the heading above them
	drawn     drawnToggles
}

// ToggleGroup is a heading with its toggles.
type ToggleGroup struct {
	Title string
	Tags  []string
}

// toggleLine is a row of the list: a heading, or a toggle.
type toggleLine struct {
	Heading string
	Tag     string
	// Index is what Selected is where the row is selected.
	Index   int
	Folded  int // toggles that a heading has folded away
	Matched []int
}

// selectable reports whether the row can be selected: a heading can where its
// group is folded.
func (r toggleLine) selectable() bool { return r.Index >= 0 || r.Folded > 0 }

// inUseTitle is the heading of the toggles in use, inUseIndex its index.
const (
	inUseTitle = "in use"
	inUseIndex = -1 << 30
)

// Order has the toggles that are wanted stand first too, behind them those that
// are refused, each in the order of the groups, and shows the first of them
// where they have changed. One that was selected among them and is in use no
// more is selected in its group.
func (p *Toggles) Order(states map[string]edit.State) {
	var wanted, refused []int
	at := 0
	for _, g := range p.Groups {
		for _, tag := range g.Tags {
			switch states[tag] {
			case edit.Wanted:
				wanted = append(wanted, at)
			case edit.Refused:
				refused = append(refused, at)
			}
			at++
		}
	}
	if now := append(wanted, refused...); !slices.Equal(now, p.inUse) {
		p.inUse, p.lines, p.drawn.page, p.Top = now, nil, nil, 0
		if k := p.Selected - at; k >= 0 && !slices.Contains(now, k) {
			p.Selected = k
		}
	}
}

// Filtering reports whether a filter is being typed, and Filter is what it
// holds.
func (p *Toggles) Filtering() bool { return p.filtering }

// Filter is the text that the toggles shown are found by.
func (p *Toggles) Filter() string { return p.filter }

// BeginFilter begins to filter.
func (p *Toggles) BeginFilter() {
	p.before.selected, p.before.top = p.Selected, p.Top
	p.filtering = true
	p.SetFilter("")
}

// EndFilter shows all toggles again. The selection stays where keep says so and
// stands where it stood before the filter otherwise.
func (p *Toggles) EndFilter(keep bool) {
	if !p.filtering {
		return
	}
	p.filtering, p.filter, p.lines = false, "", nil
	p.Top = p.before.top
	if _, ok := p.row(); !keep || !ok {
		p.Selected = p.before.selected
	}
}

// SetFilter shows the toggles that hold the letters of a text, the best first,
// and selects that; without a letter all stand as before the filter.
func (p *Toggles) SetFilter(text string) {
	p.filter, p.lines = text, nil
	if text == "" {
		p.Selected, p.Top = p.before.selected, p.before.top
		return
	}
	p.Top = 0
	if rows := p.rows(); len(rows) > 0 {
		p.Selected = rows[0].Index
	}
}

// rows lists the rows below the heading that stands above them all.
func (p *Toggles) rows() []toggleLine {
	if p.lines != nil {
		return p.lines
	}
	p.lead, p.lines = "", []toggleLine{}
	add := func(r toggleLine) { p.lines = append(p.lines, r) }
	var all []string
	for _, g := range p.Groups {
		all = append(all, g.Tags...)
	}
	if p.filter != "" {
		for _, m := range names.Find(p.filter, all) {
			add(toggleLine{Tag: all[m.Index], Index: m.Index, Matched: m.Matched})
		}
		return p.lines
	}
	for _, k := range p.inUse {
		if p.groupOf(k) == 0 && !p.folded[0] {
			continue
		}
		if len(p.lines) == 0 {
			add(toggleLine{Heading: inUseTitle, Index: inUseIndex})
		}
		add(toggleLine{Tag: all[k], Index: len(all) + k})
	}
	at := 0
	for k, g := range p.Groups {
		heading := toggleLine{Heading: g.Title, Index: -1 - k}
		if p.folded[k] {
			heading.Folded, g.Tags = len(g.Tags), nil
		}
		add(heading)
		for i, tag := range g.Tags {
			add(toggleLine{Tag: tag, Index: at + i})
		}
		at += heading.Folded + len(g.Tags)
	}
	if len(p.lines) > 0 && p.lines[0].Folded == 0 {
		p.lead, p.lines = p.lines[0].Heading, p.lines[1:]
	}
	return p.lines
}

// Tag returns the selected toggle's tag, "" when there is none.
func (p *Toggles) Tag() string {
	if at, ok := p.row(); ok {
		return p.rows()[at].Tag
	}
	return ""
}

// row is the row that is selected.
func (p *Toggles) row() (at int, ok bool) {
	at = slices.IndexFunc(p.rows(), func(r toggleLine) bool { return r.Index == p.Selected && r.selectable() })
	return max(0, at), at >= 0
}

// Move selects the row n further down, or -n up, headings of what is not folded
// left out.
func (p *Toggles) Move(n int) {
	rows := slices.DeleteFunc(slices.Clone(p.rows()), func(r toggleLine) bool { return !r.selectable() })
	if len(rows) > 0 {
		at := slices.IndexFunc(rows, func(r toggleLine) bool { return r.Index == p.Selected })
		p.Selected = rows[Between(max(0, at)+n, 0, len(rows)-1)].Index
	}
}

// Jump selects the first row of the next group, or of the one before.
func (p *Toggles) Jump(dir int) {
	if p.filter != "" {
		p.Move(dir * popupRows)
		return
	}
	at, _ := p.row()
	rows := p.rows()
	for k := at + dir; k >= 0 && k < len(rows); k += dir {
		if r := rows[k]; r.Folded > 0 || r.Index >= 0 && (k == 0 || rows[k-1].Index < 0) {
			p.Selected = r.Index
			return
		}
	}
}

// groupOf is the group that a toggle or a heading belongs to, -1 for none, as
// for those in use.
func (p *Toggles) groupOf(index int) int {
	if index < 0 {
		return -1 - index
	}
	for k, g := range p.Groups {
		if index -= len(g.Tags); index < 0 {
			return k
		}
	}
	return -1
}

// Fold folds the group of the selected row away, or shows what it folded.
func (p *Toggles) Fold(away bool) {
	k := p.groupOf(p.Selected)
	if p.filter != "" || k < 0 || p.folded[k] == away {
		return
	}
	if p.folded == nil {
		p.folded = map[int]bool{}
	}
	p.folded[k], p.lines, p.drawn.page = away, nil, nil
	if p.Selected = -1 - k; !away {
		p.Selected = 0
		for _, g := range p.Groups[:k] {
			p.Selected += len(g.Tags)
		}
	}
}

// Folded reports whether the group of a toggle or a heading is folded away.
func (p *Toggles) Folded(index int) bool { return p.folded[p.groupOf(index)] }

// room is how many rows of h are left for toggles.
func (p *Toggles) room(h int) int {
	if p.Headed {
		h--
	}
	return max(1, h)
}

// Scroll keeps the selected row among h rows, with the row before it, so
// that a heading is seen together with its first toggle.
func (p *Toggles) Scroll(h int) {
	h = p.room(h)
	at, _ := p.row()
	p.Top = Between(p.Top, at-h+1, max(0, at-1))
	p.Wheel(0, h)
}

// Wheel scrolls h rows by n, down or with -n up, and leaves the selection. The
// heading of what is shown stands above it, so no heading is the first row.
func (p *Toggles) Wheel(n, h int) {
	rows := p.rows()
	p.Top = Between(p.Top+n, 0, max(0, len(rows)-p.room(h)))
	if p.Top < len(rows) && rows[p.Top].Heading != "" && !rows[p.Top].selectable() {
		if n < 0 {
			p.Top--
		} else {
			p.Top++
		}
	}
}

// At returns the toggle in a row of the page, or -1-k for the heading of
// group k.
func (p *Toggles) At(row int) (index int, ok bool) {
	if p.Headed {
		row--
	}
	rows := p.rows()
	k := p.Top + row
	if row < 0 || k >= len(rows) || rows[k].Index == inUseIndex {
		return 0, false
	}
	return rows[k].Index, true
}

// heading is what the first row shown stands under.
func (p *Toggles) heading() string {
	if p.filtering {
		return "› " + Clean(p.filter) + CaretHere()
	}
	rows := p.rows()
	for k := min(p.Top, len(rows)) - 1; k >= 0; k-- {
		if rows[k].Heading != "" {
			return rows[k].Heading
		}
	}
	return p.lead
}
