package reading

import (
	"context"
	"math/rand"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
)

// TestBracketed compares what is known of the brackets around items and BREAKs
// with what looking at all of them finds.
func TestBracketed(t *testing.T) {
	c := NewReader(profile.RouWei(), catalogue.Build(), nil)
	r := rand.New(rand.NewSource(1))
	pieces := []string{"(", ")", "[", "]", "{", "}", "a", ", b", " BREAK ", " AND ", ":1.2)", "|", ":0.5]", "# x\n"}
	within, breaks := 0, 0
	for range 3000 {
		text := ""
		for range 1 + r.Intn(24) {
			text += pieces[r.Intn(len(pieces))]
		}
		for _, reg := range c.Regions(context.Background(), text, false) {
			for i := range reg.Items {
				it := &reg.Items[i]
				want := false
				for _, b := range reg.Outline.Brackets {
					want = want || !b.Unopened() && b.Open.End <= it.Outer.Start && (b.Unclosed() || it.Outer.End <= b.Close.Start)
				}
				if got := reg.Bracketed(it); got != want {
					t.Fatalf("%q, item %d: %v, want %v", text, i, got, want)
				}
				if want {
					within++
				}
				ands := 0
				for _, b := range reg.Outline.Breaks[:it.Section] {
					if b.And {
						ands++
					}
				}
				if got := reg.PromptOf(it.Section); got != ands {
					t.Fatalf("%q, section %d: prompt %d, want %d", text, it.Section, got, ands)
				}
			}
			for _, b := range reg.Breaks {
				breaks++
				for k, around := range b.Around {
					if around.Open.End > b.Start || around.Close.Start < b.End || around.Choice || around.Curly || k > 0 && around.Open.Start <= b.Around[k-1].Open.Start {
						t.Fatalf("%q: %v stands around %v", text, b.Around, b.Span)
					}
				}
			}
		}
	}
	if within < 500 || breaks < 100 {
		t.Errorf("only %d items and %d BREAKs stood in brackets", within, breaks)
	}
}
