package splice

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
)

// Replace returns the edit that puts another text in the place of one that the
// prompt holds: its tags, in their order and with nothing between them but
// separators, whatever their spelling and weights. The separators around it
// stay. It is not ok where the prompt does not hold it so.
func Replace(text, old, other string) (prompt.Edit, bool) {
	have, want := prompt.Read(text).Parts, prompt.Read(old).Parts
	other = strings.Trim(other, " ,\n")
	if len(want) == 0 || other == "" {
		return prompt.Edit{}, false
	}
	for from := 0; from+len(want) <= len(have); from++ {
		same := true
		for k := range want {
			same = same && tags.Key(have[from+k].Text) == tags.Key(want[k].Text) && have[from+k].Section-have[from].Section == want[k].Section-want[0].Section
		}
		if same {
			last := have[from+len(want)-1]
			return prompt.Edit{Span: prompt.Span{Start: have[from].Outer.Start, End: last.Outer.End}, Text: other}, true
		}
	}
	return prompt.Edit{}, false
}
