package splice

import (
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestWholes holds what no bracket parts against the expression that says it.
func TestWholes(t *testing.T) {
	whole := regexp.MustCompile(`__[^{}|$\s]+?__|\$\{\s*\w+\s*(?::[^{}]*)?\}|\\[\\()\[\]{}]|&#?\w{2,8};`)
	r := rand.New(rand.NewSource(3))
	pieces := []string{"_", "__", "_", "a", "é", "\\", "(", "]", "{", "}", "$", "${", ":", "&", "#", ";", "amp", "|", " ", "\n", "\f", "longerword", "1"}
	for range 200_000 {
		var b strings.Builder
		for range r.Intn(12) {
			b.WriteString(pieces[r.Intn(len(pieces))])
		}
		var want []prompt.Span
		for _, m := range whole.FindAllStringIndex(b.String(), -1) {
			want = append(want, prompt.Span{Start: m[0], End: m[1]})
		}
		if got := wholes(b.String()); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", b.String(), got, want)
		}
	}
}
