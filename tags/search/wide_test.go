package search

import (
	"context"
	"math/rand"
	"strings"
	"testing"
)

// TestTyposCountCharacters: a character of three bytes is one character, so
// that one typo makes no cat of a monkey, but mends a letter of Cyrillic.
func TestTyposCountCharacters(t *testing.T) {
	ix := smallIndex(t, "cat,0,900,猫\nhair,0,800,\"волосы,머리카락\"\nblack_hair,0,700,чёрные волосы\n")
	for query, want := range map[string]string{
		"猫": "cat", "猿": "", "лиса": "", "волсоы": "hair", "волоссы": "hair", "волпсы": "hair", "волсы": "hair",
		"머리카랅": "hair", "черные волосы": "black_hair",
	} {
		got := ""
		if rs := ix.Search(context.Background(), query, Options{}); len(rs) > 0 {
			got = rs[0].Tag.Name
		}
		if got != want {
			t.Errorf("Search(%q) finds %q, want %q", query, got, want)
		}
	}
}

// TestIndexLosesNothingWide is TestIndexLosesNothing for names of characters
// of several bytes, among others.
func TestIndexLosesNothingWide(t *testing.T) {
	rng := rand.New(rand.NewSource(5))
	letters := []rune("абвгд가나다ab猫")
	word := func() string {
		w := make([]rune, 1+rng.Intn(9))
		for i := range w {
			w[i] = letters[rng.Intn(len(letters))]
		}
		return string(w)
	}
	var names []string
	var csv strings.Builder
	for range 300 {
		name := word()
		for range rng.Intn(3) {
			name += "_" + word()
		}
		names = append(names, name)
		csv.WriteString(name + ",0,5,\n")
	}
	ix := smallIndex(t, csv.String())
	searches := 1500
	if raceDetector {
		searches /= 8
	}
	for range searches {
		q := []rune(strings.ReplaceAll(names[rng.Intn(len(names))], "_", " "))
		for range rng.Intn(3) {
			switch i := rng.Intn(len(q)); rng.Intn(3) {
			case 0:
				q[i] = letters[rng.Intn(len(letters))]
			case 1:
				q = append(q[:i:i], append([]rune{letters[rng.Intn(len(letters))]}, q[i:]...)...)
			case 2:
				if i+1 < len(q) {
					q[i], q[i+1] = q[i+1], q[i]
				}
			}
		}
		checkSearch(t, ix, string(q), Options{})
	}
}
