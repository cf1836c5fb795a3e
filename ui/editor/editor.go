// Package editor is the box that a prompt is written in: a buffer wrapped to
// a width, with a cursor, a selection, coloured spans and marks, keys and a
// mouse. It is a plain struct: its owner routes keys to it and asks it for
// its lines.
//
// Text of right-to-left scripts is kept, moved through and shown in logical
// order, first letter leftmost: terminals disagree on who should turn it, and
// a cursor that moves as one reads is true on all of them. A terminal that
// turns such runs itself carries the cursor's cell along with its letter.
package editor

import (
	"slices"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
	"tailor/ui/editor/grapheme"
)

// Style colours a span of the text. Of overlapping styles each adds to those
// before it in the list, and wins over them where they contradict.
type Style struct {
	prompt.Span
	// SGR holds the parameters of an SGR sequence, "38;5;4" or "4".
	SGR string
}

// Rule draws the rest of a BREAK's row as a rule, the BREAK on a row of its
// own and what follows it on the next.
type Rule struct {
	At    prompt.Span // of the word BREAK
	Label string      // set into the rule near its end: "13/75"
}

// Editor is one text box. Its buffer's methods are its own; edits that come
// from elsewhere, such as an undo, reach it as well.
type Editor struct {
	*buffer.Buffer
	// Keys are the keys that HandleKey answers.
	Keys KeyMap
	// Look says how what is not text is drawn.
	Look Look
	// Placeholder is shown, on one row, while there is no text.
	Placeholder string

	layout
	height int
	top    int // the first row shown
	goal   int // the column that up and down keep to, -1 for the cursor's own
	// lean reports that the cursor stands behind the last character of a row
	// that was broken within a word, and not at the next row's start, which
	// is the same offset.
	lean    bool
	focused bool
	styles  []Style
	mouse   press
	canvas  canvas
	// version grows when the text or what is drawn into it is another, and
	// drawn is what Lines returned last.
	version int
	drawn   drawn
}

// New returns an editor of a buffer, without focus, 1x1 cells large.
func New(b *buffer.Buffer) *Editor {
	e := &Editor{Buffer: b, Keys: DefaultKeys(), Look: DefaultLook(), height: 1, goal: -1}
	e.width = 1
	e.fill(b.Text())
	b.Watch(e)
	return e
}

// SetSize makes the editor width x height cells large, 1x1 at least, and
// shows the cursor.
func (e *Editor) SetSize(width, height int) {
	width, height = max(1, width), max(1, height)
	if width != e.width || height != e.height {
		e.version++
	}
	if width != e.width {
		e.width = width
		e.goal, e.lean = -1, false
		e.fill(e.Text())
	}
	e.height = height
	e.follow()
}

// Focus gives the editor the cursor, Blur takes it.
func (e *Editor) Focus() { e.focused = true }

// Blur takes the cursor from the editor, and ends the group of typed keys.
func (e *Editor) Blur() {
	e.focused = false
	e.History().Break()
}

// Focused reports whether the editor has the cursor.
func (e *Editor) Focused() bool { return e.focused }

// SetStyles colours the text, in place of what was set before. Spans are cut
// to the text; until new ones are set they move with what is typed.
func (e *Editor) SetStyles(styles []Style) {
	if !slices.Equal(e.styles, styles) {
		e.styles = slices.Clone(styles)
		e.version++
	}
}

// SetRules says where BREAKs stand, in place of what was set before. Rules
// must not overlap; those that do are left out, as are empty ones.
// They move with what is typed, and go when their word is touched.
func (e *Editor) SetRules(rules []Rule) {
	fresh, s := make([]Rule, 0, len(rules)), grapheme.Snapper{Text: e.Text()}
	for _, r := range rules {
		r.At.Start, r.At.End = s.Snap(r.At.Start), s.Snap(r.At.End)
		if r.At.Len() > 0 {
			fresh = append(fresh, r)
		}
	}
	slices.SortStableFunc(fresh, func(a, b Rule) int { return a.At.Start - b.At.Start })
	end := -1
	fresh = slices.DeleteFunc(fresh, func(r Rule) bool {
		overlaps := r.At.Start < end
		if !overlaps {
			end = r.At.End
		}
		return overlaps
	})
	if !slices.Equal(fresh, e.rules) {
		e.version++
	}
	same := slices.EqualFunc(fresh, e.rules, func(a, b Rule) bool { return a.At == b.At })
	e.rules = fresh
	if !same {
		e.fill(e.Text())
		e.follow()
	}
}

