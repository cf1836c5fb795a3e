package splice

import (
	"math/rand"
	"testing"

	"tailor/tags/prompt"
)

// TestAround compares the innermost bracket around random places with the one
// that looking at all of them finds.
func TestAround(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	pieces := []string{"(", ")", "[", "]", "{", "}", "a", ", ", " BREAK ", " AND ", ":1.2)", "(a)", "[b]"}
	found := 0
	for range 3000 {
		text := ""
		for range 1 + r.Intn(24) {
			text += pieces[r.Intn(len(pieces))]
		}
		d := Read(text)
		for range 10 {
			start := r.Intn(len(text) + 1)
			span := prompt.Span{Start: start, End: start + r.Intn(len(text)-start+1)}
			var want prompt.Bracket
			ok := false
			for _, b := range d.Out.Brackets {
				if b.Unopened() || b.Unclosed() || b.Open.End > span.Start || b.Close.Start < span.End {
					continue
				}
				if _, ends := d.breakIn(b); !ends && (!ok || b.Open.Start > want.Open.Start) {
					want, ok = b, true
				}
			}
			if got, has := d.around(span); has != ok || got != want {
				t.Fatalf("%q at %v: %v %v, want %v %v", text, span, got, has, want, ok)
			}
			if ok {
				found++
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d places had a bracket around", found)
	}
}
