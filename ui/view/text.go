// Package view draws: functions and small lists that take sizes, a theme and
// what is to be shown, and return rows of text. It waits for nothing, reads no
// file and knows no Bubble Tea program; what a key does is ui's to decide.
package view

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/printable"
)

// Width counts the cells that a string fills, escape sequences left out.
func Width(s string) int {
	if n, ok := plainWidth(s); ok {
		return n
	}
	return ansi.StringWidth(s)
}

// Blank is a run of n spaces.
func Blank(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Clip cuts a string to n cells, with an ellipsis where something was cut.
func Clip(s string, n int) string {
	if n <= 0 {
		return ""
	}
	if clipped, ok := plainClip(s, n); ok {
		return clipped
	}
	if Width(s) <= n {
		return s
	}
	return ansi.Truncate(s, n, "…")
}

// middle returns the bytes of a string that stay at its beginning and at its
// end when its middle is cut out to make it n cells with an ellipsis: s[:head]
// and s[tail:]. A string that fits has head == tail.
func middle(s string, n int) (head, tail int) {
	w := Width(s)
	if w <= n {
		return 0, 0
	}
	back := max(0, n-1) / 2
	front := max(0, n-1-back)
	for i, at := 0, 0; i < len(s); {
		cluster, cells := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
		at += cells
		i += len(cluster)
		if at <= front {
			head = i
		}
		if tail == 0 && w-at <= back {
			tail = i
		}
	}
	return head, tail
}

// Fill pads a string with spaces to n cells, or clips it.
func Fill(s string, n int) string {
	s = Clip(s, n)
	return s + Blank(n-Width(s))
}

// Scrolled is which of n rows is the first of h that are shown: top, or the
// nearest that has the selected one among them.
func Scrolled(top, selected, n, h int) int {
	return Between(Between(top, selected-h+1, selected), 0, max(0, n-h))
}

// Clean takes out of a text from outside whatever could steer the terminal or
// hide in the text: control characters, marks that turn the direction of
// writing, invisible ones and invalid bytes are shown as a box. Newlines and
// tabs become spaces.
func Clean(s string) string {
	ok := utf8.ValidString(s)
	for i := 0; ok && i < len(s); i++ {
		ok = s[i] >= ' ' && s[i] < 0x7f
	}
	if ok {
		return s
	}
	return printable.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case printable.Unsafe(r) || r == utf8.RuneError:
			return '▯'
		}
		return r
	}, s)
}

// Grouped writes a number with commas between its thousands.
func Grouped(n int) string {
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

// Ago says how long ago a time is, in a few letters.
func Ago(then, now time.Time) string {
	d := now.Sub(then)
	switch {
	case then.IsZero():
		return ""
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return Plural(int(d/time.Minute), "minute") + " ago"
	case d < 24*time.Hour:
		return Plural(int(d/time.Hour), "hour") + " ago"
	case d < 30*24*time.Hour:
		return Plural(int(d/(24*time.Hour)), "day") + " ago"
	}
	return then.Format("2 Jan 2006")
}

func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && !strings.HasSuffix(word, "ay") {
		return Grouped(n) + " " + stem + "ies"
	}
	return Grouped(n) + " " + word + "s"
}

// Head is the beginning of a text, at most n bytes, for what shows no more of a
// text that may have megabytes.
func Head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// mostOfCell is how many bytes a cell has at most: more marks than that on a
// letter nobody can see.
const mostOfCell = 32

// Wrapped breaks a text at spaces into at most n lines of w cells. It reads no
// more of the text than they may hold.
func Wrapped(text string, w, n int) []string {
	var out []string
	for text != "" && len(out) < n && w > 0 {
		near := Head(text, mostOfCell*(w+2))
		if len(near) == len(text) && Width(text) <= w || len(out) == n-1 {
			out = append(out, Clip(near, w))
			break
		}
		head := strings.TrimSuffix(Clip(near, w+1), "…")
		at := strings.LastIndexByte(head, ' ')
		if at <= 0 {
			at = len(head)
		}
		if at == 0 {
			break
		}
		out = append(out, text[:at])
		text = strings.TrimLeft(text[at:], " ")
	}
	return out
}
