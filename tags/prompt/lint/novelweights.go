package lint

import (
	"fmt"
	"sort"
	"strings"

	"tailor/tags/english"
	"tailor/tags/prompt"
)

// novelWeight is NovelAI's emphasis by a number, "1.2::x::".
type novelWeight struct {
	prompt.Span              // with the signs that end it
	number, body prompt.Span // without the white space around them
	weight       float64
	open         bool // nothing ends it
}

// mostNovel is the largest number before "::" that is taken for a weight: what
// "year 2024::" ends in is none.
const mostNovel = 20

// novelWeights finds NovelAI's weights in a text. One ends at the next "::",
// before the next number of one, or with the line. In variants, in which "2::"
// is a weight of the option's, there are none.
func novelWeights(text string) (all []novelWeight) {
	end := -1 // of the line, or of the option of a variant
	for at := 0; ; {
		k := strings.Index(text[at:], "::")
		if k < 0 {
			return all
		}
		signs := at + k
		at = signs + 2
		n, ok := beginsNovel(text, signs)
		if !ok {
			continue
		}
		n.open = true
		if end < at {
			end = len(text)
			if k := strings.IndexAny(text[at:], "|{}\n"); k >= 0 {
				end = at + k
			}
		}
		if end < len(text) && text[end] != '\n' {
			continue
		}
		n.body, n.End = prompt.Span{Start: at, End: end}, end
		if k := strings.Index(text[at:end], "::"); k >= 0 {
			n.open = false
			if next, ok := beginsNovel(text, at+k); ok {
				n.body.End = len(strings.TrimRight(text[:next.Start], ", \t"))
				n.End = n.body.End
				at = next.Start
			} else {
				n.body.End, n.End = at+k, at+k+2
				at = n.End
			}
		}
		body := n.body.Of(text)
		n.body.End -= len(body) - len(strings.TrimRight(body, " \t"))
		n.body.Start += len(body) - len(strings.TrimLeft(body, " \t"))
		if n.open {
			n.body.End = n.body.Start + len(strings.TrimRight(text[n.body.Start:n.body.End], ", \t"))
			n.End = n.body.End
		}
		if n.body.Len() > 0 {
			all = append(all, n)
		}
	}
}

// beginsNovel reports whether the signs at an offset begin a weight: there is a
// number before them, and behind them something that it weighs.
func beginsNovel(text string, signs int) (novelWeight, bool) {
	start := len(strings.TrimRight(text[:signs], "0123456789."))
	if start > 0 && (text[start-1] == '-' || text[start-1] == '+') {
		start--
	}
	weight, size := prompt.NovelWeight(text, start)
	if size != signs+2-start || weight > mostNovel {
		return novelWeight{}, false
	}
	before, behind := strings.TrimRight(text[:start], " \t"), strings.TrimLeft(text[signs+2:], " \t")
	if strings.HasPrefix(strings.TrimLeft(behind, "0123456789. "), "]") {
		return novelWeight{}, false // prompt editing, "[hat 1::0.5]"
	}
	if before != "" && strings.IndexByte("{|$", before[len(before)-1]) >= 0 || behind == "" || strings.IndexByte(",:\n\r", behind[0]) >= 0 {
		return novelWeight{}, false
	}
	return novelWeight{Span: prompt.Span{Start: start}, number: prompt.Span{Start: start, End: signs}, weight: weight}, true
}

// novelWeights reports NovelAI's weights, which weigh nothing in A1111.
func (r *report) novelWeights() {
	reg := r.region
	if !strings.Contains(reg.Masked, "::") {
		return
	}
	all := novelWeights(reg.Masked)
	torn := reg.torn(all)
	for i, n := range all {
		body := n.body.Of(reg.Masked)
		if f := reg.ItemAt(n.Start); reg.Hidden(n.Start) || f != nil && f.Facts.Written != "" || !english.HasLetters(body) {
			continue // artists are written again
		}
		written := "(" + body + ":" + n.number.Of(reg.Masked) + ")"
		fix, remedy := &written, "write "+quoted(written)
		switch {
		case n.weight > mostWeight:
			fix, remedy = nil, "write a bracket, with a smaller weight: as much would break the picture"
		case n.weight < 0:
			fix, remedy = nil, "what is not wanted belongs in the negative prompt"
		case n.open && strings.ContainsAny(body, ",，"):
			fix, remedy = nil, "nothing ends it, so there it weighs all that follows: write a bracket around what is meant"
		case torn[i]:
			fix, remedy = nil, "write brackets"
		}
		r.add(Weight, Warning, n.Span, fix, nil, fmt.Sprintf("%s is NovelAI's way to weigh, which A1111 reads as words; %s.", quoted(n.Of(reg.Masked)), remedy))
	}
}

// torn tells which of the weights a bracket cannot stand for: it would hold a
// BREAK or half of another bracket.
func (reg *region) torn(all []novelWeight) map[int]bool {
	torn := map[int]bool{}
	holder := func(x prompt.Span) int {
		k := sort.Search(len(all), func(k int) bool { return all[k].body.End >= x.End })
		if k < len(all) && all[k].body.Start <= x.Start {
			return k
		}
		return -1
	}
	for _, b := range reg.Outline.Brackets {
		if opens, closes := holder(b.Open), holder(b.Close); opens != closes {
			torn[opens], torn[closes] = true, true
		}
	}
	for _, b := range reg.Outline.Breaks {
		k := sort.Search(len(all), func(k int) bool { return all[k].body.End > b.Start })
		if k < len(all) && all[k].body.Start < b.End {
			torn[k] = true
		}
	}
	return torn
}
