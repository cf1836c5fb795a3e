package editor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
)

// shape draws the rows, their breaks as bars.
func shape(e *Editor) string {
	var rows []string
	for i := range e.rows {
		r := e.row(i)
		rows = append(rows, e.Text()[r.start:r.end])
	}
	return strings.Join(rows, "|")
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       string
	}{
		{"empty", "", 10, ""},
		{"fits", "long hair", 10, "long hair"},
		{"one cell is the cursor's", "long hairs", 10, "long |hairs"},
		{"at spaces", "1girl, long hair, solo", 12, "1girl, long |hair, solo"},
		{"at commas without space", "1girl,long_hair,solo", 12, "1girl,|long_hair,|solo"},
		{"a comma stays with its word", "abcdefghi,b", 10, "abcdefghi|,b"},
		{"the space of a break hangs", "abcdefghi jkl", 10, "abcdefghi |jkl"},
		{"spaces beyond wrap", "abcdefghi   jkl", 10, "abcdefghi |  jkl"},
		{"a space in the last cell", "abcdefghi ", 10, "abcdefghi |"},
		{"a space in the last cell, and a newline", "abcdefghi \na", 10, "abcdefghi ||a"},
		{"a long word", "abcdefghijklmno", 6, "abcde|fghij|klmno"},
		{"a long word behind a short one", "a bcdefghijk", 6, "a |bcdef|ghijk"},
		{"newlines", "a\n\nb\n", 10, "a||b|"},
		{"CJK anywhere", "漢字かな交じり文", 8, "漢字か|な交じ|り文"},
		{"CJK not before a stop", "漢字か、な交", 8, "漢字|か、な|交"},
		{"families stay whole", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦|👨‍👩‍👧‍👦"},
		{"marks stay with their letter", "e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301|e\u0301e\u0301"},
		{"BREAK in a line", "a, b BREAK c, d", 20, "a, b |BREAK |c, d"},
		{"BREAK behind a newline", "a, b\nBREAK\nc", 20, "a, b|BREAK|c"},
		{"BREAK being typed", "a BREAK", 20, "a |BREAK"},
		{"BREAK and a space at the end", "a BREAK ", 20, "a |BREAK |"},
		{"two BREAKs", "BREAK BREAK a", 20, "BREAK |BREAK |a"},
		{"BREAK and a comma", "BREAK, a", 20, "BREAK|, a"},
		{"BREAK in a narrow box", "a BREAK b", 3, "a |BR|EA|K |b"},
		{"one cell", "ab c", 1, "a|b| |c|"},
		{"wide in one cell", "漢字", 1, "漢|字|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := New(buffer.New(&buffer.History{}, c.text))
			e.SetSize(c.width, 5)
			e.SetRules(rulesOf(c.text, "1/75"))
			if got := shape(e); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// tokens are what texts in the random tests are made of.
var tokens = []string{
	"a", "b", " ", " ", ",", ", ", "\n", "long hair, ", "BREAK", " BREAK ", "BREAK\n", "漢", "かな", "、", "👨‍👩‍👧", "\u0301",
	"\u200d", "🇩🇪", "🇯", "é", "שלום", "مر", "क्ष", "\u200b", "(", ":1.2)", "abcdefghijklmnopqrstuvwxyz", "  ", "1️⃣", "\u0D4E", "가",
}

func randomText(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range rng.IntN(n + 1) {
		b.WriteString(tokens[rng.IntN(len(tokens))])
	}
	return b.String()
}

// checkLayout compares the rows with those of a layout made from nothing, and
// every place of the text with the cell that it stands in.
func checkLayout(t testing.TB, e *Editor, did string) {
	t.Helper()
	plain := layout{width: e.width, rules: e.rules, cuts: slices.Clone(e.cuts)}
	plain.fill(e.Text())
	if !slices.Equal(plain.rows, e.rows) {
		t.Fatalf("after %s, width %d, rules %v, cuts %v, %q:\n got %v\nwant %v", did, e.width, e.rules, e.cuts, e.Text(), e.rows, plain.rows)
	}
}

func checkView(t testing.TB, e *Editor, did string) {
	t.Helper()
	lines := e.Lines()
	e.drawn.lines = nil
	if fresh := e.Lines(); !slices.Equal(fresh, lines) {
		t.Fatalf("after %s: the lines are\n%q, drawn anew\n%q", did, lines, fresh)
	}
	if len(lines) != e.height {
		t.Fatalf("after %s: %d lines, want %d", did, len(lines), e.height)
	}
	for i, line := range lines {
		if got := ansi.StringWidth("│" + line + "│"); got != e.width+2 {
			t.Fatalf("after %s: line %d of %q is %d cells wide, want %d: %q", did, i, e.Text(), got-2, e.width, line)
		}
		bare := ansi.Strip(line)
		if strings.ContainsFunc(bare, func(r rune) bool { return r < 0x20 || r >= 0x7F && r < 0xA0 }) {
			t.Fatalf("after %s: control character in %q", did, line)
		}
	}
	row, col, shown := e.CursorCell()
	if !shown || row < 0 || row >= e.height || col < 0 || col >= e.width {
		t.Fatalf("after %s: cursor at row %d, column %d of %dx%d, shown %v", did, row, col, e.width, e.height, shown)
	}
	if e.width >= 4 {
		if got := e.OffsetAt(row, col); got != e.Cursor() {
			t.Fatalf("after %s, %q, width %d: cursor %d stands at %d,%d, where %d is", did, e.Text(), e.width, e.Cursor(), row, col, got)
		}
		if n := strings.Count(strings.Join(lines, ""), "\x1b[7"); n != 1 && !e.Selecting() {
			t.Fatalf("after %s, %q: %d cursors are drawn", did, bars(e), n)
		}
	}
}

func TestLayoutIsKeptUpAsMadeAnew(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		e := New(buffer.New(&buffer.History{}, randomText(rng, 30)))
		e.Focus()
		e.SetSize(1+rng.IntN(24), 1+rng.IntN(6))
		for range 12 {
			did := ""
			switch rng.IntN(8) {
			case 0:
				e.SetRules(rulesOf(e.Text(), "13/75"))
				did = "SetRules"
			case 1:
				var cuts []int
				for range rng.IntN(4) {
					cuts = append(cuts, rng.IntN(len(e.Text())+2)-1)
				}
				e.SetCuts(cuts)
				did = fmt.Sprint("SetCuts", cuts)
			case 2:
				e.SetSize(1+rng.IntN(24), 1+rng.IntN(6))
				did = "SetSize"
			case 3:
				e.History().Undo()
				did = "Undo"
			default:
				a, b := rng.IntN(len(e.Text())+1), rng.IntN(len(e.Text())+1)
				if rng.IntN(2) == 0 {
					b = min(a+rng.IntN(4), len(e.Text()))
				}
				s := randomText(rng, 3)
				did = fmt.Sprintf("replacing %d:%d by %q in %q", min(a, b), max(a, b), s, e.Text())
				e.MoveTo(a, false)
				e.MoveTo(b, true)
				e.Paste(s)
			}
			checkLayout(t, e, did)
			checkView(t, e, did)
		}
	}
}

// FuzzScreen edits any text, in a box of any size, and looks at the screen.
func FuzzScreen(f *testing.F) {
	f.Add("1girl, long hair BREAK solo", ", 漢字", uint8(5), uint8(20), uint8(3))
	f.Add("e\u0301👨‍👩‍👧🇩🇪\u0D4E\u0600", "\u200d\u0301", uint8(3), uint8(4), uint8(2))
	f.Add("\x1b[31m\xff\u202e\t\r\n", "\x9b1m", uint8(0), uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, text, inserted string, at, width, height uint8) {
		if len(text) > 500 || len(inserted) > 50 {
			return
		}
		e := New(buffer.New(&buffer.History{}, text))
		e.Focus()
		e.SetSize(int(width%64), int(height%16))
		e.SetRules(rulesOf(e.Text(), "13/75"))
		e.SetCuts([]int{int(at), int(at) + 7})
		e.MoveTo(int(at), false)
		for _, do := range []func(){
			func() { e.Insert(inserted) },
			func() { e.Delete(buffer.GraphemeLeft) },
			func() { e.MoveRows(1, false) },
			func() { e.MoveEnd(false) },
			func() { e.SetRules(rulesOf(e.Text(), "13/75")) },
			func() { e.Delete(buffer.WordLeft) },
			func() { e.History().Undo() },
		} {
			do()
			checkLayout(t, e, "an edit")
			checkView(t, e, "an edit")
		}
	})
}

func TestStylesMoveWithTheText(t *testing.T) {
	e := edit(t, "aa bb| cc", 20, 1)
	e.SetStyles([]Style{{prompt.Span{Start: 0, End: 2}, "31"}, {prompt.Span{Start: 3, End: 5}, "32"}, {prompt.Span{Start: 6, End: 8}, "33"}})
	e.Insert("x")
	e.MoveTo(0, false)
	e.Insert("yy")
	e.Blur()
	if got, want := e.View(), "yy\x1b[31maa\x1b[0m \x1b[32mbb\x1b[0mx \x1b[33mcc\x1b[0m"; strings.TrimRight(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
