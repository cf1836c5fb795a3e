package edit

import (
	"math/rand"
	"slices"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
)

// mixed are artists, styles and quality tags among plain tags.
var mixed = []string{
	"hat", "cat", "red dress", "1girl", "holding sword", `karin \(blue archive\)`, " <lora:foo:0.8> ", "smile", "city lights", "she waits", "hdr",
	"by kantoku", "by wlop", "by rella", "by kantoku", "masterpiece", "best quality", "sketch", "flat colors", `by ask \(x\)`,
}

// stays reports whether a word is none of an artist, style or quality tag of
// mixed.
func stays(word string) bool {
	return !slices.Contains([]string{"by", "kantoku", "wlop", "rella", "ask", "x", "masterpiece", "best", "quality", "sketch", "flat", "colors"}, word)
}

// TestGatherKeepsWeights gathers groups of every shape: no tag but those that
// are gathered may weigh otherwise than before.
func TestGatherKeepsWeights(t *testing.T) {
	r := rand.New(rand.NewSource(11))
	rounds := 20000
	if testing.Short() {
		rounds = 2000
	}
	bad := 0
	for n := 0; n < rounds && bad < 10; n++ {
		was := prompt.Texts{Positive: prompttest.Groups(r, 3, mixed)}
		o := Options{StylesAtEnd: n%3 == 0}
		now := Gather(rouwei, finder, was, o).Apply(was)
		if a, b := prompttest.Weights(was.Positive, stays), prompttest.Weights(now.Positive, stays); !prompttest.Alike(a, b) {
			bad++
			t.Errorf("%+v\n%q became\n%q\n%v\n%v", o, was.Positive, now.Positive, a, b)
		}
		if again := Gather(rouwei, finder, now, o).Apply(now); again != now {
			bad++
			t.Errorf("%+v\n%q became\n%q, then\n%q", o, was.Positive, now.Positive, again.Positive)
		}
	}
}
