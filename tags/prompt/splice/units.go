package splice

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"tailor/tags/prompt"
)

// Unit is what moves as one: a part with its brackets, or a group in brackets
// with all its parts.
type Unit struct {
	prompt.Span
	First, Last int // the parts of the outline that it holds; -1, -2 for none, "()"
	Section     int
	// Network tells a unit that is an extra Network and nothing else; such
	// ones are gone before CLIP reads the prompt and need no comma.
	Network bool
	// Open reports whether a bracket in it has no partner, so that it lasts to
	// the end of the text.
	Open bool
}

// Document is a text with its outline and its top-level units.
type Document struct {
	Text  string
	Out   prompt.Outline
	Units []Unit
	inner map[int][]Unit // those inside brackets that were asked for, see inside
	// Triggers are the names of its extra networks: what calls one is no artist.
	Triggers prompt.Triggers
	// further is by bracket, see reachFurther; outer and purged: see Purged.
	further []int
	outer   []int
	purged  map[int][]prompt.Edit
}

// outlined is a document whose units nobody asks for.
func outlined(text string) *Document { return &Document{Text: text, Out: prompt.Read(text)} }

// Read cuts a prompt into its units.
func Read(text string) *Document {
	s := outlined(text)
	s.Units = s.unitsIn(prompt.Span{Start: 0, End: len(text)})
	s.Triggers = prompt.TriggersOf(text, s.Out)
	return s
}

// unitsIn returns the units inside a span, which is the whole text or the
// inside of a bracket.
func (s *Document) unitsIn(span prompt.Span) []Unit {
	n := len(s.Out.Parts) + len(s.Out.Brackets)
	if span.Len() < len(s.Text) {
		n = 0
	}
	all := make([]Unit, 0, n) // brackets as units without parts
	for _, b := range s.Out.Brackets[s.BracketFrom(span.Start):] {
		if !b.Unopened() && b.Open.Start >= span.End {
			break
		}
		if b.Unopened() || b.Open.Start < span.Start || b.Close.End > span.End {
			continue
		}
		u := Unit{Span: prompt.Span{Start: b.Open.Start, End: b.Close.End}, First: -1, Last: -2, Open: b.Unclosed()}
		if k, ok := s.breakIn(b); ok {
			u.End, u.Open = k.Start, true
		}
		all = append(all, u)
	}
	first := sort.Search(len(s.Out.Parts), func(i int) bool { return s.Out.Parts[i].Outer.Start >= span.Start })
	for i := first; i < len(s.Out.Parts) && s.Out.Parts[i].Outer.Start < span.End; i++ {
		if s.Out.Parts[i].Outer.End <= span.End {
			all = append(all, s.unitOf(i))
		}
	}
	slices.SortStableFunc(all, func(a, b Unit) int { return a.Start - b.Start })
	var units []Unit
	for _, u := range all {
		n := len(units)
		if n == 0 || u.Start >= units[n-1].End {
			units = append(units, u)
			continue
		}
		v := &units[n-1]
		v.End = max(v.End, u.End)
		v.Open = v.Open || u.Open
		if u.First >= 0 {
			if v.First < 0 {
				v.First, v.Section = u.First, u.Section
			}
			v.Last = u.Last
			v.Network = v.Network && u.Network
		}
	}
	for i, u := range units {
		if u.First < 0 {
			units[i].Section = sort.Search(len(s.Out.Breaks), func(k int) bool { return s.Out.Breaks[k].Start >= u.Start })
		}
	}
	return units
}

// unitOf returns a part as a unit.
func (s *Document) unitOf(i int) Unit {
	p := s.Out.Parts[i]
	return Unit{Span: p.Outer, First: i, Last: i, Section: p.Section, Network: p.Kind == prompt.Network}
}

// inside returns the units inside a closed bracket.
func (s *Document) inside(b prompt.Bracket) []Unit {
	units, ok := s.inner[b.Open.Start]
	if !ok {
		units = s.unitsIn(prompt.Span{Start: b.Open.End, End: b.Close.Start})
		if s.inner == nil {
			s.inner = map[int][]Unit{}
		}
		s.inner[b.Open.Start] = units
	}
	return units
}

