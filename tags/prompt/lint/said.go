package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// saidInSentences hints at sentences that say what a tag of the prompt
// excludes, "her eyes shine" beside "head out of frame".
func (r *report) saidInSentences() {
	reg := r.region
	if !slices.ContainsFunc(reg.Items, func(it reading.Item) bool { return it.Sentence }) {
		return
	}
	keys := map[string]string{}
	several := false
	for i := range reg.Items {
		it := &reg.Items[i]
		if !it.Quiet() && it.Weight > 0 {
			keys[it.Facts.Key] = it.Text
			several = several || it.Facts.Says.Counts && !slices.Contains(r.c.p.Scope.Single, it.Facts.Says.Tag)
		}
	}
	for _, k := range r.c.p.Contradictions {
		if len(k.Words) == 0 || k.Scope == profile.Subject && several {
			continue
		}
		words := english.NewSet(strings.Join(k.Words, " "))
		for _, a := range k.A {
			tag, ok := keys[tags.Plain(a)]
			if !ok {
				continue
			}
			for i := range reg.Items {
				it := &reg.Items[i]
				if !it.Sentence || !slices.ContainsFunc(reading.Fields(reg.Masked, it.Core), func(s prompt.Span) bool { return words.Has(strings.ToLower(s.Of(reg.Masked))) }) {
					continue
				}
				r.add(Contradiction, Hint, it.Core, nil, nil, fmt.Sprintf("The text speaks of what %s leaves out: %s.", quoted(tag), k.Why))
			}
		}
	}
}
