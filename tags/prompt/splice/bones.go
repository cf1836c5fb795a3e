package splice

import (
	"slices"
	"sort"
	"strings"

	"tailor/tags/prompt"
)

// wholes finds what a bracket or a comma must not part: a wildcard with what is
// handed to it, a variable, an escaped character, an entity of HTML. An expression
// took half of the time of a key in a large prompt.
func wholes(text string) (found []prompt.Span) {
	for at := 0; ; {
		k := strings.IndexAny(text[at:], `_$\&`)
		if k < 0 {
			return found
		}
		n := wholeLen(text[at+k:])
		if n > 0 {
			found = append(found, prompt.Span{Start: at + k, End: at + k + n})
		}
		at += k + max(n, 1)
	}
}

// wholeLen returns how many bytes such a thing has at the begin of a text, 0 where
// none stands there.
func wholeLen(text string) int {
	const blanks = " \t\n\f\r"
	n, rest := 0, ""
	switch {
	case strings.HasPrefix(text, "__") && len(text) > 2: // "__name__"
		if k := strings.Index(text[3:], "__"); k >= 0 && !strings.ContainsAny(text[2:3+k], "{}|$"+blanks) {
			return 3 + k + 2
		}
	case strings.HasPrefix(text, "${"): // "${name:value}"
		rest = strings.TrimLeft(text[2:], blanks)
		if n = wordLen(rest); n == 0 {
			return 0
		}
		if rest = strings.TrimLeft(rest[n:], blanks); strings.HasPrefix(rest, ":") {
			rest = rest[1:]
			n = strings.IndexAny(rest, "{}")
			rest = rest[max(n, 0):]
		}
		if strings.HasPrefix(rest, "}") {
			return len(text) - len(rest) + 1
		}
	case text[0] == '\\':
		if len(text) > 1 && strings.IndexByte(`\()[]{}`, text[1]) >= 0 {
			return 2
		}
	case text[0] == '&': // "&amp;"
		rest = strings.TrimPrefix(text[1:], "#")
		if n = wordLen(rest); n >= 2 && n <= 8 && strings.HasPrefix(rest[n:], ";") {
			return len(text) - len(rest) + n + 1
		}
	}
	return 0
}

// wordLen returns how many letters of ASCII, digits and underscores a text begins
// with.
func wordLen(text string) (n int) {
	for n < len(text) && (text[n] == '_' || text[n] >= '0' && text[n] <= '9' || text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	return n
}

// widened returns a span with all of what is whole at its ends, extra networks
// included. An empty span in the middle of such a thing grows to it.
func widened(text string, span prompt.Span) prompt.Span {
	grow := func(from, to int) {
		if from < span.End && span.End < to || from < span.Start && span.Start < to {
			span = prompt.Span{Start: min(span.Start, from), End: max(span.End, to)}
		}
	}
	for _, m := range wholes(text) {
		grow(m.Start, m.End)
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
	var all []string
	for _, m := range wholes(s.Text) {
		all = append(all, m.Of(s.Text))
	}
	for _, p := range s.Out.Parts {
		if p.Kind == prompt.Network {
			all = append(all, p.Text)
		}
	}
	conditions := prompt.ConditionSpans(s.Text)
	for _, b := range s.Out.Brackets {
		if !b.Choice || b.Unclosed() || b.Unopened() {
			continue
		}
		inside := s.Text[b.Open.End:b.Close.Start]
		if b.Square {
			first := prompt.Unweighted(inside)
			if len(conditions) > 1 {
				first = prompt.Conditions(inside)[0]
			}
			all = append(all, "["+inside[len(first):])
			continue
		}
		head := prompt.ChoiceHead(inside)
		all = append(all, "{"+inside[:head])
		for option := range strings.SplitSeq(inside[head:], "|") {
			_, n := prompt.OptionWeight(option)
			all = append(all, "|"+option[:n])
		}
	}
	if len(conditions) > 1 {
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

// namesBrackets returns the edits that escape the live brackets of the names
// which a selection touches.
func namesBrackets(text string, sel prompt.Span, known func(name string) bool) (escapes []prompt.Edit) {
	if !strings.ContainsAny(text, "()") {
		return nil
	}
	d := outlined(text)
	for _, p := range d.Out.Parts {
		core := p.Core.Of(text)
		if p.Escaped || p.Outer.Start > sel.End || p.Outer.End < sel.Start || !strings.HasSuffix(core, ")") {
			continue
		}
		if !strings.Contains(core, "_(") && (known == nil || !known(p.Text)) {
			continue
		}
		var own []prompt.Edit
		for _, b := range d.Out.Brackets[d.BracketFrom(p.Core.Start):] {
			if !b.Unopened() && b.Open.Start >= p.Core.End {
				break
			}
			if !isWeight(b) || b.Square || b.Explicit || b.Open.Start == p.Core.Start || b.Close.End > p.Core.End {
				own = nil // more than a name
				break
			}
			own = append(own, at(b.Open.Start, `\`), at(b.Close.Start, `\`))
		}
		escapes = append(escapes, own...)
	}
	for _, b := range d.Out.Brackets {
		if b.Square || b.Curly || known == nil || !b.Unclosed() && !b.Unopened() {
			continue
		}
		bracket := b.Open.Start
		if b.Unopened() {
			bracket = b.Close.Start
		}
		face, ok := faceAt(text, bracket, known)
		if ok && face.Start <= sel.End && (b.Unclosed() || sel.Start <= face.End) {
			escapes = append(escapes, at(bracket, `\`))
		}
	}
	return prompt.Sorted(escapes)
}

// longestFace is how many bytes a face has at most, "\(^o^)/".
const longestFace = 8

// faceAt returns the face that the bracket at a byte is a part of, ">:(", which
// stands by itself.
func faceAt(text string, bracket int, known func(name string) bool) (prompt.Span, bool) {
	const stops = " \t\r\n,"
	from, to := max(0, bracket-longestFace), min(len(text), bracket+longestFace)
	face := prompt.Span{Start: from + strings.LastIndexAny(text[from:bracket], stops) + 1, End: to}
	if k := strings.IndexAny(text[bracket:to], stops); k >= 0 {
		face.End = bracket + k
	}
	return face, face.Len() > 1 && face.Len() <= longestFace && known(face.Of(text))
}
