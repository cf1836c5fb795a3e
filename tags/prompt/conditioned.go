package prompt

import (
	"strings"

	"tailor/tags/prompt/schedule"
)

// Conditioned cuts a prompt into the chunks that CLIP gets of it at once: each
// of the parts between ANDs apart, and prompt editing unfolded to the longest
// of its texts, as the web UI's counter counts it (see Count, which gives the
// same Count). All offsets are the prompt's own. An AND closes a chunk as BREAK
// does, and the chunk's Break is where it stands. A weight at the end of a
// part, ": 0.5", is no text of it, of the only part neither. Where nothing of
// this is there, it is what Chunks returns, and like that must not be changed.
func Conditioned(text string, o Options) Line {
	negative, backtrack, steps := o.Negative, o.Backtrack, o.Steps
	o.Negative = false
	d := strip(text)
	parts := []Span{{0, len(d.text)}}
	if !negative {
		parts = ConditionSpans(d.text)
	}
	whole := len(parts) == 1 && parts[0].End == len(d.text)-spaceBefore(d.text) || negative
	if whole && strings.IndexByte(text, '[') < 0 {
		return Chunks(text, o)
	}
	if steps <= 0 {
		steps = Defaults.Steps
	}
	kept := make([][]Span, len(parts))
	edited := false
	for k, part := range parts {
		stages, ok := schedule.Stages(part.Of(d.text), steps)
		if !ok { // A1111 then takes the prompt as it stands
			return Chunks(text, o)
		}
		longest := -1
		for _, s := range stages {
			n := 0
			if len(stages) > 1 {
				n = measure(s.Text, backtrack)
			}
			if n <= longest {
				continue
			}
			longest = n
			kept[k] = kept[k][:0]
			for _, s := range s.Kept {
				kept[k] = append(kept[k], Span{part.Start + s[0], part.Start + s[1]})
			}
			edited = edited || s.Text != part.Of(d.text)
		}
	}
	if whole && !edited {
		return Chunks(text, o)
	}
	var out Line
	start := 0
	for k := range parts {
		line := cutDerived(text, d.only(kept[k]), backtrack)
		end, word := len(text), Span{}
		if k < len(parts)-1 {
			word = d.and(parts[k].End)
			end = word.Start
		}
		line.Chunks[0].Start = start
		last := &line.Chunks[len(line.Chunks)-1]
		if k < len(parts)-1 {
			if last.ByBreak { // what follows the BREAK is nothing, and AND closes that
				line.Chunks = append(line.Chunks, Chunk{Start: last.Break.End})
				last = &line.Chunks[len(line.Chunks)-1]
			}
			last.End, last.ByBreak, last.Break = end, true, word
		} else if !last.ByBreak {
			last.End = end
		}
		out.Count = max(out.Count, line.Count)
		out.Chunks = append(out.Chunks, line.Chunks...)
		start = word.End
	}
	return out
}

// only returns the text of some of its spans, which run forward.
func (d derived) only(kept []Span) derived {
	out := derived{}
	var b strings.Builder
	for _, k := range kept {
		if k.End > k.Start {
			out.seams = d.appendSeams(out.seams, b.Len(), k.Start, k.End)
			b.WriteString(k.Of(d.text))
		}
	}
	out.text = b.String()
	return out
}

// and is where in the prompt the AND stands that follows a place in the text.
func (d derived) and(from int) Span {
	if word, found := nextWord(d.text, "AND", from); found {
		return d.sourceSpan(word)
	}
	return Span{}
}
