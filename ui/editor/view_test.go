package editor

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags/prompt"
)

// lines returns the rows with SGR sequences made readable: ⟨7m, and ⟨⟩ for
// the end of all.
func lines(e *Editor) []string {
	out := e.Lines()
	for i, l := range out {
		out[i] = strings.ReplaceAll(l, "\x1b[0m", "⟨⟩")
		out[i] = strings.ReplaceAll(out[i], "\x1b[", "⟨")
	}
	return out
}

func TestView(t *testing.T) {
	for _, c := range []struct {
		name, text    string
		width, height int
		set           func(e *Editor)
		want          []string
	}{
		{"the cursor behind the text", "ab|", 5, 2, nil, []string{"ab⟨7m ⟨⟩  ", "     "}},
		{"the cursor on a letter", "a|b", 5, 1, nil, []string{"a⟨7mb⟨⟩   "}},
		{"the cursor on a wide letter", "a|漢b", 6, 1, nil, []string{"a⟨7m漢⟨⟩b  "}},
		{"a selection, and the cursor told from it", "a[bc|]d", 6, 1, nil, []string{"a⟨7mbc⟨⟩⟨7;4md⟨⟩  "}},
		{"a selected newline", "a[b\nc|]", 6, 2, nil, []string{"a⟨7mb ⟨⟩   ", "⟨7mc⟨⟩⟨7;4m ⟨⟩    "}},
		{"without focus", "ab|", 5, 1, func(e *Editor) { e.Blur() }, []string{"ab   "}},
		{"without focus, a hollow cursor", "a|b", 5, 1, func(e *Editor) { e.Blur(); e.Look.Blurred = "4" }, []string{"a⟨4mb⟨⟩   "}},
		{"styles", "ab, cd|", 9, 1, func(e *Editor) {
			e.SetStyles([]Style{{prompt.Span{Start: 0, End: 2}, "31"}, {prompt.Span{Start: 4, End: 6}, "34"}})
		}, []string{"⟨31mab⟨⟩, ⟨34mcd⟨⟩⟨7m ⟨⟩  "}},
		{"styles on styles", "abcd|", 6, 1, func(e *Editor) {
			e.SetStyles([]Style{{prompt.Span{Start: 0, End: 4}, "31"}, {prompt.Span{Start: 1, End: 2}, "4"}, {prompt.Span{Start: 1, End: 3}, "1"}})
		}, []string{"⟨31ma⟨⟩⟨31;4;1mb⟨⟩⟨31;1mc⟨⟩⟨31md⟨⟩⟨7m ⟨⟩ "}},
		{"the cursor keeps a colour", "|ab", 4, 1, func(e *Editor) {
			e.SetStyles([]Style{{prompt.Span{Start: 0, End: 2}, "31"}})
		}, []string{"⟨31;7ma⟨⟩⟨31mb⟨⟩  "}},
		{"styles out of the text", "a|", 4, 1, func(e *Editor) {
			e.SetStyles([]Style{{prompt.Span{Start: -5, End: 1}, "31"}, {prompt.Span{Start: 0, End: 99}, "4"}, {prompt.Span{Start: 9, End: 3}, "5"}})
		}, []string{"⟨31;4ma⟨⟩⟨7m ⟨⟩  "}},
		{"a rule", "a BREAK b|", 20, 3, func(e *Editor) {
			e.SetRules([]Rule{{prompt.Span{Start: 2, End: 7}, "13/75"}})
		}, []string{"a                   ", "BREAK ⟨2m───⟨⟩ 13/75 ⟨2m────⟨⟩", "b⟨7m ⟨⟩                  "}},
		{"a rule too narrow for its label", "BREAK|", 10, 1, func(e *Editor) {
			e.SetRules([]Rule{{prompt.Span{Start: 0, End: 5}, "13/75"}})
		}, []string{"BREAK⟨7m ⟨⟩⟨2m────⟨⟩"}},
		{"a cut in white space", "ab, cd|", 9, 1, func(e *Editor) { e.SetCuts([]int{3}) }, []string{"ab,⟨2m┊⟨⟩cd⟨7m ⟨⟩  "}},
		{"a cut behind white space", "ab, cd|", 9, 1, func(e *Editor) { e.SetCuts([]int{4}) }, []string{"ab,⟨2m┊⟨⟩cd⟨7m ⟨⟩  "}},
		{"a cut in a word", "abcd|", 9, 1, func(e *Editor) { e.SetCuts([]int{2}) }, []string{"ab⟨2m┊⟨⟩cd⟨7m ⟨⟩   "}},
		{"a cut at a newline", "ab\ncd|", 9, 2, func(e *Editor) { e.SetCuts([]int{3}) }, []string{"ab⟨2m┊⟨⟩      ", "cd⟨7m ⟨⟩      "}},
		{"a cut under the cursor", "ab,| cd", 9, 1, func(e *Editor) { e.SetCuts([]int{3}) }, []string{"ab,⟨7m ⟨⟩cd   "}},
		{"a mark without a letter", "|\u0301", 4, 1, nil, []string{"⟨7m◌\u0301⟨⟩   "}},
		{"a placeholder", "|", 8, 1, func(e *Editor) { e.Placeholder = "type tags" }, []string{"⟨2;7mt⟨⟩⟨2mype ta…⟨⟩"}},
		{"a wide letter in one cell", "|漢", 1, 2, nil, []string{"⟨7m…⟨⟩", " "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := edit(t, c.text, c.width, c.height)
			if c.set != nil {
				c.set(e)
			}
			got := lines(e)
			if !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
			for _, l := range e.Lines() {
				if w := ansi.StringWidth(l); w != c.width {
					t.Errorf("%q is %d cells wide", l, w)
				}
			}
		})
	}
}

