package editor

import (
	"time"

	"tailor/tags/prompt"
)

// doubleClick is the longest time between the clicks of a double click, the
// half second that desktops use.
const doubleClick = 500 * time.Millisecond

// press is what the mouse button did last.
type press struct {
	down     bool
	row, col int
	when     time.Time
	clicks   int         // in a row at this cell
	from     prompt.Span // what the press selected; a drag adds to it
}

// Press puts the cursor at a cell of the shown area; with extend it selects
// up to there. A second press on the cell within half a second selects the
// tag, a third its chunk, a fourth everything.
func (e *Editor) Press(row, col int, extend bool, now time.Time) {
	m := &e.mouse
	again := m.clicks > 0 && m.row == row && m.col == col && now.Sub(m.when) <= doubleClick && !extend
	if !again {
		m.clicks = 0
	}
	m.clicks++
	m.down, m.row, m.col, m.when = true, row, col, now
	top := e.top
	switch {
	case extend:
		e.stand(e.rowAt(row), e.OffsetAt(row, col), true)
		m.from = prompt.Span{Start: e.Anchor(), End: e.Anchor()}
	case m.clicks == 1:
		e.stand(e.rowAt(row), e.OffsetAt(row, col), false)
		m.from = e.Selection()
	default:
		e.Grow()
		m.from = e.Selection()
	}
	e.hold(top, row)
}

// Drag selects from where the button was pressed to a cell, which may lie
// outside the area: the view scrolls a row then. After a double click whole
// tags are selected.
func (e *Editor) Drag(row, col int) {
	m := &e.mouse
	if !m.down {
		return
	}
	top, i := e.top, e.rowAt(max(-1, min(row, e.height)))
	at := e.offset(e.Text(), e.row(i), col)
	to := prompt.Span{Start: at, End: at}
	if m.clicks > 1 {
		to = e.TagAt(at)
	}
	if at < m.from.Start {
		e.selectFrom(m.from.End, i, to.Start)
	} else {
		e.selectFrom(m.from.Start, i, max(to.End, m.from.End))
	}
	e.hold(top, row)
}

// Release ends a drag.
func (e *Editor) Release() { e.mouse.down = false }

// Wheel scrolls by rows, down for n > 0; the cursor stays in the text.
func (e *Editor) Wheel(n int) { e.ScrollBy(n) }

// selectFrom selects from anchor to an offset, which may stand in row i.
func (e *Editor) selectFrom(anchor, i, offset int) {
	e.MoveTo(anchor, false)
	e.stand(i, offset, true)
}

// hold keeps the view where it was, as what is pointed at must not slip away
// from under the mouse, unless the mouse is at or beyond an edge.
func (e *Editor) hold(top, row int) {
	if row >= 0 && row < e.height {
		e.top = top
		e.ScrollBy(0)
	}
}
