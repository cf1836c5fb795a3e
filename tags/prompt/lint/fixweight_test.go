package lint

import (
	"math"
	"math/rand"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"tailor/tags/english"
	"tailor/tags/prompt"
)

// anyGroups writes groups in groups with tags of every kind in them. All
// brackets have a partner.
func anyGroups(r *rand.Rand, depth int) string {
	words := []string{
		"hat", "long sleeves", "red_dress", "1girl", "holding sword", `karin \(blue archive\)`, "saber (fate)", "artoria_pendragon_(fate)", " <lora:foo:0.8> ",
		"smile", "city lights", "she waits", "hdr", "absurdres", "score_9", "low quality", "by kantoku", "by wlop", "by rella", "wlop", "masterpiece",
		"sketch", "flat colors",
	}
	separators := []string{", ", ", ", ", ", ", ", ",", " ", " ", "\n"}
	var b strings.Builder
	for n := 1 + r.Intn(4); n > 0; n-- {
		if depth > 0 && r.Intn(3) == 0 {
			weights := []string{":1.2)", ":0.8)", ":.5)", ")"}
			if r.Intn(4) == 0 {
				b.WriteString("[" + anyGroups(r, depth-1) + "]")
			} else {
				b.WriteString("(" + anyGroups(r, depth-1) + weights[r.Intn(len(weights))])
			}
		} else {
			b.WriteString(words[r.Intn(len(words))])
		}
		if n == 1 {
			break
		}
		separator := separators[r.Intn(len(separators))]
		if depth == 3 && r.Intn(6) == 0 {
			separator = " BREAK "
		}
		b.WriteString(separator)
	}
	return b.String()
}

type weighed struct {
	word   string
	weight float64
}

// weightsOf lists the words of a prompt that no fix takes out or moves, with
// their weights.
func weightsOf(text string) []weighed {
	kept := english.NewSet("hat long sleeves red dress girl holding sword karin blue archive smile city lights she waits")
	var all []weighed
	for _, section := range prompt.Sections(text) {
		for _, run := range section {
			for _, w := range strings.FieldsFunc(run.Text, func(c rune) bool { return !unicode.IsLetter(c) }) {
				if kept[w] {
					all = append(all, weighed{w, run.Weight})
				}
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].word < all[j].word || all[i].word == all[j].word && all[i].weight < all[j].weight
	})
	return all
}

// TestFixKeepsWeights fixes groups of every shape: tags in which nothing is
// wrong weigh what they weighed.
func TestFixKeepsWeights(t *testing.T) {
	r := rand.New(rand.NewSource(12))
	rounds := 6000
	if testing.Short() {
		rounds = 1500
	}
	c := withLarge(t, Options{Off: []string{Duplicate, Contradiction, Alias}})
	bad := 0
	for n := 0; n < rounds && bad < 10; n++ {
		was := anyGroups(r, 3)
		now := c.FixAlone(was)
		if !slices.EqualFunc(weightsOf(was), weightsOf(now), func(x, y weighed) bool {
			return x.word == y.word && math.Abs(x.weight-y.weight) < 0.01
		}) {
			bad++
			t.Errorf("%q became\n%q\n%v\n%v", was, now, weightsOf(was), weightsOf(now))
		}
		if again := c.FixAlone(now); again != now {
			bad++
			t.Errorf("%q became\n%q, then\n%q", was, now, again)
		}
		for _, d := range c.CheckAlone(now) {
			if d.Severity == Error {
				bad++
				t.Errorf("%q became\n%q with %s", was, now, tell(prompt.Texts{Positive: now}, []Diagnostic{d}))
			}
		}
	}
}
