package edit

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// TestLargeTexts runs everything over texts that nobody means to write: none
// may panic, and none may take a time that grows with the square of the length
// (the test would then not end).
func TestLargeTexts(t *testing.T) {
	const size = 20_000
	texts := []string{strings.Repeat("(", size/3) + "a, masterpiece, b" + strings.Repeat(", )", size/3)}
	for _, s := range []string{
		"(", "(,", "[,", "({[,", "(a,b),", "<a:", " <", "),", ":1)", "(,)", "((a,),", "masterpiece, ", "by kantoku, ", "by wlop, hat, ", "by x, 1girl, ",
		"a BREAK ", "#", "a:", "(sketch, 1girl:1.2), ", "\xff\x00", "AND ", "{a|", "，", "\\(",
	} {
		texts = append(texts, strings.Repeat(s, size/len(s)))
	}
	for _, s := range texts {
		both := prompt.Texts{Positive: s, Negative: s}
		changes := []splice.Change{
			Toggle(rouwei, both, "hdr", Wanted), Toggle(rouwei, both, "low quality", Refused), Toggle(rouwei, both, "masterpiece", Off),
			Accept(rouwei, nil, s, len(s)/2, artist("zz"), Options{}), Accept(rouwei, nil, s, len(s), general("long_hair"), Options{}),
			splice.Weigh(s, prompt.Span{Start: len(s) / 2, End: len(s) / 2}, 1, nil), splice.Weigh(s, prompt.Span{Start: 0, End: len(s) / 2}, -1, nil),
			splice.Move(s, len(s)/2, 1), Gather(rouwei, nil, both, Options{}), Gather(rouwei, nil, both, Options{StylesAtEnd: true}),
		}
		Translate(rouwei, builtin(t, "pony"), fewTags, both, Options{})
		for i, c := range changes {
			if now := c.Apply(both); c.Cursor > len(now.Positive) {
				t.Errorf("change %d of %.9q…: the cursor is at %d", i, s, c.Cursor)
			}
		}
		if !strings.HasPrefix(s, splice.Copyable(s)) && !strings.Contains(s, "BREAK") {
			t.Errorf("%.9q… is copied as %.9q…", s, splice.Copyable(s))
		}
	}
}
