package splice

import (
	"slices"
	"sort"
	"strings"

	"tailor/tags/prompt"
)

// Buffer is a text under several edits, each in offsets of what the ones
// before it left, that still knows where its bytes came from: in the end it
// tells the edits that lead there from the text as it was.
type Buffer struct {
	was    string
	pieces []piece
}

// piece is a stretch of the text as it was, or new text.
type piece struct {
	prompt.Span // in the text as it was; empty for new text
	text        string
}

// NewBuffer begins with a text as it is.
func NewBuffer(text string) *Buffer {
	return &Buffer{was: text, pieces: []piece{{prompt.Span{Start: 0, End: len(text)}, text}}}
}

// Text returns the Text as it now is.
func (d *Buffer) Text() string {
	if len(d.pieces) == 1 {
		return d.pieces[0].text
	}
	var b strings.Builder
	for _, p := range d.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// Replace carries out edits of the text as it now is. They must not overlap.
func (d *Buffer) Replace(edits ...prompt.Edit) {
	var pieces []piece
	add := func(p piece) {
		if p.text != "" {
			pieces = append(pieces, p)
		}
	}
	at := 0 // the offset at which the rest of d.pieces begins
	rest := d.pieces
	// take moves pieces on to an offset, or drops them.
	take := func(to int, keep bool) {
		for at < to && len(rest) > 0 {
			n := min(to-at, len(rest[0].text))
			if keep {
				add(rest[0].cut(0, n))
			}
			if at += n; n == len(rest[0].text) {
				rest = rest[1:]
			} else {
				rest[0] = rest[0].cut(n, len(rest[0].text))
			}
		}
	}
	for _, e := range prompt.Sorted(edits) {
		take(e.Start, true)
		add(piece{text: e.Text})
		take(e.End, false)
	}
	d.pieces = append(pieces, rest...)
}

// Remove takes parts (their Outer spans, in order) out of the text as it now is,
// each by what cut says of it in the text as it is then, and carries out edits of
// others with the first. A part's separator depends on what stands beside it, so
// of parts side by side the last goes first and the others wait for the text that
// it leaves; of a long run every other one goes then, so that the text is read a
// few times only, however many parts there are.
func (d *Buffer) Remove(parts []prompt.Span, cut func(*Document, prompt.Span) prompt.Edit, others ...prompt.Edit) {
	d.Replace(others...)
	parts = shifted(parts, others)
	for round := 0; len(parts) > 0; round++ {
		s := Read(d.Text())
		seen := slices.DeleteFunc(slices.Clone(s.Out.Parts), func(p prompt.Part) bool { return p.Kind == prompt.Network })
		var cuts []prompt.Edit
		var waiting []prompt.Span
		next, low := len(seen)+2, len(s.Text) // the part that goes or waits behind one, and how far the cuts go
		for _, part := range slices.Backward(parts) {
			i := sort.Search(len(seen), func(i int) bool { return seen[i].Outer.End >= part.End })
			if i < next-1 {
				if e := cut(s, part); e.End <= low {
					cuts, next, low = append(cuts, e), i, e.Start
					continue
				}
			}
			waiting = append(waiting, part)
			if round < inOrder {
				next = i
			}
		}
		d.Replace(cuts...)
		slices.Reverse(waiting)
		parts = shifted(waiting, cuts)
	}
}

// inOrder is how many parts of a run go one by one: as many as people write.
const inOrder = 8

// shifted returns where spans in order stand after edits of what is around them.
func shifted(spans []prompt.Span, edits []prompt.Edit) []prompt.Span {
	moved := slices.Clone(spans)
	edits = prompt.Sorted(edits)
	shift := 0
	for i, s := range spans {
		for ; len(edits) > 0 && edits[0].End <= s.Start; edits = edits[1:] {
			shift += len(edits[0].Text) - edits[0].Len()
		}
		moved[i] = prompt.Span{Start: s.Start + shift, End: s.End + shift}
	}
	return moved
}

// Without is a cut for Buffer.Remove: the part goes with its separator.
func Without(s *Document, part prompt.Span) prompt.Edit {
	return prompt.Edit{Span: s.RemovalSpan(part)}
}

// cut returns the part of a piece between two offsets in it.
func (p piece) cut(from, to int) piece {
	q := piece{text: p.text[from:to]}
	if p.Len() > 0 {
		q.Span = prompt.Span{Start: p.Start + from, End: p.Start + to}
	}
	return q
}

// Edits returns the Edits that make the text from what it was.
func (d *Buffer) Edits() []prompt.Edit {
	var edits []prompt.Edit
	at := 0 // in the text as it was
	pending := ""
	flush := func(to int) {
		if to > at || pending != "" {
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: at, End: to}, Text: pending})
		}
		pending = ""
	}
	for _, p := range d.pieces {
		if p.Len() == 0 {
			pending += p.text
			continue
		}
		flush(p.Start)
		at = p.End
	}
	flush(len(d.was))
	return edits
}
