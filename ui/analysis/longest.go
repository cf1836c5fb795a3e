package analysis

import (
	"slices"
	"strings"
	"tailor/tags/prompt"
	"tailor/tags/wildcard"
)

// longestOf returns the edits that put the longest entry into the place of
// every wildcard that is known, and the longest options into that of every
// variant, "{a|b}".
func (a *Analyst) longestOf(text string) []prompt.Edit {
	var edits []prompt.Edit
	if len(a.Longest) > 0 && strings.Contains(text, "__") {
		for _, ref := range wildcard.Find(text) {
			if entry, ok := a.Longest[ref.Name]; ok {
				edits = append(edits, prompt.Edit{Span: ref.Span, Text: entry})
			}
		}
	}
	braces := variantsIn(text)
	if len(braces) == 0 {
		return edits
	}
	if a.variants == nil {
		o := a.Options
		a.variants = wildcard.NewGauge(&wildcard.Set{}, func(s string) int { return prompt.Count(s, o).Count })
	}
	for _, span := range braces {
		var inner, others []prompt.Edit
		for _, e := range edits {
			if e.Start >= span.Start && e.End <= span.End {
				e.Start, e.End = e.Start-span.Start, e.End-span.Start
				inner = append(inner, e)
			} else {
				others = append(others, e)
			}
		}
		longest := a.variants.Text(prompt.Apply(span.Of(text), inner), wildcard.Options{Variants: true})
		edits = append(others, prompt.Edit{Span: span, Text: longest})
	}
	return prompt.Sorted(edits)
}

// variantsIn finds the outermost pairs of braces that hold a choice.
func variantsIn(text string) []prompt.Span {
	if strings.IndexByte(text, '{') < 0 {
		return nil
	}
	var found []prompt.Span
	var open []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			open = append(open, i)
		case '}':
			if len(open) == 0 {
				continue
			}
			start := open[len(open)-1]
			if open = open[:len(open)-1]; len(open) == 0 && strings.ContainsAny(text[start:i], "|$") {
				found = append(found, prompt.Span{Start: start, End: i + 1})
			}
		}
	}
	return found
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
