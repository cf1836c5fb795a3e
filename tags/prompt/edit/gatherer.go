package edit

import (
	"slices"
	"strings"
	"sync"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// Gatherer gathers in texts that are little changed from one to the next, such
// as the prompt at every key that is typed into it: it remembers what the parts
// are. It may be used by several goroutines.
type Gatherer struct {
	profile *profile.Profile
	finder  artists.Finder
	options Options
	memory  *memory
}

// NewGatherer returns a Gatherer by a profile and, where there is one, a
// catalogue.
func NewGatherer(p *profile.Profile, cat artists.Finder, o Options) *Gatherer {
	return &Gatherer{p, cat, o, &memory{}}
}

// memory is what a Gatherer remembers.
type memory struct {
	roles   kept[judged, role]    // what classifier.part says
	lacking kept[judged, bool]    // what classifier.lacksBy says
	strange kept[judged, bool]    // what classifier.strange says
	artists kept[string, rewrite] // by a part as it is written
}

// judged is all of a part that its role depends on.
type judged struct {
	text                string
	by, choice, escaped bool
	kind                prompt.Kind
}

func judgedOf(p prompt.Part) judged { return judged{p.Text, p.By, p.Choice, p.Escaped, p.Kind} }

// alone returns the same, apart from the prompt that it was read from.
func (k judged) alone() judged {
	k.text = strings.Clone(k.text)
	return k
}

// rewrite is what is to be written for a part that names artists.
type rewrite struct {
	text string
	ok   bool
	// sure reports whether what is written is taken for artists wherever it stands,
	// as "by lack", which may be English, is not.
	sure bool
	// apart reports whether something that is no artist stands behind them.
	apart bool
}

// mostKept is how many answers are remembered at once.
const mostKept = 2048

// longestKept is the length in bytes of the longest text that is remembered.
const longestKept = 200

// kept remembers answers. What is full begins again.
type kept[K comparable, V any] struct {
	mu      sync.RWMutex
	answers map[K]V
}

func (k *kept[K, V]) get(of K) (V, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	v, ok := k.answers[of]
	return v, ok
}

func (k *kept[K, V]) put(of K, v V) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.answers == nil || len(k.answers) >= mostKept {
		k.answers = map[K]V{}
	}
	k.answers[of] = v
}

// recall returns a classifier's answer about a part, asked for but once.
func recall[V any](k *kept[judged, V], part prompt.Part, ask func(prompt.Part) V) V {
	if len(part.Text) > longestKept {
		return ask(part)
	}
	of := judgedOf(part)
	v, ok := k.get(of)
	if !ok {
		v = ask(part)
		k.put(of.alone(), v)
	}
	return v
}

// artists returns what is to be written for a part that names artists.
func (g *Gatherer) artists(part string) rewrite {
	if len(part) > longestKept {
		return g.rewrite(part)
	}
	r, ok := g.memory.artists.get(part)
	if !ok {
		r = g.rewrite(part)
		g.memory.artists.put(strings.Clone(part), r)
	}
	return r
}

func (g *Gatherer) rewrite(part string) rewrite {
	found := artists.Read(g.profile, g.finder, part)
	if found == nil {
		return rewrite{}
	}
	text := artists.Write(g.profile, found)
	j := newClassifier(g.profile, g.finder)
	if found[len(found)-1].Behind != "" {
		return rewrite{text, true, false, true}
	}
	return rewrite{text, true, !slices.ContainsFunc(prompt.Read(text).Parts, func(p prompt.Part) bool { return j.part(p) != artistRole }), false}
}

// respell returns the edits that write all artists of a text's first prompt, or
// where all tells so of every prompt that AND parts, in the model's form, each
// where it stands. One that is not taken for an artist then, "artist:lack",
// stays as it is.
func (g *Gatherer) respell(text string, all bool) []prompt.Edit {
	out := prompt.Read(text)
	end := len(text)
	if !all {
		end = firstAnd(text, out)
	}
	triggers := prompt.TriggersOf(text, out)
	var edits []prompt.Edit
	for _, part := range out.Parts {
		if part.Kind != prompt.Plain || part.Outer.Start > end {
			continue
		}
		if r := g.artists(part.Core.Of(text)); (r.sure || r.apart) && !triggers.Has(part.Core.Of(text)) {
			edits = append(edits, prompt.Edit{Span: part.Core, Text: r.text})
		}
	}
	return edits
}
