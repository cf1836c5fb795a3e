package view

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/ui/theme"
)

// Popup is the list of suggestions at the cursor.
type Popup struct {
	Open     bool
	Span     prompt.Span // what an accepted suggestion replaces
	Items    []Suggestion
	Selected int  // index of the selected item
	Top      int  // the first line shown, see line
	Moved    bool // an arrow key has chosen
	rows     int  // that were shown last
	columns  int  // in which they stood, see Place

	// Browsed reports whether it stands at an empty word, to be looked through;
	// Filtering that letters are typed by which it is.
	Browsed, Filtering bool
	filter             string
	all                []Suggestion // what Items are without a filter
}

// Filter is the text by which the items shown are found, "" for all.
func (p *Popup) Filter() string { return p.filter }

// SetFilter shows the items that hold the letters of a text, the best first,
// all for "". Where none does it reports false, and what is shown stays.
func (p *Popup) SetFilter(text string) bool {
	if p.all == nil {
		p.all = p.Items
	}
	names := make([]string, len(p.all))
	for k := range p.all {
		if names[k] = p.all[k].Label; names[k] == "" {
			names[k] = spaced(p.all[k].Tag.Name)
		}
	}
	var found []Suggestion
	for _, m := range tags.FindNames(text, names) {
		item := p.all[m.Index]
		item.Matched = m.Matched
		found = append(found, item)
	}
	if len(found) == 0 {
		return false
	}
	p.Items, p.filter, p.Selected, p.Top = found, text, 0, 0
	return true
}

// Suggestion is one row of the popup: a tag, a wildcard or a LoRA.
type Suggestion struct {
	Tag     tags.Tag
	Alias   string // the alias that matched, "" when the name did
	Matched []int  // bytes of Alias, Label or Tag.Name that matched
	Label   string // what to show for what is no tag
	Insert  string // what to write as it stands for it
	Whole   bool   // Insert is a whole part of a prompt: a comma follows it as it follows a tag
	Note    string // at the row's right instead of category and count
	// Lora reports whether it is a LoRA, and Aside is what is shown behind its name:
	// the words that it answers to.
	Lora  bool
	Aside string
	// Theme reports whether it is a theme of tags, to be looked through.
	Theme bool
	// Near reports whether it covers only a part of what was typed, or comes by
	// what words mean.
	Near bool
	// Rest is what was typed beside it, which stays; GoesOn is set where its last
	// word is still being written, so that no ", " stands behind it.
	Rest   string
	GoesOn bool
	// There reports whether the prompt has it already: it is dimmed, and choosing
	// it goes there.
	There bool
}

// leastKind is how many cells a row has at the least where its note names the
// category: in a narrow column that would cost the tag's name.
const leastKind = 32

// note is the right end of a row of w cells: category and count, in columns.
func (s *Suggestion) note(w int) string {
	switch {
	case s.There:
		return "in the prompt"
	case s.Note != "":
		return s.Note
	}
	count := ""
	if s.Tag.Count > 0 {
		count = short(s.Tag.Count)
	}
	count = Blank(4-Width(count)) + count
	if w < leastKind {
		return count
	}
	return Fill(s.Tag.Category.Word(), 10) + count
}

// room is what of a row of w cells its note has, "" where that would leave too
// little, and how many cells are left for the name.
func (s *Suggestion) room(w int) (note string, room int) {
	note = s.note(w)
	if room = w - 2 - Width(note) - 1; room < 8 {
		return "", w - 3
	}
	return note, room
}

// Draw draws the popup for an area from place.
func (p *Popup) Draw(t *theme.Theme, a Area) []string {
	rows := a.H - 2
	inner := a.W - 2
	edgeInk := t.On(t.Focus, false)
	top, bottom := "", ""
	switch {
	case p.Filtering:
		top = " › " + Clip(Clean(p.filter), inner-6) + CaretHere() + " "
	case p.Browsed && inner > Width(filterHint):
		bottom = filterHint
	}
	out := []string{edgeInk.Paint("╭" + top + strings.Repeat("─", inner-Width(top)) + "╮")}
	lines := p.lineUp()
	selected := line(lines, p.Selected)
	for r := 0; r < min(rows, len(lines)-p.Top); r++ {
		l := lines[p.Top+r]
		left, right := "│", "│"
		if l.n == 0 {
			left, right = "├", "┤"
		}
		if len(lines) > rows && r == selected*(rows-1)/max(1, len(lines)-1) {
			right = "┃" // where one is in a list longer than the box
		}
		out = append(out, edgeInk.Paint(left)+p.drawLine(t, l, inner)+edgeInk.Paint(right))
	}
	return append(out, edgeInk.Paint("╰"+strings.Repeat("─", inner-Width(bottom))+bottom+"╯"))
}

