package view

import (
	"strings"
	"testing"

	"tailor/ui/theme"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// TestCutMiddle cuts names in their middle, wide characters and clusters whole.
func TestCutMiddle(t *testing.T) {
	cut := func(s string, n int) string {
		head, tail := middle(s, n)
		if head == tail {
			return s
		}
		return s[:head] + "…" + s[tail:]
	}
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"styles/flat_colour_v2", 11, "style…ur_v2"},
		{"styles/flat_colour_v2", 10, "style…r_v2"},
		{"abc", 2, "a…"},
		{"abc", 1, "…"},
		{"漫画風の絵柄", 7, "漫…柄"},
		{"漫画風の絵柄", 8, "漫画…柄"},
		{"a👩‍👩‍👧b👩‍👩‍👧c", 5, "a…c"},
		{"e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301…e\u0301"},
	} {
		if got := cut(c.s, c.n); got != c.want || Width(got) > max(c.n, 0) {
			t.Errorf("%q in %d cells is %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

// TestRowsOfLongNames holds that a row of the popup is as wide as it is told
// whatever its name, and that both ends of a long name are to be seen, with
// what matched.
func TestRowsOfLongNames(t *testing.T) {
	look := theme.Build("dark", theme.Dark, true, termenv.TrueColor)
	long := strings.Repeat("styles/", 12) + "last_v2"
	for _, s := range []Suggestion{
		{Label: long, Insert: "x", Note: "lora", Matched: []int{0, len(long) - 2, len(long) - 1}},
		{Label: long, Insert: "x", Note: "lora", Aside: "neon, x"},
		{Label: strings.Repeat("漫画風", 20), Insert: "x", Note: "wildcard", Matched: []int{0, 1, 2}},
		{Label: "neon", Insert: "x", Note: "lora", Aside: "neon glow, " + strings.Repeat("漫画", 40)},
		{Label: "漫画", Alias: "", Insert: "x", Note: "lora", Aside: "x"},
	} {
		for _, w := range []int{12, 13, 30, 31, 56, 57} {
			for _, selected := range []bool{false, true} {
				row := ansi.Strip(s.draw(look, w, selected))
				if Width(row) != w {
					t.Errorf("%q in %d cells takes %d", row, w, Width(row))
				}
				if s.Label == long && w > 30 && (!strings.Contains(row, "styles/") || !strings.Contains(row, "last_v2") || s.Aside != "" && !strings.Contains(row, "  neon, x ")) {
					t.Errorf("%q hides an end of the name, or what stands behind it", row)
				}
			}
		}
	}
}
