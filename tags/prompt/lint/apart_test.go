package lint

import (
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// TestWordsStayApart puts brackets at every place of prompts with words,
// BREAKs, variants and prompt editing: no fix of a bracket or a weight and no
// weighing makes one word of two, takes a BREAK away, or puts a bracket into
// the middle of a variant.
func TestWordsStayApart(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	c := withLarge(t, Options{})
	pieces := []string{
		"hat", "smile", "blue eyes", "solo", "BREAK", " BREAK ", "{red|blue} hair", "[cat|dog]", "[rain:snow:0.5]", "(boots:1.2)", "1.2::cape", "0.8::wings::",
		"(", ")", "[", "]", "{", "}", ":1.2)", ":0.9", "((", "))",
	}
	seams := []string{"", "", " ", ", "}
	words := regexp.MustCompile(`[\pL_]+`)
	// An option may be weighed, as a whole.
	variants := regexp.MustCompile(`\{(red|\(red:[\d.]+\))\|(blue|\(blue:[\d.]+\))\}|\[(cat|\(cat:[\d.]+\))\|(dog|\(dog:[\d.]+\))\]`)
	rounds := 200
	if testing.Short() {
		rounds = 60
	}
	same := func(was, now, by string) {
		t.Helper()
		if a, b := words.FindAllString(was, -1), words.FindAllString(now, -1); !slices.Equal(a, b) {
			t.Fatalf("%q became\n%q by %s", was, now, by)
		}
		if len(variants.FindAllString(was, -1)) != len(variants.FindAllString(now, -1)) {
			t.Fatalf("%q became\n%q by %s: a variant is torn", was, now, by)
		}
	}
	fixes, weighings := 0, 0
	for range rounds {
		var b strings.Builder
		for range 2 + r.Intn(9) {
			b.WriteString(pieces[r.Intn(len(pieces))] + seams[r.Intn(len(seams))])
		}
		text := b.String()
		for _, d := range c.CheckAlone(text) {
			if d.Rule == Unbalanced || d.Rule == BreakInBrackets || d.Rule == Weight {
				fixes++
				same(text, prompt.Apply(text, d.Edits), d.Rule)
			}
		}
		for at := range len(text) {
			for _, steps := range []int{1, -1} {
				if change := splice.Weigh(text, prompt.Span{Start: at, End: at}, steps, nil); !change.Empty() {
					weighings++
					same(text, prompt.Apply(text, change.Positive), "weighing")
				}
			}
		}
	}
	if fixes < rounds || weighings < rounds {
		t.Errorf("only %d fixes and %d weighings", fixes, weighings)
	}
}
