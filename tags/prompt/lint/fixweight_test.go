package lint

import (
	"math/rand"
	"testing"

	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
)

// ofEveryKind are tags of every kind.
var ofEveryKind = []string{
	"hat", "long sleeves", "red_dress", "1girl", "holding sword", `karin \(blue archive\)`, "saber (fate)", "artoria_pendragon_(fate)", " <lora:foo:0.8> ",
	"smile", "city lights", "she waits", "hdr", "absurdres", "score_9", "low quality", "by kantoku", "by wlop", "by rella", "wlop", "masterpiece",
	"sketch", "flat colors",
}

// TestFixKeepsWeights fixes groups of every shape: tags in which nothing is
// wrong weigh what they weighed.
func TestFixKeepsWeights(t *testing.T) {
	r := rand.New(rand.NewSource(12))
	rounds := 6000
	if testing.Short() {
		rounds = 400
	}
	c := withLarge(t, Options{Off: []string{Duplicate, Contradiction, Alias}})
	kept := english.NewSet("hat long sleeves red dress 1girl holding sword karin blue archive smile city lights she waits")
	stays := func(word string) bool { return kept[word] } // no fix takes them out or moves them
	bad := 0
	for n := 0; n < rounds && bad < 10; n++ {
		was := prompttest.Groups(r, 3, ofEveryKind)
		now := c.FixAlone(was)
		if a, b := prompttest.Weights(was, stays), prompttest.Weights(now, stays); !prompttest.Alike(a, b) {
			bad++
			t.Errorf("%q became\n%q\n%v\n%v", was, now, a, b)
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
