package edit

import (
	"math"
	"math/rand"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"tailor/tags/prompt"
)

// anyMix writes groups in groups, with artists, styles and quality tags among
// plain tags, and commas or none between them. All brackets have a partner.
func anyMix(r *rand.Rand, depth int) string {
	words := []string{
		"hat", "cat", "red dress", "1girl", "holding sword", `karin \(blue archive\)`, " <lora:foo:0.8> ", "smile", "city lights", "she waits", "hdr",
		"by kantoku", "by wlop", "by rella", "by kantoku", "masterpiece", "best quality", "sketch", "flat colors", `by ask \(x\)`,
	}
	separators := []string{", ", ", ", ", ", ",", " ", " ", "", "\n"}
	var b strings.Builder
	for n := 1 + r.Intn(4); n > 0; n-- {
		if depth > 0 && r.Intn(3) == 0 {
			weights := []string{":1.2)", ":0.8)", ":.5)", ")"}
			if r.Intn(4) == 0 {
				b.WriteString("[" + anyMix(r, depth-1) + "]")
			} else {
				b.WriteString("(" + anyMix(r, depth-1) + weights[r.Intn(len(weights))])
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

// weightsOf lists the words of a prompt with their weights, except for those of
// artists, styles and quality tags and the words in except.
func weightsOf(text string) []weighed {
	moved := map[string]bool{"by": true, "kantoku": true, "wlop": true, "rella": true, "ask": true, "x": true, "masterpiece": true,
		"best": true, "quality": true, "sketch": true, "flat": true, "colors": true}
	var all []weighed
	for _, section := range prompt.Sections(text) {
		for _, run := range section {
			for _, w := range strings.FieldsFunc(run.Text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
				if !moved[w] {
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

type weighed struct {
	word   string
	weight float64
}

// alike reports whether two prompts weigh the same words alike: what is gathered
// has its weight written with two decimals, and may have such a word in it.
func alike(a, b []weighed) bool {
	return slices.EqualFunc(a, b, func(x, y weighed) bool {
		return x.word == y.word && math.Abs(x.weight-y.weight) < 0.01
	})
}

// TestGatherKeepsWeights gathers groups of every shape: no tag but those that
// are gathered may weigh otherwise than before.
func TestGatherKeepsWeights(t *testing.T) {
	r := rand.New(rand.NewSource(11))
	rounds := 20000
	if testing.Short() {
		rounds = 6000
	}
	bad := 0
	for n := 0; n < rounds && bad < 10; n++ {
		was := prompt.Texts{Positive: anyMix(r, 3)}
		o := Options{StylesAtEnd: n%3 == 0}
		now := Gather(rouwei, finder, was, o).Apply(was)
		if a, b := weightsOf(was.Positive), weightsOf(now.Positive); !alike(a, b) {
			bad++
			t.Errorf("%+v\n%q became\n%q\n%v\n%v", o, was.Positive, now.Positive, a, b)
		}
		if again := Gather(rouwei, finder, now, o).Apply(now); again != now {
			bad++
			t.Errorf("%+v\n%q became\n%q, then\n%q", o, was.Positive, now.Positive, again.Positive)
		}
	}
}
