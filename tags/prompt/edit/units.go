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

// breakIn returns the first word that ends a section inside a bracket, as AND
// can: what stands behind it is not in one unit with the rest.
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

// bracketFrom returns the index of the first bracket that stands at or behind
// an offset.
func (s *document) bracketFrom(at int) int {
	return sort.Search(len(s.out.Brackets), func(i int) bool {
		if b := s.out.Brackets[i]; !b.Unopened() {
			return b.Open.Start >= at
		}
		return s.out.Brackets[i].Close.Start >= at
	})
}

// removalSpan returns what has to go so that the part or unit at span is gone
// together with the separator that it brought. It takes back exactly what
// the insertions in stylechunk.go put in.
func (s *document) removalSpan(span prompt.Span) prompt.Span {
	gone := s.cut(span)
	before, _ := utf8.DecodeLastRuneInString(s.text[:gone.Start])
	after, size := utf8.DecodeRuneInString(s.text[gone.End:])
	if gone.Start == 0 || size == 0 || !isWord(before) || !isWord(after) {
		return gone
	}
	// What stood apart must not become one word.
	if last := s.text[gone.End-1]; last == ' ' || last == '\n' {
		gone.End--
		return gone
	}
	return span
}

// deepest is the number of brackets around one thing that are looked at. No
// prompt needs as many, and a text of brackets alone must not take forever.
const deepest = 64

// cut is removalSpan, but for words that it joins.
func (s *document) cut(span prompt.Span) prompt.Span {
	for depth := 0; ; depth++ {
		b, grouped := s.around(span)
		var near []unit
		if grouped {
			near = s.unitsIn(prompt.Span{Start: b.Open.End, End: b.Close.Start})
		} else {
			near = s.units
		}
		// The span lies in one unit, or is a run of several.
		own := sort.Search(len(near), func(i int) bool { return near[i].End > span.Start })
		last := sort.Search(len(near), func(i int) bool { return near[i].End >= span.End })
		if last == len(near) || own > last || near[own].Start > span.Start || depth > deepest {
			return span
		}
		if own == last && near[own].first == near[own].last {
			span = near[own].Span
		}
		section := near[own].section
		prev, next := own-1, last+1
		for prev >= 0 && near[prev].network && near[prev].section == section {
			prev--
		}
		if prev >= 0 && near[prev].section != section {
			prev = -1
		}
		for next < len(near) && near[next].network && near[next].section == section {
			next++
		}
		if next == len(near) || near[next].section != section {
			next = -1
		}
		if grouped && prev < 0 && next < 0 && near[own].Span == span && s.blank(b.Open.End, span.Start) && s.blank(span.End, b.Close.Start) {
			span = prompt.Span{Start: b.Open.Start, End: b.Close.End}
			continue
		}
		low, high := 0, len(s.text)
		if grouped {
			low, high = b.Open.End, b.Close.Start
		}
		switch {
		case prev >= 0 && next >= 0:
			return s.withoutBetween(span, near[prev].End, near[next].Start)
		case prev >= 0:
			return s.withoutBehind(span, near[prev].End, section)
		case next >= 0:
			return s.withoutBefore(span, near[next].Start, section)
		case grouped:
			return prompt.Span{Start: s.runBefore(span.Start, low), End: s.runAfter(span.End, high)}
		}
		return s.withoutLast(span, section)
	}
}

// withoutBetween takes a unit out from between two others: with the separator
// before it, unless that one starts a line or is no comma.
func (s *document) withoutBetween(span prompt.Span, low, high int) prompt.Span {
	from, to := s.runBefore(span.Start, low), s.runAfter(span.End, high)
	before, after := s.text[from:span.Start], s.text[span.End:to]
	lineEnds := strings.ContainsAny(before, "\r\n") && !strings.ContainsAny(after, "\r\n")
	noComma := !hasComma(before) && hasComma(after)
	if lineEnds || noComma {
		return prompt.Span{Start: span.Start, End: to}
	}
	return prompt.Span{Start: from, End: span.End}
}

// withoutBehind takes a unit out that stands last in its section.
func (s *document) withoutBehind(span prompt.Span, low, section int) prompt.Span {
	from := s.runBefore(span.Start, low)
	if s.text[from:span.Start] == "," && section < len(s.out.Breaks) && s.out.Breaks[section].Start == span.End+1 && s.text[span.End] == ' ' {
		if last, _ := utf8.DecodeLastRuneInString(s.text[:from]); !isWord(last) {
			return prompt.Span{Start: from, End: span.End + 1}
		}
	}
	return prompt.Span{Start: from, End: span.End}
}

// withoutBefore takes a unit out that stands first in its section.
func (s *document) withoutBefore(span prompt.Span, high, section int) prompt.Span {
	to := s.runAfter(span.End, high)
	if s.text[span.End:to] == "," && section > 0 && s.out.Breaks[section-1].End == span.Start-1 && s.text[span.Start-1] == ' ' {
		if first, _ := utf8.DecodeRuneInString(s.text[to:]); !isWord(first) {
			return prompt.Span{Start: span.Start - 1, End: to}
		}
	}
	return prompt.Span{Start: span.Start, End: to}
}

// isWord tells the characters that would make BREAK part of a longer word.
func isWord(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c) }

// withoutLast takes out the only unit of a section, and the BREAK that closes
// the section with it.
func (s *document) withoutLast(span prompt.Span, section int) prompt.Span {
	if section < len(s.out.Breaks) {
		b := s.out.Breaks[section]
		switch gap := s.text[span.End:max(b.Start, span.End)]; {
		case gap == emptyChunkGap:
			return prompt.Span{Start: span.Start, End: b.Start}
		case !b.And && s.blank(span.End, b.Start):
			end := b.End
			if end < len(s.text) && strings.IndexByte(" \t\r\n", s.text[end]) >= 0 {
				end++
			}
			return prompt.Span{Start: span.Start, End: end}
		}
		return span
	}
	rest := s.text[span.End:]
	if strings.HasPrefix(rest, ", ") {
		return prompt.Span{Start: span.Start, End: span.End + 2}
	}
	if section > 0 && strings.HasPrefix(rest, ",") {
		if b := s.out.Breaks[section-1]; s.text[b.End:span.Start] == " " {
			return prompt.Span{Start: b.End, End: span.End + 1}
		}
	}
	return span
}

// blank tells that only commas and white space stand between two offsets.
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
