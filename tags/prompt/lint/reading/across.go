package reading

import (
	"sort"
	"strings"

	"tailor/tags/prompt"
)

// acrossAnds finds the brackets whose partners stand behind an AND, which parts
// them: A1111 cuts the prompt there first. By where each stands it tells the edits
// that close the bracket before each AND and open it again behind; nil for what
// closes one, and for one around another, which is mended first.
func (c *Reader) acrossAnds(reg *Region) map[int][]prompt.Edit {
	var ands []prompt.Span
	for _, b := range reg.Outline.Breaks {
		if b.And {
			ands = append(ands, b.Span)
		}
	}
	if ands == nil {
		return nil
	}
	across := map[int][]prompt.Edit{}
	var open []prompt.Bracket
	inner := -1 // where the last pair opens
	for _, b := range reg.Unmatched {
		switch i := At(b); {
		case b.Curly || c.FaceAround(reg.Text, i) != "":
		case b.Unclosed():
			open = append(open, b)
		case len(open) > 0 && open[len(open)-1].Square == b.Square:
			from := open[len(open)-1].Open
			open = open[:len(open)-1]
			first := sort.Search(len(ands), func(k int) bool { return ands[k].Start > from.Start })
			last := sort.Search(len(ands), func(k int) bool { return ands[k].Start > i })
			if first == last {
				continue
			}
			across[i] = nil
			across[from.Start] = nil
			if inner < from.Start {
				across[from.Start] = reg.reopened(from, i, ands[first:last])
			}
			inner = from.Start
		}
	}
	return across
}

// reopened returns the edits by which a bracket that opens at from and closes at i
// weighs each of the parts between ANDs by itself.
func (reg *Region) reopened(from prompt.Span, i int, ands []prompt.Span) (edits []prompt.Edit) {
	shut := prompt.Span{Start: i, End: i + 1}
	if m := Weighted.FindStringIndex(reg.Text[max(from.End, i-longestWeight):i]); m != nil {
		shut.Start -= m[1] - m[0]
	}
	start := from.End
	for k := range len(ands) + 1 {
		end := shut.Start
		if k < len(ands) {
			end = ands[k].Start
		}
		const gap = " \t,\n\r"
		part := strings.Trim(reg.Text[start:end], gap)
		begin := start + strings.Index(reg.Text[start:end], part)
		switch {
		case part == "" && k == 0:
			edits = append(edits, prompt.Edit{Span: from})
		case part == "" && k == len(ands):
			edits = append(edits, prompt.Edit{Span: shut})
		case part != "" && k > 0:
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: begin, End: begin}, Text: from.Of(reg.Text)})
		}
		if k == len(ands) {
			break
		}
		if start = ands[k].End; part != "" {
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: begin + len(part), End: begin + len(part)}, Text: shut.Of(reg.Text)})
		}
	}
	return edits
}

// longestWeight is how many bytes a weight has at most, with white space.
const longestWeight = 32
