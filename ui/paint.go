package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/printable"
	"tailor/ui/theme"
)

// width counts the cells that a string fills, escape sequences left out.
func width(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// blank is a run of n spaces.
func blank(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// clip cuts a string to n cells, with an ellipsis where something was cut.
func clip(s string, n int) string {
	if n <= 0 {
		return ""
	}
	if width(s) <= n {
		return s
	}
	return ansi.Truncate(s, n, "…")
}

// fill pads a string with spaces to n cells, or clips it.
func fill(s string, n int) string {
	s = clip(s, n)
	return s + blank(n-width(s))
}

// clean takes out of a text from outside whatever could steer the terminal or
// hide in the text: control characters, marks that turn the direction of
// writing, invisible ones and invalid bytes are shown as a box. Newlines and
// tabs become spaces.
func clean(s string) string {
	ok := utf8.ValidString(s)
	for i := 0; ok && i < len(s); i++ {
		ok = s[i] >= ' ' && s[i] < 0x7f
	}
	if ok {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case printable.Unsafe(r) || r == utf8.RuneError:
			return '▯'
		}
		return r
	}, s)
}

// overlay lays a box over the lines at column x and row y; what falls off the
// screen is left out.
func overlay(lines []string, x, y int, box []string) {
	for k, row := range box {
		if y+k < 0 || y+k >= len(lines) {
			continue
		}
		line := lines[y+k]
		left := ansi.Truncate(line, x, "")
		left += blank(x - width(left))
		end := x + width(row)
		right := ansi.TruncateLeft(line, end, "")
		if rest := width(line) - end; width(right) > rest && rest > 0 { // a wide character was cut in half
			right = " " + ansi.TruncateLeft(line, end+1, "")
		}
		lines[y+k] = left + theme.Reset + row + right
	}
}

// frame draws a box of w by h cells with a title in its upper edge, around
// rows that are at most w-4 cells wide.
func frame(w, h int, ink theme.Ink, title string, rows []string) []string {
	if w < 4 || h < 2 {
		return nil
	}
	out := make([]string, 0, h)
	out = append(out, edge('╭', '╮', w, ink, title, ""))
	left, right := ink.Paint("│")+" ", " "+ink.Paint("│")
	for k := 0; k < h-2; k++ {
		row := ""
		if k < len(rows) {
			row = clip(rows[k], w-4)
		}
		out = append(out, left+row+blank(w-4-width(row))+right)
	}
	return append(out, edge('╰', '╯', w, ink, "", ""))
}

// edge is a frame's horizontal line with a title at its left and a note at its
// right; both come painted, and are left out where there is no room.
func edge(left, right rune, w int, ink theme.Ink, title, note string) string {
	room := w - 2
	t, n := width(title), width(note)
	if t > 0 {
		t += 2
	}
	if n > 0 {
		n += 4
	}
	if t+n > room {
		n = 0
	}
	if t > room {
		t = 0
	}
	var b strings.Builder
	b.WriteString(string(ink))
	b.WriteRune(left)
	if t > 0 {
		b.WriteString(theme.Reset + " " + title + " " + string(ink))
	}
	b.WriteString(strings.Repeat("─", room-t-n))
	if n > 0 {
		b.WriteString(theme.Reset + " " + note + " " + string(ink) + "──")
	}
	b.WriteRune(right)
	if ink != "" {
		b.WriteString(theme.Reset)
	}
	return b.String()
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short writes a number of pictures in at most four characters: 412k, 5.9M.
func short(n int) string {
	switch {
	case n >= 9_950_000:
		return fmt.Sprintf("%dM", (n+500_000)/1_000_000)
	case n >= 999_500:
		return fmt.Sprintf("%.1fM", float64(n)/1e6)
	case n >= 9_950:
		return fmt.Sprintf("%dk", (n+500)/1000)
	case n >= 1000:
		return fmt.Sprintf("%.1fk", float64(n)/1e3)
	}
	return fmt.Sprint(n)
}
