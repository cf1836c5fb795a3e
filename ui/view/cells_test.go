package view

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/ui/theme"
)

// TestCells holds the fast way to measure and to lay over against x/ansi.
func TestCells(t *testing.T) {
	known := []rune{}
	for r := rune(0); r < 0x3000; r++ {
		if n, ok := plainWidth(string(r)); ok {
			known = append(known, r)
			if n != ansi.StringWidth(string(r)) {
				t.Errorf("%U is %d cells, x/ansi says %d", r, n, ansi.StringWidth(string(r)))
			}
		}
	}
	if len(known) < 700 {
		t.Fatalf("only %d characters are known", len(known))
	}
	pieces := []string{"\x1b[m", "\x1b[0m", "\x1b[1;38;2;10;20;30m", "\x1b[7m", "\x1b[3G", "漫", "e\u0301", "👩‍👩‍👧", "\x1b_caret\x1b\\", "\u00ad", "\ufe0f"}
	r := rand.New(rand.NewSource(1))
	for range 20000 {
		var b strings.Builder
		odd := r.Intn(4) == 0
		for range r.Intn(24) {
			switch n := r.Intn(6); {
			case n == 0:
				b.WriteString(pieces[r.Intn(4)])
			case n == 1 && odd:
				b.WriteString(pieces[r.Intn(len(pieces))])
			default:
				b.WriteRune(known[r.Intn(len(known))])
			}
		}
		line := b.String()
		if got, want := Width(line), ansi.StringWidth(line); got != want {
			t.Fatalf("%q is %d cells, x/ansi says %d", line, got, want)
		}
		x := r.Intn(20)
		end := x + r.Intn(8)
		left, right, ok := parted(line, x, end)
		if !ok {
			continue
		}
		wantLeft := ansi.Truncate(line, x, "")
		wantLeft += Blank(x - ansi.StringWidth(wantLeft))
		if plain(left) != plain(wantLeft) || plain(right) != plain(ansi.TruncateLeft(line, end, "")) {
			t.Fatalf("%q at %d to %d is %q and %q", line, x, end, left, right)
		}
		if got, want := colourAt(left+theme.Reset+right), colourAt(theme.Reset+ansi.TruncateLeft(line, end, "")); right != "" && got != want {
			t.Fatalf("%q from %d on wears %q, want %q", line, end, got, want)
		}
	}
}

func plain(s string) string { return ansi.Strip(s) }

// colourAt is what holds at the last character of a string.
func colourAt(s string) string {
	held := ""
	for i := 0; i < len(s); {
		size, cells, ok := step(s, i)
		if !ok {
			return "?"
		}
		if cells == 0 {
			if c := s[i : i+size]; c == "\x1b[m" || c == "\x1b[0m" {
				held = ""
			} else {
				held += c
			}
		}
		i += size
	}
	return held
}

// TestFromDifference shows a row from where it is other than those above, and one
// that is the same from its beginning.
func TestFromDifference(t *testing.T) {
	const one, other = "1girl, long hair, red eyes, school uniform, rain", "1girl, long hair, red eyes, school uniform, snow"
	for _, c := range []struct {
		name, text string
		above      []string
		room       int
		want       string
	}{
		{"room for all", other, []string{one}, 60, other},
		{"the row above", other, []string{one}, 30, "… school uniform, snow"},
		{"a row further up", other, []string{one, "cat"}, 30, "… school uniform, snow"},
		{"the same", one, []string{one}, 30, one},
		{"nothing like it", other, []string{"cat", "dog"}, 30, other},
		{"the first", other, nil, 30, other},
	} {
		if got := fromDifference(c.text, c.above, c.room); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestCutNames cuts names between two of them alone, and never leaves a gap's mark
// at a row's end.
func TestCutNames(t *testing.T) {
	names := []string{"小鳥遊ホシノ", "ホシノ", "おじさん", "大叔"}
	for w, want := range map[int][]string{
		1: names, 21: {"小鳥遊ホシノ · ホシノ", "おじさん · 大叔"}, 20: {"小鳥遊ホシノ", "ホシノ · おじさん", "大叔"}, 60: {"小鳥遊ホシノ · ホシノ · おじさん · 大叔"},
	} {
		var got []string
		for row, rest := "", names; len(rest) > 0; {
			row, rest = cutNames(rest, w)
			got = append(got, row)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d cells: %q, want %q", w, got, want)
		}
	}
}
