package edit

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// firstSections returns the last section of a prompt's first condition, which an
// AND ends or the prompt does.
func firstSections(out prompt.Outline) int {
	if i := slices.IndexFunc(out.Breaks, func(b prompt.Break) bool { return b.And }); i >= 0 {
		return i
	}
	return len(out.Breaks)
}

// firstAnd returns where the first AND of a prompt stands, or its length.
func firstAnd(text string, out prompt.Outline) int {
	if i := firstSections(out); i < len(out.Breaks) {
		return out.Breaks[i].Start
	}
	return len(text)
}

// firstWeight takes the weight off the first of several conditions, with the
// white space around it; "" where there is none.
func firstWeight(text string) (bare, weight string) {
	at := firstAnd(text, prompt.Read(text))
	parts := prompt.Conditions(text[:at])
	if at == len(text) || len(parts) != 1 || !strings.Contains(text[len(parts[0]):at], ":") {
		return text, ""
	}
	return parts[0] + " " + text[at:], text[len(parts[0]):at]
}

// withFirstWeight puts back what firstWeight took.
func withFirstWeight(text, weight string) string {
	if weight == "" {
		return text
	}
	at := firstAnd(text, prompt.Read(text))
	return strings.TrimRightFunc(text[:at], unicode.IsSpace) + weight + text[at:]
}

// withoutPart takes a part out (see splice.Buffer.Remove), but the weight of its
// condition only with the last of the condition's parts.
func withoutPart(s *splice.Document, part prompt.Span) prompt.Edit {
	e := splice.Without(s, part)
	parts := s.Out.Parts
	i := sort.Search(len(parts), func(i int) bool { return parts[i].Outer.End > part.End })
	if i == 0 || i == len(parts) || parts[i].Outer.Start > part.Start || firstSections(s.Out) == len(s.Out.Breaks) {
		return e
	}
	between := s.Out.Breaks[parts[i-1].Section:parts[i].Section]
	if !slices.ContainsFunc(between, func(b prompt.Break) bool { return b.And }) {
		e.Text = s.Text[withoutWeight(s.Text, parts[i]).Outer.End:parts[i].Outer.End]
	}
	return e
}

// withoutWeight returns a part of a prompt of several conditions without the
// weight of its condition, which stands behind its last part: "1boy :0.8".
func withoutWeight(text string, part prompt.Part) prompt.Part {
	core := part.Core.Of(text)
	bare := prompt.Conditions(core)[0]
	read := prompt.Read(bare).Parts
	if part.Outer != part.Core || len(bare) == len(core) || len(read) != 1 {
		return part
	}
	own := read[0]
	if own.Outer == own.Core {
		own.Weight = part.Weight
	}
	own.Section, own.Choice = part.Section, own.Choice || part.Choice
	for _, span := range []*prompt.Span{&own.Outer, &own.Core} {
		span.Start, span.End = span.Start+part.Core.Start, span.End+part.Core.Start
	}
	return own
}
