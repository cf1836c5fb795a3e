package analysis

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
)

// Lines are the lines of a wildcard that its longest text can come of, as
// variants.Gauge has them.
type Lines struct {
	Lines []string
	// Known reports that no other line can be longer.
	Known bool
}

// longestOf returns the edits that put the longest text into the place of what
// is expanded in a prompt, wildcards, choices, variables. known reports that no
// text is longer; names are the wildcards that are not known yet.
func (a *Analyst) longestOf(text string) (edits []prompt.Edit, known bool, names []string) {
	if !strings.Contains(text, "__") && strings.IndexByte(text, '{') < 0 {
		return nil, true, nil
	}
	if a.gauge == nil {
		o := a.Options
		a.gauge = variants.NewGauge(func(name string) ([]string, error) {
			if l, ok := a.Longest[name]; ok {
				return l.Lines, nil
			}
			return nil, fmt.Errorf("no wildcard %q", name)
		}, func(s string) int { return prompt.Count(s, o).Count })
	}
	l := a.gauge.Longest(text)
	known = l.Known
	for _, p := range l.Pieces {
		edits = append(edits, prompt.Edit{Span: prompt.Span{Start: p.Start, End: p.End}, Text: p.Text})
	}
	for _, name := range l.Wildcards {
		if lines, ok := a.Longest[name]; !ok {
			names = append(names, name)
		} else if !lines.Known {
			known = false
		}
	}
	return edits, known, names
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
