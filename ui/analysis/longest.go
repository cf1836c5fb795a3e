package analysis

import (
	"slices"
	"strings"
	"tailor/tags/prompt"
	"tailor/tags/wildcard"
)

// longestOf returns the edits that put the longest entry into the place of
// every wildcard that is known.
func longestOf(text string, longest map[string]string) []prompt.Edit {
	if len(longest) == 0 || !strings.Contains(text, "__") {
		return nil
	}
	var edits []prompt.Edit
	for _, ref := range wildcard.Find(text) {
		if entry, ok := longest[ref.Name]; ok {
			edits = append(edits, prompt.Edit{Span: ref.Span, Text: entry})
		}
	}
	return edits
}

// unexpanded gives the chunks of an edited text their places in the text as it
// is written. A border within an entry stands before its wildcard.
func unexpanded(chunks []prompt.Chunk, edits []prompt.Edit) []prompt.Chunk {
	if len(edits) == 0 {
		return chunks
	}
	chunks = slices.Clone(chunks) // others have them too
	for k := range chunks {
		c := &chunks[k]
		c.Start, c.End = unmoved(c.Start, edits), unmoved(c.End, edits)
		c.Break.Start, c.Break.End = unmoved(c.Break.Start, edits), unmoved(c.Break.End, edits)
	}
	return chunks
}

// unmoved returns where in the text before the edits, which run forward, an
// offset of the edited text was.
func unmoved(offset int, edits []prompt.Edit) int {
	shift := 0
	for _, e := range edits {
		switch at := e.Start + shift; {
		case offset <= at:
			return offset - shift
		case offset < at+len(e.Text):
			return e.Start
		}
		shift += len(e.Text) - e.Len()
	}
	return offset - shift
}
