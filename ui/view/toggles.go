package view

import (
	"fmt"

	"tailor/data/names"
	"tailor/tags/prompt/edit"
	"tailor/ui/theme"
)

// Toggles is the list of toggles, by group, or by how well they fit a filter.
type Toggles struct {
	Groups   []ToggleGroup
	Selected int // index of the selected toggle, counted through all groups
	Top      int // first row shown
	// Headed has the first row shown below a heading of its own, where the
	// column's frame has no room for it.
	Headed bool

	filter string
	lines  []toggleLine // see rows
	drawn  drawnToggles
}

// drawnToggles are the toggles as they were drawn last, and all that this
// depended on.
type drawnToggles struct {
	theme         *theme.Theme
	w, h          int
	selected, top int
	version       int
	headed, focus bool
	filter        string
	page          *Page
}

// ToggleGroup is a heading with its toggles.
type ToggleGroup struct {
	Title string
	Tags  []string
}

// toggleLine is a row of the list: a heading, or a toggle with its index.
type toggleLine struct {
	Heading string
	Tag     string
	Index   int // -1 for a heading
	Matched []int
}

// Filter is the text that the toggles shown are found by, "" for all.
func (p *Toggles) Filter() string { return p.filter }

// SetFilter shows the toggles that hold the letters of a text, the best first,
// and selects that; "" shows all, with the selected one kept.
func (p *Toggles) SetFilter(text string) {
	p.filter, p.lines, p.Top = text, nil, 0
	if rows := p.rows(); text != "" && len(rows) > 0 {
		p.Selected = rows[0].Index
	}
}

// rows lists the rows below the first heading.
func (p *Toggles) rows() []toggleLine {
	if p.lines != nil {
		return p.lines
	}
	rows := []toggleLine{}
	var all []string
	for k, g := range p.Groups {
		if k > 0 {
			rows = append(rows, toggleLine{Heading: g.Title, Index: -1})
		}
		for _, tag := range g.Tags {
			rows = append(rows, toggleLine{Tag: tag, Index: len(all)})
			all = append(all, tag)
		}
	}
	if p.filter != "" {
		rows = rows[:0]
		for _, m := range names.Find(p.filter, all) {
			rows = append(rows, toggleLine{Tag: all[m.Index], Index: m.Index, Matched: m.Matched})
		}
	}
	p.lines = rows
	return rows
}

// Tag returns the selected toggle's tag, "" when there is none.
func (p *Toggles) Tag() string {
	if at, ok := p.row(); ok {
		return p.rows()[at].Tag
	}
	return ""
}

// row is the row of the selected toggle.
func (p *Toggles) row() (at int, ok bool) {
	for k, r := range p.rows() {
		if r.Index == p.Selected {
			return k, true
		}
	}
	return 0, false
}

// Move selects the toggle n further down, or -n up.
func (p *Toggles) Move(n int) {
	var shown []int
	at := 0
	for _, r := range p.rows() {
		if r.Index < 0 {
			continue
		}
		if r.Index == p.Selected {
			at = len(shown)
		}
		shown = append(shown, r.Index)
	}
	if len(shown) > 0 {
		p.Selected = shown[Between(at+n, 0, len(shown)-1)]
	}
}

// Jump selects the first toggle of the next group, or of the one before.
func (p *Toggles) Jump(dir int) {
	if p.filter != "" {
		p.Move(dir * PopupRows)
		return
	}
	at, starts := 0, []int{}
	for _, g := range p.Groups {
		starts = append(starts, at)
		at += len(g.Tags)
	}
	if dir > 0 {
		for _, s := range starts {
			if s > p.Selected {
				p.Selected = s
				return
			}
		}
		return
	}
	for k := len(starts) - 1; k >= 0; k-- {
		if starts[k] < p.Selected {
			p.Selected = starts[k]
			return
		}
	}
}

// room is how many rows of h are left for toggles.
func (p *Toggles) room(h int) int {
	if p.Headed {
		h--
	}
	return max(1, h)
}

