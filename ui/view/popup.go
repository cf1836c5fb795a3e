package view

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/ui/theme"
)

// Popup is the list of suggestions at the cursor.
type Popup struct {
	Open     bool
	Span     prompt.Span // what an accepted suggestion replaces
	Items    []Suggestion
	Selected int // index of the selected item
	Top      int // index of the first one shown
	wide     int // what width returns, once it is known
}

// Suggestion is one row of the popup: a tag, a wildcard or a LoRA.
type Suggestion struct {
	Tag     tags.Tag
	Alias   string // the alias that matched, "" when the name did
	Matched []int  // bytes of Alias, Label or Tag.Name that matched
	Label   string // what to show for what is no tag
	Insert  string // what to write as it stands for it
	Note    string // at the row's right instead of category and count
}

// popupRows is the most rows that the popup shows at once.
const PopupRows = 9

// Move lights another row, n down or -n up, and stops at the ends; by one it
// goes round.
func (p *Popup) Move(n int) {
	last := len(p.Items) - 1
	switch {
	case n == 1 && p.Selected == last:
		p.Selected = 0
	case n == -1 && p.Selected == 0:
		p.Selected = last
	default:
		p.Selected = Between(p.Selected+n, 0, last)
	}
}

// Scroll keeps the selected row among the rows shown.
func (p *Popup) Scroll(rows int) {
	p.Top = Between(p.Top, p.Selected-rows+1, p.Selected)
	p.Top = Between(p.Top, 0, max(0, len(p.Items)-rows))
}

// Close shuts the popup.
func (p *Popup) Close() { *p = Popup{} }

// Place finds where the popup stands on a screen of w by h cells for a word
// that starts at column x of row y: below the row, or above it where there is
// more room; never over it. It returns the area with its frame, or none where
// there is no room for a row.
func (p *Popup) Place(x, y, w, h int) Area {
	rows := min(len(p.Items), PopupRows)
	below, above := h-y-1, y
	a := Area{W: min(p.width(), w)}
	switch {
	case rows+2 <= below:
		a.Y, a.H = y+1, rows+2
	case above > below:
		a.H = min(rows+2, above)
		a.Y = y - a.H
	default:
		a.Y, a.H = y+1, below
	}
	if a.H < 3 || a.W < 12 {
		return Area{}
	}
	a.X = Between(x-2, 0, w-a.W)
	return a
}

// width is the number of cells that the popup asks for, its frame included.
// It is measured over all items, so that the box does not breathe as one
// scrolls.
func (p *Popup) width() int {
	const least, most = 34, 58
	if p.wide == 0 {
		p.wide = least
		for k := range p.Items {
			p.wide = min(most, max(p.wide, p.Items[k].width()+4))
		}
	}
	return p.wide
}

func (s *Suggestion) width() int {
	n := Width(s.Tag.Name) + Width(s.Label) + 2 + Width(s.note())
	if s.Alias != "" {
		n += Width(s.Alias) + 3
	}
	return n
}

// note is the right end of a row: category and count, in columns.
func (s *Suggestion) note() string {
	if s.Note != "" {
		return s.Note
	}
	count := ""
	if s.Tag.Count > 0 {
		count = short(s.Tag.Count)
	}
	return Fill(categoryWord(s.Tag.Category), 8) + Blank(4-Width(count)) + count
}

// categoryWord is the category in at most seven letters.
func categoryWord(c tags.Category) string {
	switch c {
	case tags.Copyright:
		return "series"
	case tags.Character:
		return "chara"
	}
	return c.String()
}

// Draw draws the popup for an area from place.
func (p *Popup) Draw(t *theme.Theme, a Area) []string {
	rows := a.H - 2
	inner := a.W - 2
	edgeInk := t.On(t.Focus, false)
	out := []string{edgeInk.Paint("╭" + strings.Repeat("─", inner) + "╮")}
	for r := 0; r < rows; r++ {
		k := p.Top + r
		if k >= len(p.Items) {
			break
		}
		side := "│"
		if len(p.Items) > rows && r == p.Selected*(rows-1)/max(1, len(p.Items)-1) {
			side = "┃" // where one is in a list longer than the box
		}
		out = append(out, edgeInk.Paint("│")+p.Items[k].draw(t, inner, k == p.Selected)+edgeInk.Paint(side))
	}
	return append(out, edgeInk.Paint("╰"+strings.Repeat("─", inner)+"╯"))
}

// draw draws a row of w cells.
func (s *Suggestion) draw(t *theme.Theme, w int, selected bool) string {
	ground := t.On(t.Text, selected)
	if selected {
		ground = t.Lit
	}
	quiet := t.On(t.Dim, selected)
	if selected {
		quiet = t.Lit
	}
	note := s.note()
	room := w - 2 - Width(note) - 1
	if room < 8 {
		note, room = "", w-3
	}
	var b strings.Builder
	marker := " "
	if selected {
		marker = "›"
	}
	b.WriteString(ground.Paint(marker))
	name := spaced(s.Tag.Name)
	ink := t.On(t.Category(s.Tag.Category), selected)
	if s.Insert != "" {
		name, ink = Clean(s.Label), ground
	}
	used := 0
	if s.Alias != "" {
		alias := spaced(s.Alias)
		arrow := " → "
		aliasRoom := min(Width(alias), max(4, room-Width(name)-len(" → ")))
		b.WriteString(painted(alias, s.Matched, aliasRoom, quiet, t.Match))
		used = min(Width(alias), aliasRoom)
		if used+3 < room {
			b.WriteString(quiet.Paint(arrow))
			used += 3
			b.WriteString(painted(name, nil, room-used, ink, ""))
			used += min(Width(name), room-used)
		}
	} else {
		b.WriteString(painted(name, s.Matched, room, ink, t.Match))
		used = min(Width(name), room)
	}
	b.WriteString(ground.Paint(Blank(room - used + 1)))
	b.WriteString(quiet.Paint(note))
	b.WriteString(ground.Paint(" "))
	return b.String()
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

// painted writes s in an ink, its matched bytes with another on top, cut to n
// cells.
func painted(s string, matched []int, n int, ink, mark theme.Ink) string {
	if Width(s) > n {
		s = Clip(s, n)
	}
	if len(matched) == 0 {
		return ink.Paint(s)
	}
	isMatched := func(at int) bool {
		for _, l := range matched {
			if l == at {
				return true
			}
		}
		return false
	}
	var b strings.Builder
	from, on := 0, false
	flush := func(to int) {
		if to == from {
			return
		}
		if on {
			b.WriteString(string(ink) + string(mark) + s[from:to] + theme.Reset)
		} else {
			b.WriteString(ink.Paint(s[from:to]))
		}
		from = to
	}
	for i := range s {
		if l := isMatched(i); l != on {
			flush(i)
			on = l
		}
	}
	flush(len(s))
	return b.String()
}
