package editor

import (
	"strings"
	"testing"
	"time"
)

func TestMouse(t *testing.T) {
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, before string
		do           func(e *Editor)
		after        string
	}{
		{"click", "abc def|", func(e *Editor) { e.Press(0, 2, false, now) }, "ab|c def"},
		{"click behind the row", "abc\ndef|", func(e *Editor) { e.Press(0, 9, false, now) }, "abc|\ndef"},
		{"click below the text", "abc\ndef|", func(e *Editor) { e.Press(4, 1, false, now) }, "abc\nd|ef"},
		{"click on the second cell of a wide letter", "a漢b|", func(e *Editor) { e.Press(0, 2, false, now) }, "a|漢b"},
		{"shift click", "a|bcdef", func(e *Editor) { e.Press(0, 4, true, now) }, "a[bcd|]ef"},
		{"drag", "abcdef|", func(e *Editor) { e.Press(0, 1, false, now); e.Drag(0, 4) }, "a[bcd|]ef"},
		{"drag leftwards", "abcdef|", func(e *Editor) { e.Press(0, 4, false, now); e.Drag(0, 1) }, "a[|bcd]ef"},
		{"drag and back", "abcdef|", func(e *Editor) { e.Press(0, 1, false, now); e.Drag(0, 4); e.Drag(0, 1) }, "a|bcdef"},
		{"a drag that was released", "abcdef|", func(e *Editor) { e.Press(0, 1, false, now); e.Release(); e.Drag(0, 4) }, "a|bcdef"},
		{"double click", "a, long hair, b|", func(e *Editor) {
			e.Press(0, 5, false, now)
			e.Release()
			e.Press(0, 5, false, now.Add(200*time.Millisecond))
		}, "a, [long hair|], b"},
		{"two slow clicks", "a, long hair, b|", func(e *Editor) {
			e.Press(0, 5, false, now)
			e.Press(0, 5, false, now.Add(time.Second))
		}, "a, lo|ng hair, b"},
		{"two clicks apart", "a, long hair, b|", func(e *Editor) {
			e.Press(0, 5, false, now)
			e.Press(0, 7, false, now)
		}, "a, long| hair, b"},
		{"triple click", "x BREAK a, long hair BREAK y|", func(e *Editor) {
			for range 3 {
				e.Press(0, 13, false, now)
			}
		}, "x BREAK [a, long hair|] BREAK y"},
		{"double click and drag takes tags", "a, long hair, blue sky, c|", func(e *Editor) {
			e.Press(0, 5, false, now)
			e.Press(0, 5, false, now)
			e.Drag(0, 16)
		}, "a, [long hair, blue sky|], c"},
		{"double click and drag leftwards", "a, long hair, blue sky, c|", func(e *Editor) {
			e.Press(0, 16, false, now)
			e.Press(0, 16, false, now)
			e.Drag(0, 5)
		}, "a, [|long hair, blue sky], c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := edit(t, c.before, 40, 5)
			c.do(e)
			if got := bars(e); got != c.after {
				t.Errorf("%q, want %q", got, c.after)
			}
		})
	}
}

func TestDragScrolls(t *testing.T) {
	e := edit(t, "|"+strings.Repeat("line\n", 30), 10, 6)
	e.Press(2, 0, false, time.Time{})
	for range 10 {
		e.Drag(6, 0) // below the area
	}
	if first, _, _ := e.Shown(); first < 8 {
		t.Errorf("first row %d after ten drags below", first)
	}
	if e.Selection().Start != 10 {
		t.Errorf("the selection begins at %d", e.Selection().Start)
	}
	for range 20 {
		e.Drag(-1, 0)
	}
	if first, _, _ := e.Shown(); first != 0 {
		t.Errorf("first row %d after drags above", first)
	}
}

// A click in the last row must not scroll: what was clicked would slip away.
func TestClickLeavesTheView(t *testing.T) {
	e := edit(t, "|"+strings.Repeat("line\n", 30), 10, 6)
	e.Press(5, 2, false, time.Time{})
	if first, _, _ := e.Shown(); first != 0 || e.Cursor() != 27 {
		t.Errorf("first row %d, cursor %d", first, e.Cursor())
	}
}