// SetCuts says at which offsets A1111 begins a chunk by itself, in place of
// what was set before. A quiet mark stands there, in the white space at the
// border or, within a word, in a cell of its own.
func (e *Editor) SetCuts(offsets []int) {
	fresh, s := make([]cut, 0, len(offsets)), grapheme.Snapper{Text: e.Text()}
	for _, at := range offsets {
		if at > 0 && at < len(e.Text()) {
			fresh = append(fresh, cut{at: s.Snap(at)})
		}
	}
	slices.SortStableFunc(fresh, func(a, b cut) int { return a.at - b.at })
	fresh = slices.CompactFunc(fresh, func(a, b cut) bool { return a.at == b.at })
	before := e.cuts
	e.cuts = fresh
	e.placeCuts(e.Text())
	if !slices.Equal(before, fresh) {
		e.version++
	}
	own := func(c cut) bool { return !c.own }
	if !slices.Equal(slices.DeleteFunc(slices.Clone(before), own), slices.DeleteFunc(slices.Clone(fresh), own)) {
		e.fill(e.Text())
		e.follow()
	}
}

// Edited is called by the buffer.
func (e *Editor) Edited(at, removed, added int) {
	e.version++
	end, shift := at+removed, added-removed
	move := func(s prompt.Span) prompt.Span {
		if s.Start >= end {
			s.Start += shift
		} else if s.Start > at {
			s.Start = at
		}
		if s.End > at && s.End >= end {
			s.End += shift
		} else if s.End > at {
			s.End = at
		}
		return s
	}
	for i := range e.styles {
		e.styles[i].Span = move(e.styles[i].Span)
	}
	whole := false
	e.rules = slices.DeleteFunc(e.rules, func(r Rule) bool {
		touched := r.At.Start < end && r.At.End > at || r.At.Start < at && at < r.At.End
		whole = whole || touched
		return touched
	})
	for i := range e.rules {
		e.rules[i].At = move(e.rules[i].At)
	}
	e.cuts = slices.DeleteFunc(e.cuts, func(c cut) bool { return at < c.at && c.at < end })
	for i := range e.cuts {
		if e.cuts[i].at >= end {
			e.cuts[i].at += shift
		}
	}
	if whole {
		e.fill(e.Text())
	} else {
		e.refill(e.Text(), at, removed, added)
	}
}

// Moved is called by the buffer.
func (e *Editor) Moved() {
	e.goal, e.lean = -1, false
	e.follow()
}

// RowCount returns the number of rows that the whole text takes, 1 at least.
func (e *Editor) RowCount() int { return len(e.rows) }

// Shown returns the first row shown, the one behind the last, and the number
// of all rows: there is more above where first > 0, below where last < total.
func (e *Editor) Shown() (first, last, total int) {
	return e.top, min(e.top+e.height, len(e.rows)), len(e.rows)
}

// ScrollBy moves the view by rows, down for n > 0, and leaves the cursor.
func (e *Editor) ScrollBy(n int) {
	e.top = max(0, min(e.top+n, len(e.rows)-e.height))
}

// follow scrolls as little as shows the cursor, with a row beyond it where
// there is one and the box is high enough.
func (e *Editor) follow() {
	margin := 0
	if e.height >= 5 {
		margin = 1
	}
	at := e.cursorRow()
	e.top = min(e.top, max(0, at-margin))
	e.top = max(e.top, at+margin-e.height+1)
	e.ScrollBy(0)
}

// cursorRow returns the index of the row that the cursor stands in.
func (e *Editor) cursorRow() int {
	i := e.find(e.Cursor())
	if e.lean && i > 0 && !e.row(i-1).hard && e.row(i-1).end == e.Cursor() {
		return i - 1
	}
	return i
}

// stand moves the cursor to an offset that stands in row i.
func (e *Editor) stand(i, offset int, extend bool) {
	top := e.top
	e.MoveTo(offset, extend)
	e.lean = !e.row(i).hard && e.row(i).end == offset
	e.top = top
	e.follow()
}

// CursorCell returns the row and the column of the cursor on the shown area,
// both from 0. It is not shown while it is scrolled out of view.
func (e *Editor) CursorCell() (row, col int, shown bool) {
	return e.cell(e.cursorRow(), e.Cursor())
}

// CellOf returns the row and the column of an offset as CursorCell does.
func (e *Editor) CellOf(offset int) (row, col int, shown bool) {
	return e.cell(e.find(max(0, min(offset, len(e.Text())))), offset)
}

func (e *Editor) cell(i, offset int) (row, col int, shown bool) {
	col = min(e.column(e.Text(), e.row(i), offset), e.width-1)
	row = i - e.top
	return row, col, row >= 0 && row < e.height
}

// OffsetAt returns the byte offset of the text at a cell of the shown area:
// that of the character in the cell, or of its row's end. Cells outside count
// as the nearest ones inside the text.
func (e *Editor) OffsetAt(row, col int) int {
	return e.offset(e.Text(), e.row(e.rowAt(row)), col)
}

// rowAt returns the index of the row of the text in a row of the shown area.
func (e *Editor) rowAt(row int) int { return max(0, min(e.top+row, len(e.rows)-1)) }
