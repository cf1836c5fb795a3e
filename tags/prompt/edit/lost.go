package edit

import (
	"slices"
	"strings"

	"tailor/data/each"
)

// losses are words that are lost, by the cause.
type losses []loss

type loss struct {
	why   string
	words []string // quoted
}

// add notes words that are lost before those that are known to be: the last of a
// prompt is met first.
func (l *losses) add(why string, words ...string) {
	at := slices.IndexFunc(*l, func(x loss) bool { return x.why == why })
	if at < 0 {
		*l, at = append(*l, loss{why: why}), len(*l)
	}
	for _, word := range slices.Backward(words) {
		if all := &(*l)[at].words; !slices.Contains(*all, word) {
			*all = slices.Insert(*all, 0, word)
		}
	}
}

// said says them, a clause for each cause.
func (l losses) said() []string {
	return each.Of(l, func(x loss) string { return strings.Join(x.words, ", ") + ": " + x.why })
}
