package view

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"tailor/ui/theme"
)

// Level says how a line in the footer is meant; each has a sign, so that the
// meaning does not hang on colour.
type Level uint8

const (
	Quiet Level = iota
	Done
	Hint
	Warning
	Failure
)

// Status is a line in the footer.
type Status struct {
	Text  string
	Level Level
}

// inks are what stands before the status, and the inks of that and of its text.
func (r Status) inks(t *theme.Theme) (sign string, ink, text theme.Ink) {
	switch r.Level {
	case Done:
		return "✓ ", t.Good, t.Text
	case Hint:
		return "· ", t.Text, t.Text
	case Warning:
		return "⚠ ", t.Warn, t.Text
	case Failure:
		return "✗ ", t.Bad, t.Text
	}
	return "", t.Dim, t.Dim
}

// drawKeys writes keys and what they do, as many as fit into w cells, the
// first ones first. The last one, which leads to all the others or back, has
// its room before them.
func drawKeys(t *theme.Theme, bindings []key.Binding, w int) string {
	var shown []key.Binding
	for _, k := range bindings {
		if k.Enabled() && k.Help().Key != "" {
			shown = append(shown, k)
		}
	}
	if len(shown) == 0 {
		return ""
	}
	last := shown[len(shown)-1]
	room := w - keyWidth(last)
	if room < 0 {
		return ""
	}
	var out []string
	for _, k := range append(keysThatFit(shown[:len(shown)-1], room), last) {
		out = append(out, t.Key.Paint(k.Help().Key)+" "+t.Dim.Paint(k.Help().Desc))
	}
	return strings.Join(out, t.Faint.Paint(keyGap))
}

// keyGap stands between keys that are named, and keyWidth is how many cells one
// and what it does take.
const keyGap = " · "

func keyWidth(k key.Binding) int { return Width(k.Help().Key) + 1 + Width(k.Help().Desc) }

// keysThatFit are as many of the first keys as fit into w cells, each with a gap
// behind it.
func keysThatFit(keys []key.Binding, w int) []key.Binding {
	for n, k := range keys {
		if w -= keyWidth(k) + Width(keyGap); w < 0 {
			return keys[:n:n]
		}
	}
	return slices.Clip(keys)
}

// leastKeys is the room that a long status leaves the keys in the last row: two
// of them, or on narrow screens the one that leads to all.
func leastKeys(w int) int {
	if w < 70 {
		return len("f1 keys") + 2
	}
	return 24
}

// Footer lays the status at the left and the keys at the right of rows of
// w cells. A status that fills the rows before the last goes on in that one,
// beside fewer keys.
func Footer(t *theme.Theme, r Status, keys []key.Binding, w, rows int) []string {
	sign, ink, text := r.inks(t)
	if rows == 1 {
		return []string{footerRow(t, ink.Paint(sign)+text.Paint(Clip(Clean(r.Text), w-2-Width(sign))), keys, w)}
	}
	full, rest := wrapRows(Clean(r.Text), w-2-Width(sign), rows-1)
	out := make([]string, 0, rows)
	margin := Blank(Width(sign))
	for _, line := range append(full, make([]string, rows-1-len(full))...) {
		out = append(out, " "+ink.Paint(sign)+text.Paint(line))
		sign = margin
	}
	space := max(0, w-2-leastKeys(w)-Width(margin))
	last := Clip(rest, space)
	if over := Width(rest) - space; over > 0 && r.Level >= Warning && space > 1 {
		// What to do about it stands at the end; an address in the middle may go.
		last = "…" + ansi.TruncateLeft(rest, over+1, "")
	}
	if last != "" {
		last = margin + text.Paint(last)
	}
	return append(out, footerRow(t, last, keys, w))
}

// mostFooter is how many rows a footer takes at most.
const mostFooter = 6

// FooterRows is how many rows, 2 to 6, a footer of w cells takes to hold all of
// a status.
func FooterRows(t *theme.Theme, r Status, w int) int {
	sign, _, _ := r.inks(t)
	space, text := w-2-Width(sign), Clean(r.Text)
	for n := 2; n < mostFooter; n++ {
		if _, rest := wrapRows(text, space, n-1); Width(rest) <= space-leastKeys(w) {
			return n
		}
	}
	return mostFooter
}

// PageFooterRows is how many rows the footer of a page takes: one where the
// status leaves room for keys beside it.
func PageFooterRows(t *theme.Theme, r Status, w int) int {
	if Width(Clean(r.Text)) <= w-leastKeys(w) {
		return 1
	}
	return FooterRows(t, r, w)
}

// wrapRows breaks a text into at most n rows of w cells; rest is what they do
// not hold.
func wrapRows(text string, w, n int) (rows []string, rest string) {
	for rest = text; n > 0 && rest != ""; n-- {
		line := Wrapped(rest, w, 2)
		if len(line) == 0 {
			break
		}
		rows, rest = append(rows, line[0]), strings.TrimLeft(rest[len(line[0]):], " ")
	}
	return rows, rest
}

// footerRow is a row with a painted text at its left and keys at its right.
func footerRow(t *theme.Theme, text string, keys []key.Binding, w int) string {
	room := w - 2 - Width(text)
	if text != "" {
		room -= 2
	}
	hints := drawKeys(t, keys, room)
	return " " + text + Blank(w-2-Width(text)-Width(hints)) + hints + " "
}

// KeyRows names keys in rows of w cells, as many as fit; the last one, which
// leads to all the others, always.
func KeyRows(t *theme.Theme, bindings []key.Binding, w, rows int) []string {
	out := make([]string, 0, rows)
	rest := bindings
	for r := range rows {
		n := len(rest)
		if r < rows-1 {
			n = Between(len(keysThatFit(rest, w-2+Width(keyGap))), min(1, n), max(0, n-1))
		}
		out = append(out, " "+Fill(drawKeys(t, rest[:n], w-2), w-1))
		rest = rest[n:]
	}
	return out
}
