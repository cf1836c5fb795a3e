package view

// PopupRows is how many rows the popup shows where half the free rows are
// fewer.
const PopupRows = 9

// The popup's width in cells with its frame, that of a list to be looked
// through, and the rows of a frame's inside below which it may lie over the
// frame: better that than one row of it.
const (
	popupWidth  = 58
	browseWidth = 76
	leastFree   = 5
)

// leastColumn is how many cells a column of themes has at least.
const leastColumn = 26

// themes is the number of the item from which on all are themes, which stand in
// columns where there is room; len(Items) where none are, or others are among
// them.
func (p *Popup) themes() int {
	k := len(p.Items)
	for k > 0 && p.Items[k-1].Theme {
		k--
	}
	for i := range k {
		if p.Items[i].Theme {
			return len(p.Items)
		}
	}
	return k
}

// Move lights another row, n down or -n up, and stops at the ends; by one it
// goes round.
func (p *Popup) Move(n int) {
	p.Moved = true
	last, first := len(p.Items)-1, p.themes()
	switch {
	case n == 1 && p.line(p.Selected) == p.line(last):
		p.Selected = 0
	case n == -1 && p.Selected == 0:
		p.Selected = last
	case p.columns > 1 && p.Selected >= first && (n > 0 || p.Selected+n*p.columns >= first):
		p.Selected = min(p.Selected+n*p.columns, last)
	case p.columns > 1 && p.Selected >= first:
		p.Selected = max(0, first+n+(p.Selected-first)/p.columns)
	case p.columns > 1 && p.Selected+n > first:
		p.Selected = min(first+(p.Selected+n-first)*p.columns, last)
	default:
		p.Selected = Between(p.Selected+n, 0, last)
	}
}

// Side lights the theme beside the lit one, n columns to the right or -n to the
// left, and reports whether it is one of several columns.
func (p *Popup) Side(n int) bool {
	first := p.themes()
	if p.columns < 2 || p.Selected < first {
		return false
	}
	p.Moved = true
	p.Selected = Between(p.Selected+n, first, len(p.Items)-1)
	return true
}

// Scroll keeps the selected row among the rows shown.
func (p *Popup) Scroll(rows int) {
	selected := p.line(p.Selected)
	p.Top = Between(p.Top, selected-rows+1, selected)
	p.Top = Between(p.Top, 0, max(0, p.lines()-rows))
}

// rule is the number of the item above which a rule parts what is near from
// what fits, 0 where only one kind is there.
func (p *Popup) rule() int {
	for k := 1; k < len(p.Items); k++ {
		if p.Items[k].Near && !p.Items[k-1].Near {
			return k
		}
	}
	return 0
}

// lines is how many lines the popup's inside has in all: its items and the
// rule among them.
func (p *Popup) lines() int {
	if len(p.Items) == 0 {
		return 0
	}
	return p.line(len(p.Items)-1) + 1
}

// line is the line that an item is in.
func (p *Popup) line(k int) int {
	if at := p.rule(); at > 0 && k >= at {
		return k + 1
	}
	if first := p.themes(); p.columns > 1 && k >= first {
		return first + (k-first)/p.columns
	}
	return k
}

// At returns the item at a row and a cell of the popup's inside, which is w
// cells wide; the rule and what lies outside have none.
func (p *Popup) At(row, x, w int) (k int, ok bool) {
	k = p.Top + row
	if at := p.rule(); at > 0 && k >= at {
		if k == at {
			return 0, false
		}
		k--
	}
	if first := p.themes(); p.columns > 1 && k >= first {
		k = first + (k-first)*p.columns + Between(x*p.columns/max(1, w), 0, p.columns-1)
	}
	return k, row >= 0 && k < len(p.Items)
}

// Close shuts the popup.
func (p *Popup) Close() { *p = Popup{} }

// Place finds where the popup stands for a word that starts at column x of row
// y, within a box's frame on a screen of h rows: below the row, or above it
// where there is more room; never over it. Its width and, for as long as the
// word stands where it does, its side depend on the box alone, so that it
// holds still while one types; it is as high as half the free rows, and as all
// of them where it is to be looked through. It returns the area with its frame,
// or none where there is no room for a row.
func (p *Popup) Place(x, y int, box Area, h int) Area {
	top, bottom := box.Y+1, box.Y+box.H-1
	if below, above := bottom-y-1, y-top; max(below, above) < leastFree {
		top, bottom = 0, h
	}
	below, above := bottom-y-1, y-top
	most, width := max(PopupRows+2, (box.H-2)/2), popupWidth
	if p.Browsed {
		most, width = box.H, browseWidth
	}
	a := Area{Y: y + 1, W: min(width, box.W-2)}
	p.columns = Between((a.W-2)/leastColumn, 1, 2)
	rows := min(p.lines()+2, most)
	a.H = min(rows, below)
	if below < most && above > below {
		a.H = min(rows, above)
		a.Y = y - a.H
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

// Page is how many rows the popup showed last, as many as a page down goes.
func (p *Popup) Page() int { return max(1, p.rows) }
