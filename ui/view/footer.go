package view

import (
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

// sign is what stands before the status, and the ink of it.
func (r Status) sign(t *theme.Theme) (string, theme.Ink) {
	switch r.Level {
	case Done:
		return "✓ ", t.Good
	case Hint:
		return "· ", t.Text
	case Warning:
		return "⚠ ", t.Warn
	case Failure:
		return "✗ ", t.Bad
	}
	return "", t.Dim
}

// draw draws the status in at most n rows of w cells.
func (r Status) draw(t *theme.Theme, w, n int) []string {
	sign, ink := r.sign(t)
	text := t.Text
	if r.Level == Quiet {
		text = t.Dim
	}
	rows := Wrapped(Clean(r.Text), w-Width(sign), n)
	for k := range rows {
		if k > 0 {
			sign = Blank(Width(sign))
		}
		rows[k] = ink.Paint(sign) + text.Paint(rows[k])
	}
	return append(rows, make([]string, n)...)[:n]
}

// drawKeys writes keys and what they do, as many as fit into w cells, the
// first ones first. The last one, which leads to all the others or back, has
// its room before them.
func drawKeys(t *theme.Theme, bindings []key.Binding, w int) string {
	const gap = " · "
	var shown []key.Binding
	for _, k := range bindings {
		if k.Enabled() && k.Help().Key != "" {
			shown = append(shown, k)
		}
	}
	if len(shown) == 0 {
		return ""
	}
	width := func(k key.Binding) int { return Width(k.Help().Key) + 1 + Width(k.Help().Desc) }
	last := shown[len(shown)-1]
	used, fit := width(last), 0
	if used > w {
		return ""
	}
	for _, k := range shown[:len(shown)-1] {
		if n := width(k) + Width(gap); used+n <= w {
			used += n
			fit++
			continue
		}
		break
	}
	var b strings.Builder
	for _, k := range append(shown[:fit:fit], last) {
		if b.Len() > 0 {
			b.WriteString(t.Faint.Paint(gap))
		}
		b.WriteString(t.Key.Paint(k.Help().Key) + " " + t.Dim.Paint(k.Help().Desc))
	}
	return b.String()
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
// w cells. A status that fills the first row goes on in the last one, beside
// fewer keys.
func Footer(t *theme.Theme, r Status, keys []key.Binding, w, rows int) []string {
	out := make([]string, 0, rows)
	room := w - 2
	if rows == 1 {
		return append(out, footerRow(t, r.draw(t, room, 1)[0], keys, w))
	}
	sign, _ := r.sign(t)
	if Width(sign)+Width(r.Text) <= room {
		return append(out, " "+r.draw(t, room, 1)[0], footerRow(t, "", keys, w))
	}
	text := Wrapped(Clean(r.Text), room-Width(sign), 2)
	rest := Status{Text: strings.TrimLeft(strings.TrimPrefix(Clean(r.Text), text[0]), " "), Level: Quiet}
	r.Text = text[0]
	space := max(0, room-leastKeys(w)-Width(sign))
	second := Clip(rest.Text, space)
	if over := Width(rest.Text) - space; over > 0 && r.Level >= Warning && space > 1 {
		// What to do about it stands at the end; an address in the middle may go.
		second = "…" + ansi.TruncateLeft(rest.Text, over+1, "")
	}
	return append(out, " "+r.draw(t, room, 1)[0], footerRow(t, Blank(Width(sign))+t.Text.Paint(second), keys, w))
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
		if r == rows-1 {
			line := drawKeys(t, rest, w-2)
			return append(out, " "+line+Blank(w-1-Width(line)))
		}
		n, used := 0, 0
		for _, k := range rest {
			cells := Width(k.Help().Key) + 1 + Width(k.Help().Desc) + Width(" · ")
			if used+cells-Width(" · ") > w-2 {
				break
			}
			used += cells
			n++
		}
		n = Between(n, min(1, len(rest)), max(0, len(rest)-1))
		line := drawKeys(t, rest[:n], w-2)
		out = append(out, " "+line+Blank(w-1-Width(line)))
		rest = rest[n:]
	}
	return out
}