// Scroll keeps the selected toggle among h rows, with the row before it, so
// that a heading is seen together with its first toggle.
func (p *Toggles) Scroll(h int) {
	h = p.room(h)
	at, _ := p.row()
	p.Top = Between(p.Top, at-h+1, max(0, at-1))
	p.Wheel(0, h)
}

// Wheel scrolls h rows by n, down or with -n up, and leaves the selection.
func (p *Toggles) Wheel(n, h int) {
	p.Top = Between(p.Top+n, 0, max(0, len(p.rows())-p.room(h)))
}

// At returns the toggle at a row of the page.
func (p *Toggles) At(row int) (index int, ok bool) {
	if p.Headed {
		row--
	}
	rows := p.rows()
	k := p.Top + row
	if row < 0 || k >= len(rows) || rows[k].Index < 0 {
		return 0, false
	}
	return rows[k].Index, true
}

// heading is what the first row shown stands under.
func (p *Toggles) heading() string {
	if p.filter != "" {
		return "› " + Clean(p.filter) + CaretHere()
	}
	rows := p.rows()
	for k := min(p.Top, len(rows)) - 1; k >= 0; k-- {
		if rows[k].Heading != "" {
			return rows[k].Heading
		}
	}
	if len(p.Groups) == 0 {
		return ""
	}
	return p.Groups[0].Title
}

// Draw draws the page in w by h cells, anew only when something that it shows
// has changed: version grows with every change of states.
func (p *Toggles) Draw(t *theme.Theme, w, h int, states map[string]edit.State, version int, focused bool) Page {
	now := drawnToggles{theme: t, w: w, h: h, selected: p.Selected, top: p.Top, version: version, headed: p.Headed, focus: focused, filter: p.filter}
	last := p.drawn
	last.page = nil
	if p.drawn.page == nil || now != last {
		page := p.draw(t, w, h, states, focused)
		p.drawn = now
		p.drawn.page = &page
		return page
	}
	page := *p.drawn.page
	page.Same = true
	return page
}

func (p *Toggles) draw(t *theme.Theme, w, h int, states map[string]edit.State, focused bool) Page {
	page := Page{}
	if p.Headed {
		page.Rows = append(page.Rows, Row{Text: p.heading(), Rule: true})
	} else {
		page.Heading = p.heading()
	}
	rows := p.rows()
	shown := p.room(h)
	for k := p.Top; k < min(p.Top+shown, len(rows)); k++ {
		if rows[k].Heading != "" {
			page.Rows = append(page.Rows, Row{Text: rows[k].Heading, Rule: true})
			continue
		}
		selected := focused && rows[k].Index == p.Selected
		page.Rows = append(page.Rows, Row{Text: rows[k].draw(t, w, states[rows[k].Tag], selected)})
	}
	if len(rows) == 0 && p.filter != "" {
		page.Rows = append(page.Rows, Row{Text: t.Dim.Paint(Clip("   no such toggle", w))})
	}
	if rest := len(rows) - p.Top - shown; rest > 0 {
		page.Note = fmt.Sprintf("%d more", rest)
	}
	return page
}

// draw draws a toggle: + wanted, − refused, nothing for off.
func (r *toggleLine) draw(t *theme.Theme, w int, state edit.State, selected bool) string {
	sign, ink := " ", t.Dim
	switch state {
	case edit.Wanted:
		sign, ink = "+", t.Good
	case edit.Refused:
		sign, ink = "−", t.Bad
	}
	if selected {
		if state == edit.Off {
			ink = t.Lit
		} else {
			ink = t.On(ink, true)
		}
	}
	head, name := " "+sign+" ", Clean(r.Tag)
	if len(r.Matched) == 0 || len(name) != len(r.Tag) {
		return ink.Paint(Fill(head+name, w))
	}
	room := w - Width(head)
	body, used := painted(name, r.Matched, room, ink, t.Match)
	return ink.Paint(head) + body + ink.Paint(Blank(room-used))
}
