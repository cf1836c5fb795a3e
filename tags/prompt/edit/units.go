package edit

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags/prompt"
)

// unit is what moves as one: a part with its brackets, or a group in brackets
// with all its parts.
type unit struct {
	prompt.Span
	first, last int // the parts of the outline that it holds; -1, -2 for none, "()"
	section     int
	// network tells a unit that is an extra network and nothing else; such
	// ones are gone before CLIP reads the prompt and need no comma.
	network bool
	// open tells that a bracket in it has no partner, so that it lasts to
	// the end of the text.
	open bool
}

// document is a text with its outline and its top-level units.
type document struct {
	text  string
	out   prompt.Outline
	units []unit
	inner map[int][]unit // those inside brackets that were asked for, see inside
}

func readDocument(text string) *document {
	s := &document{text: text, out: prompt.Read(text)}
	s.units = s.unitsIn(prompt.Span{Start: 0, End: len(text)})
	return s
}

// unitsIn returns the units inside a span, which is the whole text or the
// inside of a bracket.
func (s *document) unitsIn(span prompt.Span) []unit {
	var all []unit // brackets as units without parts
	for _, b := range s.out.Brackets[s.bracketFrom(span.Start):] {
		if !b.Unopened() && b.Open.Start >= span.End {
			break
		}
		if b.Unopened() || b.Open.Start < span.Start || b.Close.End > span.End {
			continue
		}
		u := unit{Span: prompt.Span{Start: b.Open.Start, End: b.Close.End}, first: -1, last: -2, open: b.Unclosed()}
		if k, ok := s.breakIn(b); ok {
			u.End, u.open = k.Start, true
		}
		all = append(all, u)
	}
	first := sort.Search(len(s.out.Parts), func(i int) bool { return s.out.Parts[i].Outer.Start >= span.Start })
	for i := first; i < len(s.out.Parts) && s.out.Parts[i].Outer.Start < span.End; i++ {
		if p := s.out.Parts[i]; p.Outer.End <= span.End {
			all = append(all, unit{Span: p.Outer, first: i, last: i, section: p.Section, network: p.Kind == prompt.Network})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	var units []unit
	for _, u := range all {
		n := len(units)
		if n == 0 || u.Start >= units[n-1].End {
			units = append(units, u)
			continue
		}
		v := &units[n-1]
		v.End = max(v.End, u.End)
		v.open = v.open || u.open
		if u.first >= 0 {
			if v.first < 0 {
				v.first, v.section = u.first, u.section
			}
			v.last = u.last
			v.network = v.network && u.network
		}
	}
	for i, u := range units {
		if u.first < 0 {
			units[i].section = sort.Search(len(s.out.Breaks), func(k int) bool { return s.out.Breaks[k].Start >= u.Start })
		}
	}
	return units
}

// inside returns the units inside a closed bracket.
func (s *document) inside(b prompt.Bracket) []unit {
	units, ok := s.inner[b.Open.Start]
	if !ok {
		units = s.unitsIn(prompt.Span{Start: b.Open.End, End: b.Close.Start})
		if s.inner == nil {
			s.inner = map[int][]unit{}
		}
		s.inner[b.Open.Start] = units
	}
	return units
}

// breakIn returns the first word that ends a section inside a bracket, as AND
// can: what stands after it is not in one unit with the rest.
func (s *document) breakIn(b prompt.Bracket) (prompt.Break, bool) {
	i := sort.Search(len(s.out.Breaks), func(i int) bool { return s.out.Breaks[i].Start >= b.Open.End })
	if i < len(s.out.Breaks) && s.out.Breaks[i].End <= b.Close.Start {
		return s.out.Breaks[i], true
	}
	return prompt.Break{}, false
}

// section returns the units of a section that CLIP sees.
func (s *document) section(n int) []unit {
	var units []unit
	for _, u := range s.units {
		if u.section == n && !u.network {
			units = append(units, u)
		}
	}
	return units
}

// around returns the innermost closed bracket that holds a span in its
// inside, or false.
func (s *document) around(span prompt.Span) (prompt.Bracket, bool) {
	for i := s.bracketFrom(span.Start) - 1; i >= 0; i-- {
		b := s.out.Brackets[i]
		if b.Unopened() || b.Unclosed() || b.Open.End > span.Start || b.Close.Start < span.End {
			continue
		}
		if _, ok := s.breakIn(b); ok {
			continue
		}
		return b, true
	}
	return prompt.Bracket{}, false
}

// bracketFrom returns the index of the first bracket that stands at or after
// an offset.
func (s *document) bracketFrom(at int) int {
	return sort.Search(len(s.out.Brackets), func(i int) bool {
		if b := s.out.Brackets[i]; !b.Unopened() {
			return b.Open.Start >= at
		}
		return s.out.Brackets[i].Close.Start >= at
	})
}

// blank reports whether only commas and white space stand between two offsets.
func (s *document) blank(from, to int) bool {
	return from <= to && s.runAfter(from, to) == to
}

// runAfter returns the end of the run of commas and white space that begins
// at an offset, at most the limit.
func (s *document) runAfter(at, limit int) int {
	for at < limit {
		c, size := utf8.DecodeRuneInString(s.text[at:limit])
		if !isSeparator(c) {
			break
		}
		at += size
	}
	return at
}

// runBefore returns the start of the run of commas and white space that ends
// at an offset, at least the limit.
func (s *document) runBefore(at, limit int) int {
	for at > limit {
		c, size := utf8.DecodeLastRuneInString(s.text[limit:at])
		if !isSeparator(c) {
			break
		}
		at -= size
	}
	return at
}

func isSeparator(c rune) bool { return c == ',' || c == '，' || unicode.IsSpace(c) }

func hasComma(s string) bool { return strings.ContainsAny(s, ",，") }
