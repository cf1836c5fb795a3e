package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/ui/theme"
)

// tone says how a line in the footer is meant; each has a sign, so that the
// meaning does not hang on colour.
type tone uint8

const (
	quiet tone = iota
	done
	hint
	warning
	failure
)

// remark is a line in the footer.
type remark struct {
	Text string
	Tone tone
}

// sign is what stands before the remark, and the ink of it.
func (r remark) sign(t *theme.Theme) (string, theme.Ink) {
	switch r.Tone {
	case done:
		return "✓ ", t.Good
	case hint:
		return "· ", t.Text
	case warning:
		return "⚠ ", t.Warn
	case failure:
		return "✗ ", t.Bad
	}
	return "", t.Dim
}

// view draws the remark in at most n rows of w cells.
func (r remark) view(t *theme.Theme, w, n int) []string {
	sign, ink := r.sign(t)
	text := t.Text
	if r.Tone == quiet {
		text = t.Dim
	}
	rows := wrapped(clean(r.Text), w-width(sign), n)
	for k := range rows {
		if k > 0 {
			sign = blank(width(sign))
		}
		rows[k] = ink.Paint(sign) + text.Paint(rows[k])
	}
	return append(rows, make([]string, n)...)[:n]
}

// drawKeys writes keys and what they do, as many as fit into w cells, the
// first ones first. Where one does not fit, the last one, which leads to all
// the others, still may.
func drawKeys(t *theme.Theme, bindings []key.Binding, w int) string {
	var b strings.Builder
	used := 0
	full := false
	for i, k := range bindings {
		h := k.Help()
		if !k.Enabled() || h.Key == "" || full && i < len(bindings)-1 {
			continue
		}
		n := width(h.Key) + 1 + width(h.Desc)
		if used > 0 {
			n += 3
		}
		if used+n > w {
			full = true
			continue
		}
		if used > 0 {
			b.WriteString(t.Faint.Paint(" · "))
		}
		b.WriteString(t.Key.Paint(h.Key) + " " + t.Dim.Paint(h.Desc))
		used += n
	}
	return b.String()
}

// leastKeys is the room that a long remark leaves the keys in the last row: two
// of them, or on narrow screens the one that leads to all.
func leastKeys(w int) int {
	if w < 70 {
		return len("f1 keys") + 2
	}
	return 24
}

// drawFooter lays the remark at the left and the keys at the right of rows of
// w cells. A remark that fills the first row goes on in the last one, beside
// fewer keys.
func drawFooter(t *theme.Theme, r remark, keys []key.Binding, w, rows int) []string {
	out := make([]string, 0, rows)
	room := w - 2
	if rows == 1 {
		return append(out, footerRow(t, r.view(t, room, 1)[0], keys, w))
	}
	sign, _ := r.sign(t)
	if width(sign)+width(r.Text) <= room {
		return append(out, " "+r.view(t, room, 1)[0], footerRow(t, "", keys, w))
	}
	text := wrapped(clean(r.Text), room-width(sign), 2)
	rest := remark{Text: strings.TrimLeft(strings.TrimPrefix(clean(r.Text), text[0]), " "), Tone: quiet}
	r.Text = text[0]
	second := clip(rest.Text, max(0, room-leastKeys(w)-width(sign)))
	return append(out, " "+r.view(t, room, 1)[0], footerRow(t, blank(width(sign))+t.Text.Paint(second), keys, w))
}

// footerRow is a row with a painted text at its left and keys at its right.
func footerRow(t *theme.Theme, text string, keys []key.Binding, w int) string {
	room := w - 2 - width(text)
	if text != "" {
		room -= 2
	}
	hints := drawKeys(t, keys, room)
	return " " + text + blank(w-2-width(text)-width(hints)) + hints + " "
}

// says gives a binding another description for the footer.
func says(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}

// keyed gives a binding another name for its keys as well.
func keyed(b key.Binding, keys, desc string) key.Binding {
	b.SetHelp(keys, desc)
	return b
}
