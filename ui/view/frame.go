package view

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tailor/ui/theme"
)

// Overlay lays a box over the lines at column x and row y; what falls off the
// screen is left out.
func Overlay(lines []string, x, y int, box []string) {
	for k, row := range box {
		if y+k < 0 || y+k >= len(lines) {
			continue
		}
		line := lines[y+k]
		if left, right, ok := parted(line, x, x+Width(row)); ok && !uncertain(row) {
			lines[y+k] = left + theme.Reset + row + right
			continue
		}
		left := ansi.Truncate(line, x, "")
		left += Blank(x - Width(left))
		end := x + Width(row)
		right := ansi.TruncateLeft(line, end, "")
		if rest := Width(line) - end; Width(right) > rest && rest > 0 { // a wide character was cut in half
			right = " " + ansi.TruncateLeft(line, end+1, "")
		}
		if uncertain(line) || uncertain(row) {
			left, right = moves(left, 0, x-1)+toColumn(x), toColumn(end)+moves(right, end+1, Width(line))
			row = Pinned(row, x)
		}
		lines[y+k] = left + theme.Reset + row + right
	}
}

// More says in a lower edge how many rows follow, and nothing where none does.
func More(rows int) string {
	if rows <= 0 {
		return ""
	}
	return fmt.Sprintf("%d more", rows)
}

// Frame draws a box of w by h cells with a title in its upper edge and a note,
// painted too, in its lower one, around rows that are at most w-4 cells wide.
func Frame(w, h int, ink theme.Ink, title string, rows []string, note string) []string {
	if w < 4 || h < 2 {
		return nil
	}
	out := make([]string, 0, h)
	out = append(out, Edge('╭', '╮', w, ink, title, ""))
	left, right := ink.Paint("│")+" ", " "+ink.Paint("│")
	for k := range h - 2 {
		row := ""
		if k < len(rows) {
			row = rows[k]
		}
		out = append(out, left+Fill(row, w-4)+right)
	}
	return append(out, Edge('╰', '╯', w, ink, "", note))
}

// Edge is a frame's horizontal line with a title at its left and a note at its
// right; both come painted, and are left out where there is no room.
func Edge(left, right rune, w int, ink theme.Ink, title, note string) string {
	room := w - 2
	t, n := Width(title), Width(note)
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
