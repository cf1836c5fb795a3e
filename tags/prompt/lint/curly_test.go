package lint

import (
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
)

// TestCurlyBracketsOfTemplates takes no variable or wrap of dynamic-prompts for
// a weight of NovelAI's.
func TestCurlyBracketsOfTemplates(t *testing.T) {
	c := New(profile.RouWei(), catalogue.Build(), nil, Options{})
	for text, want := range map[string]bool{"{smile}, solo": true, "${hair}, solo": false, "${hair:red}, solo": false, "%{(...:1.2)$$smile}, solo": false, "__${tone}__, solo": false} {
		found := false
		for _, d := range c.CheckAlone(text) {
			found = found || d.Rule == Weight
		}
		if found != want {
			t.Errorf("%s: a weight %v, want %v", text, found, want)
		}
	}
}
