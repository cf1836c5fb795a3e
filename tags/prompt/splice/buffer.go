package splice

import (
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
