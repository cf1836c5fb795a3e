package editor

import "testing"

// A row broken within a word ends at the offset where the next one starts:
// End stands behind its last character all the same.
func TestEndOfARowBrokenWithinAWord(t *testing.T) {
	e := edit(t, "|abcdefghijklmno", 6, 4)
	at := func(name string, row, col, cursor int) {
		t.Helper()
		if r, c, _ := e.CursorCell(); r != row || c != col || e.Cursor() != cursor {
			t.Errorf("%s: cursor %d at %d,%d, want %d at %d,%d", name, e.Cursor(), r, c, cursor, row, col)
		}
		checkView(t, e, name)
	}
	e.MoveEnd(false)
	at("end", 0, 5, 5)
	e.MoveRows(1, false)
	at("down", 1, 5, 10)
	e.MoveHome(false)
	at("home", 1, 0, 5)
	e.MoveEnd(false)
	e.MoveEnd(false)
	at("end twice", 2, 5, 15)
	e.MoveRows(-1, false)
	e.Insert("x")
	at("typing", 2, 1, 11)
	e.MoveRows(-1, false)
	e.MoveEnd(false)
	e.SetSize(7, 4)
	at("resize", 1, 4, 10)
	e.MoveTo(6, false)
	at("an offset alone", 1, 0, 6)
}
