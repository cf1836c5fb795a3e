package reading

import (
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/prompt"
)

// headed ends with what a list of one part of the picture is headed with:
// "[Region 2]", "person_b:", and between commas any words with a colon behind
// them, "the boy: ". It has at most longestHead bytes.
var headed = pattern.Of(`(?i)\b(?:region|panel|scene|frame|character|char|person|subject|girl|boy)[ _]?(?:\d{1,2}|[a-d])[\]:]$|(?:^|[,.;\n])[ _]*[a-z][a-z _]*:$`)

const longestHead = 24

// Heads finds what heads the lists of the picture's parts in a text, in their order,
// looking only where one may end: the expression over the whole took a tenth of a
// key's time.
func Heads(text string) (found []prompt.Span) {
	if strings.Contains(text, "ADD") {
		for _, m := range Regional().FindAllStringIndex(text, -1) {
			found = append(found, prompt.Span{Start: m[0], End: m[1]})
		}
	}
	for i := 1; i < len(text); i++ {
		counted := strings.IndexByte("0123456789abcdABCD", text[i-1]) >= 0
		opens := text[i] == ':' && i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\n')
		if c := text[i]; !opens && (!counted || c != ':' && c != ']') {
			continue
		}
		from := max(0, i-longestHead)
		if m := headed().FindStringIndex(text[from : i+1]); m != nil {
			from += m[0]
			from += len(text[from:i]) - len(strings.TrimLeft(text[from:i], ",.;\n _"))
			found = append(found, prompt.Span{Start: from, End: i + 1})
		}
	}
	slices.SortStableFunc(found, func(a, b prompt.Span) int { return a.Start - b.Start })
	return found
}

// Between reports whether one of the spans, which stand in their order, lies in
// from to to.
func Between(spans []prompt.Span, from, to int) bool {
	k, _ := slices.BinarySearchFunc(spans, from, func(span prompt.Span, from int) int { return span.Start - from })
	return k < len(spans) && spans[k].End <= to
}

// InClause reports whether an item goes on with a sentence that tells of one of
// several places or subjects: "On the right, kasane teto".
func (reg *Region) InClause(i int) bool {
	return i > 0 && reg.Items[i-1].Sentence && !reg.LineEndsBefore(i) && oneOfSeveral().MatchString(reg.Items[i-1].Text)
}

// oneOfSeveral finds the words that tell one place or subject from another.
var oneOfSeveral = pattern.Of(`(?i)\b(?:left|right|cent(?:er|re)|middle|front|back|first|second|third|other|another|background|foreground|each|both)\b`)
