package prompt

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"tailor/data/pattern"
)

// novelWeight is the beginning of NovelAI's emphasis by a number.
var novelWeight = pattern.Of(`^[+-]?(?:\d+\.?\d*|\.\d+)::`)

// NovelWeight reads the beginning of NovelAI's emphasis by a number, "1.2::",
// which lasts up to the next "::", the next number before one, or the text's
// end. The size is its length in bytes, 0 where none begins at the offset.
func NovelWeight(text string, at int) (weight float64, size int) {
	if at > 0 {
		c := text[at-1] | 0x20
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || text[at-1] == '_' || c == ':' && (at == 1 || text[at-2] != ':') { // "16:9::"
			return 0, 0
		}
	}
	m := novelWeight().FindString(text[at:min(len(text), at+24)])
	if m == "" {
		return 0, 0
	}
	weight, _ = strconv.ParseFloat(m[:len(m)-2], 64) // the pattern lets nothing else through
	return weight, len(m)
}

// Novel is a stretch that NovelAI's emphasis weighs, "1.2::x::".
type Novel struct {
	Span              // with the signs that begin and end it
	Number, Body Span // without the white space around them
	Weight       float64
	Open         bool // nothing ends it
}

// MostWeight is the largest weight of another program that is taken over: its
// pictures stand more than A1111's.
const MostWeight = 2

// mostNovel is the largest number before "::" that is taken for a weight: what
// "year 2024::" ends in is none.
const mostNovel = 20

// NovelWeights finds NovelAI's weights in a text. One ends at the next "::",
// before the next number of one, or with the line. In variants, in which "2::"
// is a weight of the option's, there are none.
func NovelWeights(text string) (all []Novel) {
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
		n.Open = true
		if end < at {
			end = len(text)
			if k := strings.IndexAny(text[at:], "|{}\n"); k >= 0 {
				end = at + k
			}
		}
		k = strings.Index(text[at:end], "::")
		if k < 0 && end < len(text) && text[end] != '\n' {
			continue
		}
		n.Body, n.End = Span{Start: at, End: end}, end
		if k >= 0 {
			n.Open = false
			if next, ok := beginsNovel(text, at+k); ok {
				n.Body.End = len(strings.TrimRight(text[:next.Start], ", \t"))
				n.End = n.Body.End
				at = next.Start
			} else {
				n.Body.End, n.End = at+k, at+k+2
				at = n.End
			}
		}
		body := n.Body.Of(text)
		n.Body.End -= len(body) - len(strings.TrimRight(body, " \t"))
		n.Body.Start += len(body) - len(strings.TrimLeft(body, " \t"))
		if n.Open {
			n.Body.End = n.Body.Start + len(strings.TrimRight(text[n.Body.Start:n.Body.End], ", \t"))
			n.End = n.Body.End
		}
		if n.Body.Len() > 0 {
			all = append(all, n)
		}
	}
}

// beginsNovel reports whether the signs at an offset begin a weight: there is a
// number before them, and behind them something that it weighs.
func beginsNovel(text string, signs int) (Novel, bool) {
	start := len(strings.TrimRight(text[:signs], "0123456789."))
	if start > 0 && (text[start-1] == '-' || text[start-1] == '+') {
		start--
	}
	weight, size := NovelWeight(text, start)
	if size != signs+2-start || weight > mostNovel {
		return Novel{}, false
	}
	before, behind := strings.TrimRight(text[:start], " \t"), strings.TrimLeft(text[signs+2:], " \t")
	if strings.HasPrefix(strings.TrimLeft(behind, "0123456789. "), "]") {
		return Novel{}, false // prompt editing, "[hat 1::0.5]"
	}
	if before != "" && strings.IndexByte("{|$", before[len(before)-1]) >= 0 || behind == "" || strings.IndexByte(",:\n\r", behind[0]) >= 0 {
		return Novel{}, false
	}
	return Novel{Span: Span{Start: start}, Number: Span{Start: start, End: signs}, Weight: weight}, true
}

// Torn tells which of the weights a bracket cannot stand for: it would hold a
// BREAK, half of another bracket, or a comment, in which nothing closes it.
func (o Outline) Torn(all []Novel) map[int]bool {
	torn := map[int]bool{}
	holder := func(x Span) int {
		k := sort.Search(len(all), func(k int) bool { return all[k].Body.End >= x.End })
		if k < len(all) && all[k].Body.Start <= x.Start {
			return k
		}
		return -1
	}
	for _, b := range o.Brackets {
		if opens, closes := holder(b.Open), holder(b.Close); opens != closes {
			torn[opens], torn[closes] = true, true
		}
	}
	within := func(x Span) {
		k := sort.Search(len(all), func(k int) bool { return all[k].Body.End > x.Start })
		if k < len(all) && all[k].Body.Start < x.End {
			torn[k] = true
		}
	}
	for _, b := range o.Breaks {
		within(b.Span)
	}
	for _, c := range o.Comments {
		within(c)
	}
	return torn
}

// braceNumber is a number that curly brackets hold after a tag: "{x:1.2}".
var braceNumber = pattern.Of(`\s*:\s*(\d+(?:\.\d+)?|\.\d+)$`)

// NovelBraces finds NovelAI's curly brackets, of which each weighs 1.05: "{x}",
// "{{x}}". Those of variants and variables are none. A number in them, up to
// MostWeight, is taken for the weight.
func (o Outline) NovelBraces(text string) (all []Novel) {
	for _, b := range o.Brackets {
		if !b.Curly || b.Choice || b.Unopened() || b.Unclosed() {
			continue
		}
		i, j := b.Open.Start, b.Close.End
		if i > 0 && (text[i-1] == '$' || text[i-1] == '%') {
			continue // a variable or a wrap of dynamic-prompts
		}
		if i > 0 && (text[i-1] == '{' || text[i-1] == '$') && j < len(text) && text[j] == '}' {
			continue // the outer one speaks
		}
		n := 1
		for i+n < j-n && text[i+n] == '{' && text[j-n-1] == '}' {
			n++
		}
		body := trimmed(text, Span{i + n, j - n})
		inside := body.Of(text)
		if inside == "" || strings.ContainsAny(inside, "{}|$=") || strings.Contains(inside, "::") || strings.Contains(inside, "BREAK") {
			continue
		}
		one := Novel{Span: Span{i, j}, Body: body, Weight: math.Round(math.Pow(1.05, float64(n))*100) / 100}
		if m := braceNumber().FindStringSubmatchIndex(inside); m != nil {
			if own, err := strconv.ParseFloat(inside[m[2]:m[3]], 64); err == nil && own > 0 && own <= MostWeight {
				one.Weight = own
			}
			one.Body.End = body.Start + m[0]
		}
		all = append(all, one)
	}
	return all
}
