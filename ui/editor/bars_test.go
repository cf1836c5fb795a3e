package editor

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
)

// parse reads a test's text: the bar is the cursor, a bracket the other end
// of the selection: "a[bc|]d" selects bc from the left, "a[|bc]d" from the
// right.
func parse(t testing.TB, s string) (text string, cursor, anchor int) {
	t.Helper()
	cursor, anchor = -1, -1
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '|':
			cursor = b.Len()
		case r == '[' && strings.HasPrefix(s[i:], "[|"), r == ']' && strings.HasSuffix(s[:i], "|"):
		case r == '[' || r == ']':
			anchor = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	if cursor < 0 {
		t.Fatalf("%q has no cursor", s)
	}
	if anchor < 0 {
		anchor = cursor
	}
	return b.String(), cursor, anchor
}

// bars writes the editor's state as parse reads it.
func bars(e *Editor) string {
	text, c, a := e.Text(), e.Cursor(), e.Anchor()
	switch {
	case a < c:
		return text[:a] + "[" + text[a:c] + "|]" + text[c:]
	case a > c:
		return text[:c] + "[|" + text[c:a] + "]" + text[a:]
	}
	return text[:c] + "|" + text[c:]
}

// edit returns an editor in the state that a test's text says.
func edit(t testing.TB, s string, width, height int) *Editor {
	t.Helper()
	text, cursor, anchor := parse(t, s)
	e := New(buffer.New(&buffer.History{}, text))
	e.SetSize(width, height)
	e.MoveTo(anchor, false)
	e.MoveTo(cursor, true)
	e.Focus()
	return e
}

// rulesOf finds the BREAKs as a caller does.
func rulesOf(text, label string) []Rule {
	var rules []Rule
	for _, k := range prompt.Read(text).Breaks {
		if !k.And {
			rules = append(rules, Rule{At: k.Span, Label: label})
		}
	}
	return rules
}