// drawLine draws a line in w cells.
func (p *Popup) drawLine(t *theme.Theme, l popupLine, w int) string {
	quiet := t.On(t.Dim, false)
	switch {
	case l.n == 0 && l.title != "":
		return quiet.Paint(" " + l.title + " " + strings.Repeat("─", max(0, w-Width(l.title)-2)))
	case l.n == 0:
		return quiet.Paint(strings.Repeat("─", w))
	}
	row := ""
	for c, columns := 0, max(1, p.columns); c < columns; c++ {
		cells := (c+1)*w/columns - c*w/columns
		if c < l.n {
			row += p.Items[l.first+c].draw(t, cells, l.first+c == p.Selected)
		} else {
			row += t.On(t.Text, false).Paint(Blank(cells))
		}
	}
	return row
}

// filterHint stands in the lower edge of a list that can be looked through.
const filterHint = " / filter "

// draw draws a row of w cells.
func (s *Suggestion) draw(t *theme.Theme, w int, selected bool) string {
	ground, quiet, marker := t.On(t.Text, false), t.On(t.Dim, false), " "
	if selected {
		ground, quiet, marker = t.Lit, t.Lit, "›"
	}
	if s.Near { // also where it is selected: the key would take a guess
		marker = "≈"
	}
	note, room := s.room(w)
	row := ground.Paint(marker)
	name := spaced(s.Tag.Name)
	ink := t.On(t.Category(s.Tag.Category), selected)
	if s.There && !selected {
		ink = quiet
	}
	if s.Insert != "" {
		name, ink = Clean(s.Label), ground
	}
	used := 0
	write := func(text string, width int) {
		row += text
		used += width
	}
	switch {
	case s.Alias != "":
		const arrow = " → "
		alias := spaced(s.Alias)
		write(painted(alias, s.Matched, min(Width(alias), max(4, room-Width(name)-Width(arrow))), quiet, t.Match))
		if used+Width(arrow) < room {
			write(quiet.Paint(arrow), Width(arrow))
			write(painted(name, nil, room-used, ink, ""))
		}
	case s.Insert != "":
		most := room
		if s.Aside != "" { // a long name leaves some room for it
			most = max(room/2, room-2-min(Width(s.Aside), room/3))
		}
		write(paintedMiddle(name, s.Matched, most, ink, t.Match))
		if left := room - used - 2; s.Aside != "" && left >= leastAside {
			write(quiet.Paint("  "), 2)
			write(painted(s.Aside, nil, left, quiet, ""))
		}
	default:
		write(painted(name, s.Matched, room, ink, t.Match))
	}
	return row + ground.Paint(Blank(room-used+1)) + quiet.Paint(note) + ground.Paint(" ")
}

// spaced shows a tag's name as a person writes it. It keeps the length in
// bytes, so that offsets into the name hold.
func spaced(name string) string {
	if s := tags.Spell(name); len(s) == len(name) {
		return Clean(s)
	} else if strings.Contains(s, `\`) && !strings.Contains(name, `\`) {
		if u := tags.Unescape(s); len(u) == len(name) {
			return Clean(u)
		}
	}
	return Clean(strings.ReplaceAll(name, "_", " "))
}

// spacedAll shows names in a row.
func spacedAll(names []string) string {
	shown := make([]string, len(names))
	for k, name := range names {
		shown[k] = spaced(name)
	}
	return strings.Join(shown, nameGap)
}

// leastAside is how many cells an aside needs to be of use.
const leastAside = 6

// paintedMiddle is painted for a name that is cut in its middle.
func paintedMiddle(s string, matched []int, n int, ink, mark theme.Ink) (text string, width int) {
	head, tail := middle(s, n)
	if head == tail {
		return painted(s, matched, n, ink, mark)
	}
	before, w := painted(s[:head], matched, n, ink, mark)
	var behind []int
	for _, at := range matched {
		if at >= tail {
			behind = append(behind, at-tail)
		}
	}
	after, v := painted(s[tail:], behind, n, ink, mark)
	return before + ink.Paint("…") + after, w + 1 + v
}

// painted writes s in an ink, its matched bytes with another on top, cut to n
// cells, and returns how many it takes.
func painted(s string, matched []int, n int, ink, mark theme.Ink) (text string, width int) {
	if width = Width(s); width > n {
		s = Clip(s, n)
		width = Width(s)
	}
	if len(matched) == 0 {
		return ink.Paint(s), width
	}
	var b strings.Builder
	for from, to := 0, 0; from < len(s); from = to {
		on, with := slices.Contains(matched, from), ink
		if on {
			with = ink.And(mark)
		}
		for to++; to < len(s) && (!utf8.RuneStart(s[to]) || slices.Contains(matched, to) == on); {
			to++
		}
		b.WriteString(with.Paint(s[from:to]))
	}
	return b.String(), width
}
