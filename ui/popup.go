package ui

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/ui/theme"
)

// popup is the list of suggestions at the cursor.
type popup struct {
	Open  bool
	Span  prompt.Span // what an accepted suggestion replaces
	Items []suggestion
	Lit   int // index of the lit item
	Top   int // index of the first one shown
	wide  int // what width returns, once it is known
}

// suggestion is one row of the popup: a tag, a wildcard or a LoRA.
type suggestion struct {
	Tag     tags.Tag
	Alias   string // the alias that matched, "" when the name did
	Matched []int  // bytes of Alias, Label or Tag.Name that matched
	Label   string // what to show for what is no tag
	Insert  string // what to write as it stands for it
	Note    string // at the row's right instead of category and count
}

// popupRows is the most rows that the popup shows at once.
const popupRows = 9

// move lights another row, n down or -n up, and stops at the ends; by one it
// goes round.
func (p *popup) move(n int) {
	last := len(p.Items) - 1
	switch {
	case n == 1 && p.Lit == last:
		p.Lit = 0
	case n == -1 && p.Lit == 0:
		p.Lit = last
	default:
		p.Lit = between(p.Lit+n, 0, last)
	}
}

// scroll keeps the lit row among the rows shown.
func (p *popup) scroll(rows int) {
	p.Top = between(p.Top, p.Lit-rows+1, p.Lit)
	p.Top = between(p.Top, 0, max(0, len(p.Items)-rows))
}

// close shuts the popup.
func (p *popup) close() { *p = popup{} }

// place finds where the popup stands on a screen of w by h cells for a word
// that starts at column x of row y: below the row, or above it where there is
// more room; never over it. It returns the area with its frame, or none where
// there is no room for a row.
func (p *popup) place(x, y, w, h int) area {
	rows := min(len(p.Items), popupRows)
	below, above := h-y-1, y
	a := area{W: min(p.width(), w)}
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
		return area{}
	}
	a.X = between(x-2, 0, w-a.W)
	return a
}

// width is the number of cells that the popup asks for, its frame included.
// It is measured over all items, so that the box does not breathe as one
// scrolls.
func (p *popup) width() int {
	const least, most = 34, 58
	if p.wide == 0 {
		p.wide = least
		for k := range p.Items {
			p.wide = min(most, max(p.wide, p.Items[k].width()+4))
		}
	}
	return p.wide
}

func (s *suggestion) width() int {
	n := width(s.Tag.Name) + width(s.Label) + 2 + width(s.note())
	if s.Alias != "" {
		n += width(s.Alias) + 3
	}
	return n
}

// note is the right end of a row: category and count, in columns.
func (s *suggestion) note() string {
	if s.Note != "" {
		return s.Note
	}
	count := ""
	if s.Tag.Count > 0 {
		count = short(s.Tag.Count)
	}
	return fill(categoryWord(s.Tag.Category), 8) + blank(4-width(count)) + count
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

// view draws the popup for an area from place.
func (p *popup) view(t *theme.Theme, a area) []string {
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
		if len(p.Items) > rows && r == p.Lit*(rows-1)/max(1, len(p.Items)-1) {
			side = "┃" // where one is in a list longer than the box
		}
		out = append(out, edgeInk.Paint("│")+p.Items[k].view(t, inner, k == p.Lit)+edgeInk.Paint(side))
	}
	return append(out, edgeInk.Paint("╰"+strings.Repeat("─", inner)+"╯"))
}

// view draws a row of w cells.
func (s *suggestion) view(t *theme.Theme, w int, lit bool) string {
	ground := t.On(t.Text, lit)
	if lit {
		ground = t.Lit
	}
	quiet := t.On(t.Dim, lit)
	if lit {
		quiet = t.Lit
	}
	note := s.note()
	room := w - 2 - width(note) - 1
	if room < 8 {
		note, room = "", w-3
	}
	var b strings.Builder
	marker := " "
	if lit {
		marker = "›"
	}
	b.WriteString(ground.Paint(marker))
	name := spaced(s.Tag.Name)
	ink := t.On(t.Category(s.Tag.Category), lit)
	if s.Insert != "" {
		name, ink = clean(s.Label), ground
	}
	used := 0
	if s.Alias != "" {
		alias := spaced(s.Alias)
		arrow := " → "
		aliasRoom := min(width(alias), max(4, room-width(name)-len(" → ")))
		b.WriteString(painted(alias, s.Matched, aliasRoom, quiet, t.Match))
		used = min(width(alias), aliasRoom)
		if used+3 < room {
			b.WriteString(quiet.Paint(arrow))
			used += 3
			b.WriteString(painted(name, nil, room-used, ink, ""))
			used += min(width(name), room-used)
		}
	} else {
		b.WriteString(painted(name, s.Matched, room, ink, t.Match))
		used = min(width(name), room)
	}
	b.WriteString(ground.Paint(blank(room - used + 1)))
	b.WriteString(quiet.Paint(note))
	b.WriteString(ground.Paint(" "))
	return b.String()
}

// spaced shows a tag's name as a person writes it. It keeps the length in
// bytes, so that offsets into the name hold.
func spaced(name string) string {
	if s := tags.Spell(name); len(s) == len(name) {
		return clean(s)
	} else if strings.Contains(s, `\`) && !strings.Contains(name, `\`) {
		if u := prompt.Unescape(s); len(u) == len(name) {
			return clean(u)
		}
	}
	return clean(strings.ReplaceAll(name, "_", " "))
}

// painted writes s in an ink, its lit bytes with another on top, cut to n
// cells.
func painted(s string, lit []int, n int, ink, mark theme.Ink) string {
	if width(s) > n {
		s = clip(s, n)
	}
	if len(lit) == 0 {
		return ink.Paint(s)
	}
	isLit := func(at int) bool {
		for _, l := range lit {
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
		if l := isLit(i); l != on {
			flush(i)
			on = l
		}
	}
	flush(len(s))
	return b.String()
}
