package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// saidInSentences hints at sentences that say what a tag of the prompt
// excludes, "her eyes shine" beside "head out of frame".
func (r *report) saidInSentences() {
	reg := r.region
	if !slices.ContainsFunc(reg.items, func(it item) bool { return it.sentence }) {
		return
	}
	keys := map[string]string{}
	several := false
	for i := range reg.items {
		it := &reg.items[i]
		if !it.quiet() && it.Weight > 0 {
			keys[it.facts.key] = it.Text
			several = several || it.facts.says.Counts && !slices.Contains(r.c.p.Scope.Single, it.facts.says.Tag)
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
			for i := range reg.items {
				it := &reg.items[i]
				if !it.sentence || !slices.ContainsFunc(fields(reg.masked, it.Core), func(s prompt.Span) bool { return words.Has(strings.ToLower(s.Of(reg.masked))) }) {
					continue
				}
				r.add(Contradiction, Hint, it.Core, nil, nil, fmt.Sprintf("The text speaks of what %s leaves out: %s.", quoted(tag), k.Why))
			}
		}
	}
}