// breakIn returns the first word that ends a section inside a bracket, as AND
// can: what stands after it is not in one unit with the rest.
func (s *Document) breakIn(b prompt.Bracket) (prompt.Break, bool) {
	i := sort.Search(len(s.Out.Breaks), func(i int) bool { return s.Out.Breaks[i].Start >= b.Open.End })
	if i < len(s.Out.Breaks) && s.Out.Breaks[i].End <= b.Close.Start {
		return s.Out.Breaks[i], true
	}
	return prompt.Break{}, false
}

// Section returns the units of a Section that CLIP sees.
func (s *Document) Section(n int) []Unit {
	from := sort.Search(len(s.Units), func(i int) bool { return s.Units[i].Section >= n })
	to := sort.Search(len(s.Units), func(i int) bool { return s.Units[i].Section > n })
	return slices.DeleteFunc(slices.Clone(s.Units[from:to]), func(u Unit) bool { return u.Network })
}

// Seen returns the units of a kind that CLIP sees: all but extra networks.
func (s *Document) Seen(kind func(u Unit) bool) []Unit {
	var units []Unit
	for _, u := range s.Units {
		if !u.Network && kind(u) {
			units = append(units, u)
		}
	}
	return units
}

// around returns the innermost closed bracket that holds a span in its
// inside, or false.
func (s *Document) around(span prompt.Span) (prompt.Bracket, bool) {
	if i := s.holder(span); i >= 0 {
		return s.Out.Brackets[i], true
	}
	return prompt.Bracket{}, false
}

// holder is around as an index, or -1.
func (s *Document) holder(span prompt.Span) int {
	further := s.reachFurther()
	i := s.BracketFrom(span.Start) - 1
	for i >= 0 && s.reach(i) < span.End {
		i = further[i]
	}
	return i
}

// deepest is how many brackets around one thing are looked at. No prompt has
// as many, and a text of brackets alone must not take forever.
const deepest = 16

// tooDeep reports whether a bracket stands in more others than are looked at.
func (s *Document) tooDeep(i int) bool {
	further := s.reachFurther()
	depth := 0
	for ; i >= 0 && depth <= deepest; i = further[i] {
		depth++
	}
	return depth > deepest
}

// reach returns where the inside of a bracket ends, or -1 of one that is not
// closed or that a section ends in.
func (s *Document) reach(i int) int {
	b := s.Out.Brackets[i]
	if b.Unopened() || b.Unclosed() {
		return -1
	}
	if _, ok := s.breakIn(b); ok {
		return -1
	}
	return b.Close.Start
}

// reachFurther returns for every bracket the last one before it that reaches
// further, or -1: where a bracket ends too early, so do all between the two.
func (s *Document) reachFurther() []int {
	if s.further == nil {
		s.further = make([]int, len(s.Out.Brackets))
		reaches := make([]int, len(s.further))
		for i := range s.further {
			reaches[i] = s.reach(i)
			k := i - 1
			for k >= 0 && reaches[k] <= reaches[i] {
				k = s.further[k]
			}
			s.further[i] = k
		}
	}
	return s.further
}

// BracketFrom returns the index of the first bracket that stands at or after
// an offset.
func (s *Document) BracketFrom(at int) int {
	return sort.Search(len(s.Out.Brackets), func(i int) bool {
		b := s.Out.Brackets[i]
		return b.Open.Start >= at || b.Unopened() && b.Close.Start >= at
	})
}

// Blank reports whether only commas and white space stand between two offsets.
func (s *Document) Blank(from, to int) bool {
	return from <= to && s.RunAfter(from, to) == to
}

// RunAfter returns the end of the run of commas and white space that begins
// at an offset, at most the limit.
func (s *Document) RunAfter(at, limit int) int {
	return max(at, limit-len(strings.TrimLeftFunc(s.Text[min(at, limit):limit], IsSeparator)))
}

// runBefore returns the start of the run of commas and white space that ends
// at an offset, at least the limit.
func (s *Document) runBefore(at, limit int) int {
	return min(at, limit+len(strings.TrimRightFunc(s.Text[limit:max(at, limit)], IsSeparator)))
}

// IsSeparator reports whether a character is a comma or white space.
func IsSeparator(c rune) bool { return c == ',' || c == '，' || unicode.IsSpace(c) }

func hasComma(s string) bool { return strings.ContainsAny(s, ",，") }
