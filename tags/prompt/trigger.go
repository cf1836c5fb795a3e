package prompt

import (
	"slices"
	"strings"
	"unicode"
)

// Triggers are the names of a prompt's extra networks. What a network learned
// is called by a word of its own, which is often its name or a part of it:
// "<lora:komine_v2:0.9>, komine".
type Triggers []string

// TriggersOf returns the names of the networks that stand in a text, of which
// out is the outline.
func TriggersOf(text string, out Outline) Triggers {
	var t Triggers
	for _, p := range out.Parts {
		if p.Kind != Network {
			continue
		}
		_, rest, _ := strings.Cut(p.Core.Of(text), ":")
		name, _, _ := strings.Cut(rest, ":")
		t = append(t, squashed(name))
	}
	return t
}

// shortestTrigger is how many letters a word has at least that is looked for
// within a network's name.
const shortestTrigger = 4

// Has reports whether a part of the prompt may be the word that calls one of
// the networks.
func (t Triggers) Has(part string) bool {
	if len(t) == 0 {
		return false
	}
	part = squashed(part)
	return slices.ContainsFunc(t, func(name string) bool {
		return part != "" && name == part || len(part) >= shortestTrigger && strings.Contains(name, part)
	})
}

// squashed returns the letters and digits of a name, in lower case.
func squashed(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
