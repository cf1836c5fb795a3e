package view

import (
	"math/rand"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestPlainClip holds what is clipped without a look at clusters against what
// the library makes of it.
func TestPlainClip(t *testing.T) {
	letters := []rune("ab c,.é·│漢…\u0301\u200d👩\x1b")
	random, plain := rand.New(rand.NewSource(1)), 0
	for range 20_000 {
		text := make([]rune, random.Intn(12))
		known := 10 + random.Intn(len(letters)-9)
		for i := range text {
			text[i] = letters[random.Intn(known)]
		}
		s, n := string(text), 1+random.Intn(10)
		want := s
		if Width(s) > n {
			want = ansi.Truncate(s, n, "…")
		}
		if got, ok := plainClip(s, n); ok {
			if plain++; got != want {
				t.Fatalf("%q in %d cells is %q, want %q", s, n, got, want)
			}
		}
	}
	if plain < 2000 {
		t.Errorf("%d are plain", plain)
	}
}
