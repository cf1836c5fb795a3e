package splice

import (
	"slices"
	"sort"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/prompt"
)

// whole is what a bracket or a comma must not part: a wildcard with what is
// handed to it, a variable, an escaped character, an entity of HTML.
var whole = pattern.Of(`__[^{}|$\s]+?__|\$\{\s*\w+\s*(?::[^{}]*)?\}|\\[\\()\[\]{}]|&#?\w{2,8};`)

// widened returns a span with all of what is whole at its ends, extra networks
// included. An empty span in the middle of such a thing grows to it.
func widened(text string, span prompt.Span) prompt.Span {
	grow := func(from, to int) {
		if from < span.End && span.End < to || from < span.Start && span.Start < to {
			span = prompt.Span{Start: min(span.Start, from), End: max(span.End, to)}
		}
	}
	for _, m := range whole().FindAllStringIndex(text, -1) {
		grow(m[0], m[1])
	}
	for _, p := range prompt.Read(text).Parts {
		if p.Kind == prompt.Network {
			grow(p.Outer.Start, p.Outer.End)
		}
	}
	return span
}

// bones returns, in order of the alphabet, what moving or weighing tags leaves
// as it is: the extra networks ("<3" begins one when a colon follows it and a
// ">" stands anywhere after it), wildcards and variables, the choices with their
// heads and the step at which a schedule changes, and the weights of AND.
func (s *Document) bones() []string {
	all := whole().FindAllString(s.Text, -1)
	for _, p := range s.Out.Parts {
		if p.Kind == prompt.Network {
			all = append(all, p.Text)
		}
	}
	for _, b := range s.Out.Brackets {
		if !b.Choice || b.Unclosed() || b.Unopened() {
			continue
		}
		inside := s.Text[b.Open.End:b.Close.Start]
		if b.Square {
			all = append(all, "["+inside[len(prompt.Conditions(inside)[0]):])
			continue
		}
		head := prompt.ChoiceHead(inside)
		all = append(all, "{"+inside[:head])
		for option := range strings.SplitSeq(inside[head:], "|") {
			_, n := prompt.OptionWeight(option)
			all = append(all, "|"+option[:n])
		}
	}
	if conditions := prompt.ConditionSpans(s.Text); len(conditions) > 1 {
		for i, c := range conditions {
			end := len(s.Text)
			if i+1 < len(conditions) {
				end = conditions[i+1].Start
			}
			all = append(all, "AND"+strings.TrimSpace(s.Text[c.End:end]))
			if s.Blank(c.Start, c.End) {
				all = append(all, "empty")
			}
		}
	}
	slices.Sort(all)
	return all
}

// bareEnd returns where the condition that holds an offset ends, before the
// weight of it; the text's length where no AND stands in it.
func (s *Document) bareEnd(at int) int {
	conditions := prompt.ConditionSpans(s.Text)
	if len(conditions) == 1 {
		return len(s.Text)
	}
	i := sort.Search(len(conditions), func(i int) bool { return conditions[i].Start > at })
	return conditions[max(0, i-1)].End
}

// hasBar reports whether a bar stands in a text outside of brackets.
func hasBar(text string) bool {
	for _, c := range prompt.Outside(text) {
		if c == '|' {
			return true
		}
	}
	return false
}
