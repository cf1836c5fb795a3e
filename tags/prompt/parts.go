package prompt

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
)

// nest holds the brackets of one kind that are open at a place, with the
// product of their weights and whether one of them is a choice, each counted
// up from the outermost.
type nest struct {
	brackets []int
	weights  []float64
	choices  []bool
}

func (n *nest) weight() (weight float64, choice bool) {
	if k := len(n.brackets); k > 0 {
		return n.weights[k-1], n.choices[k-1]
	}
	return 1, false
}

// weigh turns segments into parts. Both lists run forward, so the brackets
// that are open at a segment are kept as it goes.
func (r *outliner) weigh() {
	r.out.Parts = make([]Part, 0, len(r.segments))
	brackets := r.out.Brackets
	if len(brackets) > 0 {
		r.closing = make(map[int]int, len(brackets))
	}
	for k, b := range brackets {
		if !b.Unopened() && !b.Unclosed() {
			r.closing[b.Close.End] = k
		}
	}
	next := 0
	var around [3]nest // round, square, curly
	for _, s := range r.segments {
		for next < len(brackets) && brackets[next].Open.Start < s.Start {
			b := brackets[next]
			next++
			if b.Unopened() {
				continue
			}
			n := &around[b.kind()]
			n.drop(brackets, b.Open.Start)
			weight, choice := n.weight()
			n.brackets = append(n.brackets, next-1)
			n.weights = append(n.weights, weight*b.Weight)
			n.choices = append(n.choices, choice || b.Choice)
		}
		p := Part{Section: s.section, Kind: s.kind, Weight: 1}
		for k := range around {
			around[k].drop(brackets, s.Start)
			weight, choice := around[k].weight()
			p.Weight *= weight
			p.Choice = p.Choice || choice
		}
		if options := around[2].brackets; len(options) > 0 && len(around[1].brackets) == 0 && s.Start > 0 &&
			r.text[s.Start-1] == '|' && brackets[options[len(options)-1]].Choice {
			s.Start += optionWeight(s.Of(r.text))
		}
		inside := next
		for inside < len(brackets) && brackets[inside].Open.Start < s.End {
			inside++
		}
		if r.part(&p, s, brackets[next:inside]) {
			r.out.Parts = append(r.out.Parts, p)
		}
	}
}

// drop takes out the brackets that are closed before an offset; within one
// kind the innermost close first.
func (n *nest) drop(brackets []Bracket, at int) {
	k := len(n.brackets)
	for k > 0 && brackets[n.brackets[k-1]].Close.Start < at {
		k--
	}
	n.brackets, n.weights, n.choices = n.brackets[:k], n.weights[:k], n.choices[:k]
}

// kind is 0 for round, 1 for square, 2 for curly brackets.
func (b Bracket) kind() int {
	switch {
	case b.Square:
		return 1
	case b.Curly:
		return 2
	}
	return 0
}

// part strips from a segment the brackets that open or close at its edges.
func (r *outliner) part(p *Part, s segment, inside []Bracket) bool {
	core := trimmed(r.text, s.Span)
	p.Outer = core
	if s.kind == Network {
		p.Core, p.Text, p.Name, p.Escaped = core, core.Of(r.text), core.Of(r.text), true
		return true
	}
	first := 0
	alone := true // core so far is enclosed by pairs of its own
	for changed := true; changed && core.Len() > 0; {
		changed = false
		for first < len(inside) && inside[first].Open.Start < core.Start {
			first++
		}
		if first < len(inside) && inside[first].Open.Start == core.Start {
			b := inside[first]
			switch {
			case b.Close.Start >= core.End: // the group goes on behind the segment
				core.Start = b.Open.End
				if b.Curly && b.Choice {
					core.Start += ChoiceHead(core.Of(r.text))
					core.Start += optionWeight(core.Of(r.text))
				}
				alone, changed = false, true
			case b.Close.End == core.End && !b.Choice && !b.Curly:
				core = Span{b.Open.End, b.Close.Start}
				changed = true
			}
			if changed {
				p.Weight *= b.Weight
				p.Choice = p.Choice || b.Choice
				core = trimmed(r.text, core)
				if !alone {
					p.Outer = core
					alone = true
				}
				continue
			}
		}
		if k, ok := r.closing[core.End]; ok {
			if b := r.out.Brackets[k]; b.Open.Start < s.Start && b.Close.Start >= core.Start {
				core = trimmed(r.text, Span{core.Start, b.Close.Start})
				p.Outer = core
				changed = true
			}
		}
	}
	if core.Len() == 0 {
		return false
	}
	p.Core = core
	p.Escaped = true
	for _, b := range inside {
		if !b.Unopened() && b.Open.Start >= core.Start && b.Open.End <= core.End {
			p.Choice = p.Choice || b.Choice || b.Curly
			p.Escaped = false
		}
	}
	p.Text = folded(tags.Unescape(core.Of(r.text)))
	p.Name, p.By = CutBy(p.Text)
	if len(p.Text) > 4 && strings.HasPrefix(p.Text, "__") && strings.HasSuffix(p.Text, "__") {
		p.Kind = Wildcard
	}
	return true
}

// CutBy takes the "by " from the front of a text that may name an artist.
func CutBy(text string) (name string, by bool) {
	if len(text) > 3 && strings.EqualFold(text[:3], "by ") {
		return text[3:], true
	}
	return text, false
}

// folded returns s, which has no white space at its ends, with a space for
// every run of white space.
func folded(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c == ' ' && i > 0 && s[i-1] == ' ' || c != ' ' && unicode.IsSpace(rune(c)) {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// trimmed returns the span without the white space at its ends.
func trimmed(text string, s Span) Span {
	t := s.Of(text)
	s.Start += len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(t))
	return s
}
