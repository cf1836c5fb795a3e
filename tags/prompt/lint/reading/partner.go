package reading

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/prompt"
)

// sight is how far around a place its tag is looked for, in bytes: no tag is
// as long.
const sight = 768

// near returns the bytes around a place within sight, between characters.
func near(s string, i int) (from, to int) {
	from, to = max(0, i-sight), min(len(s), i+sight)
	for from < i && !utf8.RuneStart(s[from]) {
		from++
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return from, to
}

// inSight reports whether a sign stands within sight behind a place. Most
// brackets of a text of nothing else are done with by that.
func inSight(s string, i int, sign string) bool {
	return strings.Contains(s[i:min(len(s), i+sight+len(sign))], sign)
}

// segment returns the stretch between separators around a byte, within the
// brackets that it stands in. Separators within a bracket that closes before it
// or opens behind it are none.
func (reg *Region) segment(i int) prompt.Span {
	const stops = ",\n\r|"
	from, to := near(reg.Text, i)
	s := prompt.Span{Start: from + strings.LastIndexAny(reg.Text[from:i], stops) + 1, End: to}
	if k := strings.IndexAny(reg.Text[i:to], stops); k >= 0 {
		s.End = i + k
	}
	all := reg.Outline.Brackets
	first := sort.Search(len(all), func(k int) bool { return At(all[k]) >= from })
	behind := sort.Search(len(all), func(k int) bool { return At(all[k]) >= i })
	for _, b := range slices.Backward(all[first:behind]) {
		switch {
		case b.Unopened(): // is a letter
		case b.Close.Start > i:
			s.Start, s.End = max(s.Start, b.Open.End), min(s.End, b.Close.Start)
		case b.Open.Start < s.Start && s.Start < b.Close.End:
			s.Start = from + strings.LastIndexAny(reg.Text[from:b.Open.Start], stops) + 1
		}
	}
	for _, b := range all[behind:] {
		if b.Open.Start >= s.End {
			break
		}
		if s.End <= b.Close.Start && b.Close.End <= to {
			s.End = to
			if k := strings.IndexAny(reg.Text[b.Close.End:to], stops); k >= 0 {
				s.End = b.Close.End + k
			}
		}
	}
	breaks := reg.Outline.Breaks
	next := sort.Search(len(breaks), func(k int) bool { return breaks[k].End > i })
	if next > 0 {
		s.Start = max(s.Start, breaks[next-1].End)
	}
	if next < len(breaks) && breaks[next].Start > i {
		s.End = min(s.End, breaks[next].Start)
	}
	return s
}

// WeightEnd returns the end of a weight that ends the segment of an opening
// bracket, "(tag:1.2", or 0.
func (reg *Region) WeightEnd(i int) int {
	if !inSight(reg.Text, i, ":") {
		return 0
	}
	s := reg.segment(i)
	body := strings.TrimRight(reg.Text[i+1:s.End], " \t")
	m := Weighted.FindStringIndex(body)
	if m == nil || m[0] == 0 {
		return 0
	}
	return i + 1 + m[1]
}

// WideClose returns where a full-width bracket stands that was meant to close
// an opening one behind its weight, "(tag:1.2）", or -1.
func (reg *Region) WideClose(i int) int {
	if !inSight(reg.Text, i, "）") {
		return -1
	}
	s := reg.segment(i)
	k := strings.Index(reg.Text[i:s.End], "）")
	if k < 0 || Weighted.FindStringIndex(reg.Text[i+1:i+k]) == nil {
		return -1
	}
	return i + k
}

// WeightStart returns where the tag begins whose weight a closing bracket
// ends, "tag:1.2)", or -1.
func (reg *Region) WeightStart(i int) int {
	s := reg.segment(i)
	m := Weighted.FindStringIndex(reg.Text[s.Start:i])
	if m == nil || strings.TrimSpace(reg.Text[s.Start:s.Start+m[0]]) == "" {
		return -1
	}
	body := reg.Text[s.Start:i]
	return s.Start + len(body) - len(strings.TrimLeft(body, " \t"))
}

// NameEnd returns the end of a tag's name that lacks the bracket which would
// close its qualifier, "saber (fate", where one opens in it; or 0.
func (c *Reader) NameEnd(reg *Region, i int) int {
	s := reg.segment(i)
	name := strings.TrimSpace(reg.Text[s.Start:s.End])
	if len(name) > 2*tags.MaxNameBytes {
		return 0
	}
	if id, alias, ok := c.cat.Lookup(name + ")"); !ok || alias != "" || !strings.HasSuffix(c.cat.Name(id), ")") {
		return 0
	}
	return s.Start + len(strings.TrimRight(reg.Text[s.Start:s.End], " \t"))
}
