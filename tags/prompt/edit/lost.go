package edit

import (
	"fmt"
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

// said says them, a clause for each cause, of which it names at most so many words
// and counts the others.
func (l losses) said(most int) []string {
	return each.Of(l, func(x loss) string {
		named, more := x.words, ""
		if over := len(named) - most; over > 1 { // to count one is no shorter
			named, more = named[:most], fmt.Sprintf(" and %d more", over)
		}
		return strings.Join(named, ", ") + more + ": " + x.why
	})
}

// Shortly is Lost for where there is little room: of each cause at most so many
// words, the others counted.
func (t *Translated) Shortly(most int) []string { return t.lost.said(most) }
