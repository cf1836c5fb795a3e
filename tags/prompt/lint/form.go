package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/prompt/splice"
)

// form checks the prompt's form: brackets, BREAKs and comments.
func (r *report) form() {
	reg := r.region
	r.escapeFaults()
	for _, b := range reg.Unmatched {
		r.unbalanced(b)
	}
	for _, b := range reg.Breaks {
		r.breakInBrackets(b)
	}
	r.weights()
	r.networkForm()
	r.spacing()
	for _, s := range reg.Outline.Comments {
		whole := strings.TrimSpace(reg.Text[strings.LastIndexByte(reg.Text[:s.Start], '\n')+1:s.Start]) == ""
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
	i := reading.At(b)
	span := prompt.Span{Start: i, End: i + 1}
	c := reg.Text[i]
	own := r.c.read.FaceAround(reg.Text, i)
	what := fmt.Sprintf("The bracket %q is never closed, so it weighs everything behind it to the prompt's end", c)
	if b.Unopened() {
		what = fmt.Sprintf("The bracket %q closes nothing, so it is read as a letter of the prompt", c)
	}
	if c == '{' || c == '}' {
		what = fmt.Sprintf("The bracket %q has no partner, so no variant is made and it is read as a letter", c)
	}
	escaped := text(`\` + string(c))
	at, face := r.faceFor(i)
	edits, across := reg.AcrossAnds[i]
	switch {
	case across && b.Unopened(): // told of with its partner
	case across:
		r.add(Unbalanced, Error, span, nil, edits, what+": AND parts it from its partner; close it before AND and open it again behind.")
	case c != '{' && c != '}' && own != "":
		r.add(Unbalanced, Error, span, escaped, nil, what+fmt.Sprintf("; write %s as the face is meant.", quoted(escapedFace(own))))
	case at >= 0:
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: at, End: at}, Text: `\`}},
			what+fmt.Sprintf(": that of %s took its partner; write %s as the face is meant.", quoted(face), quoted(escapedFace(face))))
	case !b.Unopened() && reg.commentedOut(i):
		r.add(Unbalanced, Warning, span, nil, nil, what+": its partner stands behind the \"#\", in a comment; take the \"#\" out.")
	case !b.Unopened() && c == '(' && reg.WideClose(i) >= 0:
		at := reg.WideClose(i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: at, End: at + len("）")}, Text: ")"}}, what+"; the full-width bracket behind the weight closes nothing, write \")\" for it.")
	case !b.Unopened() && c == '(' && reg.WeightEnd(i) > 0:
		end := reg.WeightEnd(i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: end, End: end}, Text: ")"}}, what+"; close it behind the weight.")
	case b.Unopened() && c == ')' && reg.WeightStart(i) >= 0:
		start := reg.WeightStart(i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: prompt.Span{Start: start, End: start}, Text: "("}}, what+"; open it before the tag.")
	case !b.Unopened() && c == '(' && r.c.read.NameEnd(reg.Region, i) > 0:
		end := r.c.read.NameEnd(reg.Region, i)
		r.add(Unbalanced, Error, span, nil, []prompt.Edit{{Span: span, Text: `\(`}, {Span: prompt.Span{Start: end, End: end}, Text: `\)`}},
			what+"; close it behind the name, with backslashes before both.")
	case strings.HasSuffix(reg.Text[:i], `\_`): // a name's, of which more was escaped
		r.add(Unbalanced, Error, span, nil, nil, what+"; give it a partner, and both a backslash.")
	default:
		e := reg.unbracketed(span)
		r.add(Unbalanced, Error, span, &e.Text, []prompt.Edit{e}, what+"; take it out or give it a partner.")
	}
}

// unbracketed returns the edit that takes out a bracket without partner. Of several
// side by side that of the last parts what stands around them.
func (reg *region) unbracketed(bracket prompt.Span) prompt.Edit {
	taken := func(i int) bool { return reg.Masked[i] == ' ' && reg.Text[i] != ' ' }
	from := bracket.Start
	if bracket.End < len(reg.Text) && taken(bracket.End) {
		return prompt.Edit{Span: bracket}
	}
	for from > 0 && taken(from-1) {
		from--
	}
	return splice.Unbracket(reg.Text, from, bracket)
}

// faceFor returns the nearest bracket of a face that took the partner of
// another, "(1girl, :), smile:1.2)", and the face; -1 where there is none.
func (r *report) faceFor(i int) (at int, face string) {
	reg := r.region
	c, at := reg.Text[i], -1
	closes := c == ')' || c == ']'
	for _, p := range reg.Outline.Brackets {
		if p.Curly || p.Unopened() || p.Unclosed() || p.Square != (c == '[' || c == ']') {
			continue
		}
		k := p.Open.Start
		if closes {
			k = p.Close.End - 1
		}
		// What took the partner of one that closes stands before it, and else behind.
		if (k < i) != closes || at >= 0 && (k > at) != closes {
			continue
		}
		if word := r.c.read.FaceAround(reg.Text, k); word != "" {
			at, face = k, word
		}
	}
	return at, face
}

// commentedOut reports whether the partner of an opening bracket stands in a
// comment on the same line.
func (reg *region) commentedOut(i int) bool {
	shut := map[byte]string{'(': ")", '[': "]", '{': "}"}[reg.Text[i]]
	return slices.ContainsFunc(reg.Outline.Comments, func(s prompt.Span) bool {
		return s.Start > i && !strings.Contains(reg.Text[i:s.Start], "\n") && strings.Contains(s.Of(reg.Text), shut)
	})
}

// mostBrackets is how many brackets without a partner are told of.
const mostBrackets = 100

// breakInBrackets reports a BREAK that A1111 reads as a word. The brackets
// around it are closed before it and opened again after it.
func (r *report) breakInBrackets(b reading.BrokenBreak) {
	const message = `A1111 does not break here: inside a bracket BREAK is read as the word "break" and the chunk goes on; close the bracket before it.`
	reg := r.region
	if len(b.Around) == 0 {
		// With prompt editing about there is no telling what was meant.
		r.add(BreakInBrackets, Warning, b.Span, nil, nil, message)
		return
	}
	outer, inner := b.Around[0], b.Around[len(b.Around)-1]
	var shut, open strings.Builder
	for i := range b.Around {
		shut.WriteString(b.Around[len(b.Around)-1-i].Close.Of(reg.Text))
		open.WriteString(b.Around[i].Open.Of(reg.Text))
	}
	const gap = " \t,\n\r"
	left := strings.TrimRight(reg.Text[:b.Start], gap)
	right := len(reg.Text) - len(strings.TrimLeft(reg.Text[b.End:], gap))
	around := prompt.Span{Start: len(left), End: right}
	var edits []prompt.Edit
	before, behind := len(left) <= inner.Open.End, right >= inner.Close.Start
	switch {
	case before && behind: // "(BREAK)", "((BREAK:-1))": the brackets hold nothing else
		edits = bareBreak(reg, b)
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
func bareBreak(reg *region, b reading.BrokenBreak) []prompt.Edit {
	const gap = " \t,\n\r"
	span := b.Span
	for i := len(b.Around) - 1; i >= 0; i-- {
		k := b.Around[i]
		if strings.Trim(reg.Text[k.Open.End:span.Start], gap) != "" || strings.Trim(reg.Text[span.End:k.Close.Start], gap) != "" {
			break
		}
		span = prompt.Span{Start: k.Open.Start, End: k.Close.End}
	}
	// The commas go that parted the bracket from its neighbours.
	start := len(strings.TrimRight(reg.Text[:span.Start], " \t,"))
	end := len(reg.Text) - len(strings.TrimLeft(reg.Text[span.End:], " \t,"))
	word := "BREAK"
	if start > 0 && reg.Text[start-1] != '\n' {
		word = " " + word
	}
	if end < len(reg.Text) && reg.Text[end] != '\n' {
		word += " "
	}
	return []prompt.Edit{{Span: prompt.Span{Start: start, End: end}, Text: word}}
}

// escapedFace writes a face whose brackets may be escaped already.
func escapedFace(word string) string {
	return tags.Escape(tags.Unescape(word))
}
