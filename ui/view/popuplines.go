package view

import "slices"

// popupRows is how many rows the popup shows where half the free rows are
// fewer.
const popupRows = 9

// The popup's width in cells with its frame, of a list in a box of any width and
// in one that has the room, and the rows of a frame's inside below which it may
// lie over the frame: better that than one row of it.
const (
	popupWidth  = 58
	browseWidth = 76
	leastFree   = 5
	leastSpared = 8 // rows down to the rule from which on it is spared
)

// leastColumn is how many cells a column of a list to be looked through has at
// least.
const leastColumn = 26

// popupLine is a line of the popup's inside: items side by side, or a rule with a
// title between items of two kinds.
type popupLine struct {
	first, n int // items
	title    string
}

// lineUp lays the items into lines, those to be looked through into columns; a
// rule parts what is near from what fits, and themes from tags.
func (p *Popup) lineUp() []popupLine {
	columns := max(1, p.columns)
	lines := make([]popupLine, 0, len(p.Items)/columns+2)
	for k := range p.Items {
		if k > 0 {
			item, before := &p.Items[k], &p.Items[k-1]
			switch last := &lines[len(lines)-1]; {
			case item.Near && !before.Near:
				lines = append(lines, popupLine{})
			case item.Theme && !before.Theme:
				lines = append(lines, popupLine{title: "themes"})
			case last.n < columns:
				last.n++
				continue
			}
		}
		lines = append(lines, popupLine{first: k, n: 1})
	}
	return lines
}

// line is the line that an item is in.
func line(lines []popupLine, item int) int {
	return max(0, slices.IndexFunc(lines, func(l popupLine) bool { return item >= l.first && item < l.first+l.n }))
}

// Move lights an item n lines further down, or -n up, and stops at the ends; by
// one it goes round.
func (p *Popup) Move(n int) {
	p.Moved = true
	lines := slices.DeleteFunc(p.lineUp(), func(l popupLine) bool { return l.n == 0 })
	if len(lines) == 0 {
		return
	}
	at, last := line(lines, p.Selected), len(lines)-1
	switch {
	case n == 1 && at == last:
		p.Selected = 0
	case n == -1 && at == 0:
		p.Selected = len(p.Items) - 1
	default:
		to := lines[Between(at+n, 0, last)]
		p.Selected = to.first + min(p.Selected-lines[at].first, to.n-1)
	}
}

// Side lights the item beside the lit one, to the right or with -1 to the left,
// and reports whether there are columns.
func (p *Popup) Side(n int) bool {
	if p.columns < 2 {
		return false
	}
	p.Moved = true
	p.Selected = Between(p.Selected+n, 0, len(p.Items)-1)
	return true
}

// Scroll keeps the selected item among the lines shown.
func (p *Popup) Scroll(rows int) {
	lines := p.lineUp()
	p.Top = Scrolled(p.Top, line(lines, p.Selected), len(lines), rows)
}

// At returns the item at a row and a cell of the popup's inside, which is w
// cells wide; a rule and what lies outside have none.
func (p *Popup) At(row, x, w int) (k int, ok bool) {
	lines := p.lineUp()
	if row < 0 || p.Top+row >= len(lines) {
		return 0, false
	}
	l := lines[p.Top+row]
	col := x * max(1, p.columns) / max(1, w)
	return l.first + col, col >= 0 && col < l.n
}

// Close shuts the popup.
func (p *Popup) Close() { *p = Popup{} }

// Place finds where the popup stands for a word that starts at column x of row
// y, within a box's frame on a screen of h rows: below the row, or above it
// where there is more room; never over it, nor over the rule between the
// prompts (its row, 0 for none) where enough rows are left without. Its width
// and, for as long as the word stands where it does, its side depend on the box
// alone, so that it holds still while one types; it is as high as half the free
// rows, and as all of them where it is to be looked through. It returns the
// area with its frame, or none where there is no room for a row.
func (p *Popup) Place(x, y, rule int, box Area, h int) Area {
	top, bottom, roof := box.Y+1, box.Y+box.H-1, y
	switch {
	case rule > y+leastSpared:
		bottom = rule
	case rule > 0 && rule < y:
		roof = rule
	}
	if below, above := bottom-y-1, roof-top; max(below, above) < leastFree {
		top, bottom = 0, h
	}
	below, above := bottom-y-1, roof-top
	most, width := max(popupRows+2, (box.H-2)/2), Between(box.W*2/3, popupWidth, browseWidth)
	p.columns = 1
	if p.Browsed {
		most, width = box.H, browseWidth
		p.columns = Between((min(width, box.W-2)-2)/leastColumn, 1, 2)
	}
	a := Area{Y: y + 1, W: min(width, box.W-2)}
	rows := min(len(p.lineUp())+2, most)
	a.H = min(rows, below)
	if below < most && above > below {
		a.H = min(rows, above)
		a.Y = roof - a.H
	}
	if a.H < 3 || a.W < 12 {
		return Area{}
	}
	a.X = Between(x-2, box.X+1, box.X+box.W-1-a.W)
	return a
}

// Fit keeps the selected row among those that an area from Place shows.
func (p *Popup) Fit(a Area) {
	p.rows = a.H - 2
	p.Scroll(p.rows)
}

// Cut returns what an area from Place is too narrow for of the selected row, the
// whole of what it writes; "" where all of it is seen.
func (p *Popup) Cut(a Area) string {
	s := &p.Items[p.Selected]
	if _, room := s.room(a.W - 2); s.Insert == "" || s.Theme || Width(Clean(s.Label)) <= room {
		return ""
	}
	return Clean(s.Label)
}

// Page is how many rows the popup showed last, as many as a page down goes.
func (p *Popup) Page() int { return max(1, p.rows) }
