package editor

import (
	"tailor/ui/editor/buffer"
	"tailor/ui/editor/grapheme"
)

// MoveRows moves the cursor by rows of the screen, down for n > 0, and keeps to its
// column as well as the rows allow. From the first row it goes to the text's
// start, from the last to its end.
func (e *Editor) MoveRows(n int, extend bool) {
	at := e.cursorRow()
	goal := e.goal
	if goal < 0 {
		goal = e.column(e.Text(), e.row(at), e.Cursor())
	}
	switch to := at + n; {
	case to < 0:
		e.MoveTo(0, extend)
	case to >= len(e.rows):
		e.MoveTo(len(e.Text()), extend)
	default:
		e.stand(to, e.offset(e.Text(), e.row(to), goal), extend)
	}
	e.goal = goal
}

// MovePages moves the cursor and the view by pages, down for n > 0, with one
// row in common.
func (e *Editor) MovePages(n int, extend bool) {
	rows := n * max(1, e.height-1)
	e.ScrollBy(rows)
	at := e.cursorRow()
	if at+rows < 0 {
		rows = -at
	} else if at+rows >= len(e.rows) {
		rows = len(e.rows) - 1 - at
	}
	if rows == 0 {
		rows = n // to the very start or end
	}
	e.MoveRows(rows, extend)
}

// MoveHome moves the cursor to its row's start, and from there to that of the
// line. Above and below a rule are different lines.
func (e *Editor) MoveHome(extend bool) {
	i := e.cursorRow()
	if e.row(i).start == e.Cursor() {
		i, _ = e.line()
	}
	e.MoveTo(e.row(i).start, extend)
}

// MoveEnd moves the cursor to its row's end, and from there to that of the
// line.
func (e *Editor) MoveEnd(extend bool) {
	i := e.cursorRow()
	if e.endOf(e.Text(), e.row(i)) == e.Cursor() {
		_, i = e.line()
	}
	e.stand(i, e.endOf(e.Text(), e.row(i)), extend)
}

// KillToLineStart kills from the line's start to the cursor and, at its
// start already, the character before: the newline.
func (e *Editor) KillToLineStart() {
	i, _ := e.line()
	to := e.row(i).start
	if to == e.Cursor() {
		to = e.Target(buffer.GraphemeLeft)
	}
	e.KillTo(to)
}

// KillToLineEnd kills from the cursor to the line's end and, at its end
// already, the next character: the newline.
func (e *Editor) KillToLineEnd() {
	_, i := e.line()
	to := e.endOf(e.Text(), e.row(i))
	if to == e.Cursor() {
		to = grapheme.Next(e.Text(), e.Cursor())
	}
	e.KillTo(to)
}

// line returns the first and the last row of the line that the cursor stands
// in. Newlines end lines, and rules do: a kill stays within the chunk that is
// seen.
func (e *Editor) line() (first, last int) {
	first = e.cursorRow()
	last = first
	for first > 0 && !e.row(first-1).hard && e.row(first-1).rule == e.row(first).rule {
		first--
	}
	for last+1 < len(e.rows) && !e.row(last).hard && e.row(last+1).rule == e.row(last).rule {
		last++
	}
	return first, last
}
