// Package prompt knows the prompt of the A1111 web UI: its grammar with the
// byte span of every part, the chunks that CLIP sees, and the edits that turn
// one prompt into another. A prompt's text is the only state; everything here
// is a pure function of it.
package prompt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Span is a stretch of a text in bytes: Start is its first byte, End the byte
// after its last.
type Span struct{ Start, End int }

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Holds reports whether a byte offset lies in the span, its end included, as a
// cursor standing directly after a word is still at it.
func (s Span) Holds(offset int) bool { return s.Start <= offset && offset <= s.End }

// Edit replaces the bytes of a span by a text. Start == End inserts.
type Edit struct {
	Span
	Text string
}

// Apply carries out edits, all of them in offsets of text. The edits may come
// in any order but must not overlap; insertions at the same place happen in
// the order given. It panics on spans that overlap or lie outside the text,
// since that is a mistake of the caller's, never of the prompt's.
func Apply(text string, edits []Edit) string {
	if len(edits) == 0 {
		return text
	}
	edits = Sorted(edits)
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			panic(fmt.Sprintf("prompt: edit %d:%d of %d bytes overlaps or lies outside", e.Start, e.End, len(text)))
		}
		b.WriteString(text[at:e.Start])
		b.WriteString(e.Text)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Sorted returns the edits by their place in the text, those at the same
// place in the order given.
func Sorted(edits []Edit) []Edit {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return sorted
}

// Moved returns where a cursor at offset stands after edits: an edit before it
// shifts it, an insertion at it pushes it on, and one that replaces the text
// around it leaves it at the edit's end.
func Moved(offset int, edits []Edit) int {
	shift := 0
	for _, e := range Sorted(edits) {
		switch {
		case e.End <= offset:
			shift += len(e.Text) - e.Len()
		case e.Start < offset:
			return e.Start + shift + len(e.Text)
		default:
			return offset + shift
		}
	}
	return offset + shift
}

// Texts are the two prompts that make a picture.
type Texts struct{ Positive, Negative string }
