package editor

import (
	"tailor/ui/editor/buffer"
	"tailor/ui/editor/grapheme"
)

// MoveRows moves the cursor by rows of the screen, down for n > 0, and keeps to its
// column as well as the rows allow. From the first row it goes to the text's
// start, from the last to its end.
func (e *Editor) MoveRows(n int, extend bool) {
	at := e.find(e.Cursor())
	goal := e.goal
	if goal < 0 {
		goal = e.column(e.Text(), e.rows[at], e.Cursor())
	}
	to := 0
	switch row := at + n; {
	case row < 0:
	case row >= len(e.rows):
		to = len(e.Text())
	default:
		to = e.offset(e.Text(), e.rows[row], goal)
	}
	e.MoveTo(to, extend)
	e.goal = goal
}

// MovePages moves the cursor and the view by pages, down for n > 0, with one
// row in common.
func (e *Editor) MovePages(n int, extend bool) {
	rows := n * max(1, e.height-1)
	e.ScrollBy(rows)
	at := e.find(e.Cursor())
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
	to := e.rows[e.find(e.Cursor())].start
	if to == e.Cursor() {
		to, _ = e.line()
	}
	e.MoveTo(to, extend)
}

// MoveEnd moves the cursor to its row's end, and from there to that of the
// line.
func (e *Editor) MoveEnd(extend bool) {
	to := e.endOf(e.Text(), e.rows[e.find(e.Cursor())])
	if to == e.Cursor() {
		_, to = e.line()
	}
	e.MoveTo(to, extend)
}

// KillToLineStart kills from the line's start to the cursor and, at its
// start already, the character before: the newline.
func (e *Editor) KillToLineStart() {
	to, _ := e.line()
	if to == e.Cursor() {
		to = e.Target(buffer.GraphemeLeft)
	}
	e.KillTo(to)
}

// KillToLineEnd kills from the cursor to the line's end and, at its end
// already, the next character: the newline.
func (e *Editor) KillToLineEnd() {
	_, to := e.line()
	if to == e.Cursor() {
		to = grapheme.Next(e.Text(), e.Cursor())
	}
	e.KillTo(to)
}

// line returns the first and the last offset of the line that the cursor
// stands in. Newlines end lines, and rules do: a kill stays within the chunk
// that is seen.
func (e *Editor) line() (start, end int) {
	i := e.find(e.Cursor())
	first := i
	for first > 0 && !e.rows[first-1].hard && e.rows[first-1].rule == e.rows[first].rule {
		first--
	}
	last := i
	for last+1 < len(e.rows) && !e.rows[last].hard && e.rows[last+1].rule == e.rows[last].rule {
		last++
	}
	return e.rows[first].start, e.endOf(e.Text(), e.rows[last])
}
