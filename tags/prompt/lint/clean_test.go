package lint

import (
	"math/rand"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// checkers are the two states in which tailor is used: with the large list
// fetched, and with the built-in lists alone.
func checkers(t testing.TB) map[string]*Checker {
	return map[string]*Checker{"large": withLarge(t, Options{}), "starter": withStarter(t, Options{})}
}

func TestNoRuleSpeaksOfCleanPrompts(t *testing.T) {
	for _, file := range []string{"clean.txt", "natural.txt"} {
		samples := corpus(t, file)
		least := map[string]int{"clean.txt": 100, "natural.txt": 150}[file]
		if len(samples) < least {
			t.Errorf("%s holds %d prompts, want %d", file, len(samples), least)
		}
		for name, c := range checkers(t) {
			for _, s := range samples {
				if found := s.check(c); len(found) > 0 {
					t.Errorf("%s:%d with the %s list: %q%s", file, s.line, name, s.Positive, tell(s.Texts, found))
				}
				if fixed := c.fix(s.Texts, s.both, nil); fixed != s.Texts {
					t.Errorf("%s:%d with the %s list: fixed to %q ||| %q", file, s.line, name, fixed.Positive, fixed.Negative)
				}
			}
		}
	}
}

// TestNaturalTextAmidTags joins sentences with tags: none of the sentences'
// words may be taken for tags.
func TestNaturalTextAmidTags(t *testing.T) {
	c := withLarge(t, Options{})
	rng := rand.New(rand.NewSource(1))
	natural := corpus(t, "natural.txt")
	for i := 0; i < 300; i++ {
		s := natural[rng.Intn(len(natural))].Positive
		text := "by kantoku, best quality, masterpiece BREAK 1girl, solo, looking at viewer, " + s
		switch rng.Intn(4) {
		case 0:
			text = s + ", 1girl, solo, looking at viewer"
		case 1:
			text = s + " " + natural[rng.Intn(len(natural))].Positive
		case 2:
			text = "masterpiece BREAK " + s + "\n1girl, long hair, " + natural[rng.Intn(len(natural))].Positive
		}
		if found := c.CheckAlone(text); len(found) > 0 {
			t.Fatalf("%q%s", text, tell(prompt.Texts{Positive: text}, found))
		}
	}
}

// randomPrompt writes a prompt of random tags as RouWei wants it.
func randomPrompt(g *faultGen, n int) string {
	var parts []string
	for i := g.Intn(3); i >= 0; i-- {
		parts = append(parts, profile.RouWei().Write(tags.Tag{Name: pick(g, g.artists).Name, Category: tags.Artist}))
	}
	parts = append(parts, "best quality", "masterpiece")
	text := strings.Join(parts, ", ") + " BREAK 1girl"
	for i := 0; i < n; i++ {
		tag := pick(g, g.general).Prompt()
		if g.Intn(4) == 0 {
			tag = pick(g, g.series).Prompt()
		}
		switch g.Intn(10) {
		case 0:
			tag = "(" + tag + ":1.1)"
		case 1:
			tag = "[" + tag + "]"
		}
		text += ", " + tag
	}
	return text
}

// TestRandomTags finds nothing in prompts of known tags, but where two of
// them happen to be the same or to exclude each other.
func TestRandomTags(t *testing.T) {
	c, few := withLarge(t, Options{}), withStarter(t, Options{})
	g := newFaultGen(c, 7)
	for i := 0; i < 150/sparse(); i++ {
		text := randomPrompt(g, 5+g.Intn(40))
		seen := map[string]bool{}
		for _, d := range c.CheckAlone(text) {
			if d.Rule != Contradiction && d.Rule != Duplicate && d.Rule != TagSplit && d.Rule != ChunkWaste {
				t.Fatalf("%q%s", text, tell(prompt.Texts{Positive: text}, []Diagnostic{d}))
			}
			seen[d.Rule+d.Of(text)] = true
		}
		// Who has fetched no list yet hears no more than who has.
		for _, d := range few.CheckAlone(text) {
			if d.Rule != Alias && !seen[d.Rule+d.Of(text)] { // a list knows its own aliases
				t.Fatalf("with the built-in lists alone: %q%s", text, tell(prompt.Texts{Positive: text}, []Diagnostic{d}))
			}
		}
	}
}