func TestViewIsTheSameTwice(t *testing.T) {
	e := edit(t, longPrompt(3000)+"|", 40, 10)
	dress(e)
	first := e.View()
	for range 3 {
		e.drawn.lines = nil
		if again := e.View(); again != first {
			t.Fatalf("\n got %q\nwant %q", again, first)
		}
	}
}

func TestScrolling(t *testing.T) {
	text := strings.Repeat("line\n", 30) + "|end"
	e := edit(t, text, 10, 6)
	if first, last, total := e.Shown(); first != 25 || last != 31 || total != 31 {
		t.Errorf("at the end: %d to %d of %d", first, last, total)
	}
	e.MoveRows(-4, false)
	if first, _, _ := e.Shown(); first != 25 {
		t.Errorf("the view moved without need: first row %d", first)
	}
	e.MoveRows(-1, false)
	if first, _, _ := e.Shown(); first != 24 {
		t.Errorf("a row of margin above the cursor: first row %d", first)
	}
	e.Wheel(-100)
	if _, _, shown := e.CursorCell(); shown {
		t.Error("the wheel took the cursor along")
	}
	if first, last, _ := e.Shown(); first != 0 || last != 6 {
		t.Errorf("wheel: %d to %d", first, last)
	}
	e.Insert("x")
	if _, _, shown := e.CursorCell(); !shown {
		t.Error("a key does not bring the cursor back")
	}
	e.SetText("short")
	if first, last, total := e.Shown(); first != 0 || last != 1 || total != 1 {
		t.Errorf("a short text: %d to %d of %d", first, last, total)
	}
}

// An undo in the history reaches the editor as well, scrolled out of view as
// its place may be.
func TestUndoFromElsewhere(t *testing.T) {
	e := edit(t, strings.Repeat("line\n", 30)+"|", 10, 6)
	e.Insert("x")
	e.Move(0, false)
	e.MoveTo(0, false)
	e.History().Undo()
	if row, _, shown := e.CursorCell(); !shown || row != 5 {
		t.Errorf("cursor in row %d, shown %v", row, shown)
	}
	checkLayout(t, e, "undo")
}

// View returns Lines joined by newlines.
func (e *Editor) View() string { return strings.Join(e.Lines(), "\n") }
