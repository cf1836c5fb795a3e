package lint

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/prompt"
)

// form checks the prompt's form: brackets, BREAKs and comments.
func (r *report) form() {
	reg := r.region
	r.escapeFaults()
	for _, b := range reg.unmatched {
		r.unbalanced(b)
	}
	for _, b := range reg.breaks {
		r.breakInBrackets(b)
	}
	r.weights()
	r.networkForm()
	r.spacing()
	for _, s := range reg.outline.Comments {
		whole := strings.TrimSpace(reg.text[strings.LastIndexByte(reg.text[:s.Start], '\n')+1:s.Start]) == ""
		severity, rest := Warning, "the rest of the line never reaches the picture"
		if whole {
			severity, rest = Hint, "this line never reaches the picture"
		}
		r.add(Comment, severity, s, nil, nil, fmt.Sprintf("A1111 takes \"#\" for the beginning of a comment, so %s; take the \"#\" out if it should.", rest))
	}
}

// unbalanced reports a bracket without partner. It is escaped where it is
// part of a face or of a tag's name, gets its partner where a weight shows
// that it was meant as one, and goes otherwise.
func (r *report) unbalanced(b prompt.Bracket) {
	if r.brackets++; r.brackets > mostBrackets && !r.thorough {
		return // nobody reads more of them, and each looks about in the text
	}
	reg := r.region
	i := at(b)
	span := prompt.Span{Start: i, End: i + 1}
	c := reg.text[i]
	word := wordAround(reg.text, i)
	what := fmt.Sprintf("The bracket %q is never closed, so it weighs everything behind it to the prompt's end", c)
	if b.Unopened() {
		what = fmt.Sprintf("The bracket %q closes nothing, so it is read as a letter of the prompt", c)
	}
	if c == '{' || c == '}' {
		what = fmt.Sprintf("The bracket %q has no partner, so no variant is made and it is read as a letter", c)
	}
	escaped := text(`\` + string(c))
	switch {
	case c != '{' && c != '}' && r.c.isFaceWith(word):
		r.add(Unbalanced, Error, span, escaped, nil, what+fmt.Sprintf("; write %s as the face is meant.", quoted(escapedFace(word))))
	case !b.Unopened() && c == '(' && reg.weightEnd(i) > 0:
		end := reg.weightEnd(i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: end, End: end}, Text: ")"}}, what+"; close it behind the weight.")
	case b.Unopened() && c == ')' && reg.weightStart(i) >= 0:
		start := reg.weightStart(i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: start, End: start}, Text: "("}}, what+"; open it before the tag.")
	default:
		r.add(Unbalanced, Error, span, gone(), nil, what+"; take it out or give it a partner.")
	}
}

// isFaceWith reports whether a word with brackets, ":)", is a face that
// Danbooru has as a tag, or looks like one.
func (c *Checker) isFaceWith(word string) bool {
	if len(word) < 2 || len(word) > 5 {
		return false
	}
	if _, _, ok := c.cat.Lookup(word); ok {
		return true
	}
	return strings.ContainsAny(word[:len(word)-1], ":;=") && strings.Trim(word, "()[]{}:;=<>^'-") == ""
}

// wordAround returns the run between white space and commas around a byte.
func wordAround(s string, i int) string {
	const stops = " \t\r\n,"
	from, to := near(s, i)
	start := from + strings.LastIndexAny(s[from:i], stops) + 1
	end := strings.IndexAny(s[i:to], stops)
	if end < 0 {
		return s[start:to]
	}
	return s[start : i+end]
}

const (
	// mostBrackets is how many brackets without a partner are told of.
	mostBrackets = 100
	// sight is how far around a place its tag is looked for, in bytes: no tag
	// is as long.
	sight = 2048
)

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

// segment returns the stretch between separators around a byte.
func (reg *region) segment(i int) prompt.Span {
	const stops = ",\n\r|"
	from, to := near(reg.text, i)
	s := prompt.Span{Start: from + strings.LastIndexAny(reg.text[from:i], stops) + 1, End: to}
	if k := strings.IndexAny(reg.text[i:to], stops); k >= 0 {
		s.End = i + k
	}
	for _, b := range reg.outline.Breaks {
		if b.End <= i && b.End > s.Start {
			s.Start = b.End
		}
		if b.Start > i && b.Start < s.End {
			s.End = b.Start
		}
	}
	return s
}

// weightEnd returns the end of a weight that ends the segment of an opening
// bracket, "(tag:1.2", or 0.
func (reg *region) weightEnd(i int) int {
	s := reg.segment(i)
	body := strings.TrimRight(reg.text[i+1:s.End], " \t")
	m := weighted.FindStringIndex(body)
	if m == nil || m[0] == 0 {
		return 0
	}
	return i + 1 + m[1]
}

// weightStart returns where the tag begins whose weight a closing bracket
// ends, "tag:1.2)", or -1.
func (reg *region) weightStart(i int) int {
	s := reg.segment(i)
	m := weighted.FindStringIndex(reg.text[s.Start:i])
	if m == nil || strings.TrimSpace(reg.text[s.Start:s.Start+m[0]]) == "" {
		return -1
	}
	body := reg.text[s.Start:i]
	return s.Start + len(body) - len(strings.TrimLeft(body, " \t"))
}

// breakInBrackets reports a BREAK that A1111 reads as a word. The brackets
// around it are closed before it and opened again after it.
func (r *report) breakInBrackets(b brokenBreak) {
	const message = `A1111 does not break here: inside a bracket BREAK is read as the word "break" and the chunk goes on; close the bracket before it.`
	reg := r.region
	if len(b.around) == 0 {
		// With prompt editing about there is no telling what was meant.
		r.add(BreakInBrackets, Warning, b.Span, nil, nil, message)
		return
	}
	outer, inner := b.around[0], b.around[len(b.around)-1]
	var shut, open strings.Builder
	for i := range b.around {
		shut.WriteString(b.around[len(b.around)-1-i].Close.Of(reg.text))
		open.WriteString(b.around[i].Open.Of(reg.text))
	}
	const gap = " \t,\n\r"
	left := strings.TrimRight(reg.text[:b.Start], gap)
	right := len(reg.text) - len(strings.TrimLeft(reg.text[b.End:], gap))
	around := prompt.Span{Start: len(left), End: right}
	var edits []prompt.Edit
	before, behind := len(left) <= inner.Open.End, right >= inner.Close.Start
	switch {
	case before && behind: // "(BREAK)", "((BREAK:-1))": the brackets hold nothing else
		edits = reg.bareBreak(b)
	case before:
		edits = []prompt.Edit{
			{Span: prompt.Span{Start: outer.Open.Start, End: outer.Open.Start}, Text: "BREAK "},
			{Span: prompt.Span{Start: inner.Open.End, End: right}},
		}
	case behind:
		edits = []prompt.Edit{
			{Span: prompt.Span{Start: len(left), End: inner.Close.Start}},
			{Span: prompt.Span{Start: outer.Close.End, End: outer.Close.End}, Text: " BREAK"},
		}
	default:
		edits = []prompt.Edit{{Span: around, Text: shut.String() + " BREAK " + open.String()}}
	}
	r.add(BreakInBrackets, Error, b.Span, nil, edits, message)
}

// bareBreak writes a BREAK in place of the brackets that hold nothing besides.
func (reg *region) bareBreak(b brokenBreak) []prompt.Edit {
	const gap = " \t,\n\r"
	span := b.Span
	for i := len(b.around) - 1; i >= 0; i-- {
		k := b.around[i]
		if strings.Trim(reg.text[k.Open.End:span.Start], gap) != "" || strings.Trim(reg.text[span.End:k.Close.Start], gap) != "" {
			break
		}
		span = prompt.Span{Start: k.Open.Start, End: k.Close.End}
	}
	// The commas go that parted the bracket from its neighbours.
	start := len(strings.TrimRight(reg.text[:span.Start], " \t,"))
	end := len(reg.text) - len(strings.TrimLeft(reg.text[span.End:], " \t,"))
	word := "BREAK"
	if start > 0 && reg.text[start-1] != '\n' {
		word = " " + word
	}
	if end < len(reg.text) && reg.text[end] != '\n' {
		word += " "
	}
	return []prompt.Edit{{Span: prompt.Span{Start: start, End: end}, Text: word}}
}

// escapedFace writes a face whose brackets may be escaped already.
func escapedFace(word string) string {
	return tags.Escape(tags.Unescape(word))
}
