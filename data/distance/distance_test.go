package distance

import (
	"math/rand"
	"slices"
	"testing"
)

func TestBetween(t *testing.T) {
	for _, k := range []struct {
		a, b string
		want int
	}{
		{"long hair", "long hair", 0}, {"lnog hair", "long hair", 1}, {"lon hair", "long hair", 1}, {"longg hair", "long hair", 1},
		{"lomg hair", "long hair", 1}, {"lngo hiar", "long hair", 3}, {"", "ab", 2}, {"abc", "", 3}, {"abcdef", "x", 3}, {"ça", "ca", 1},
		// One character is one change, however many bytes it has.
		{"猿", "猫", 1}, {"黒髪", "白髪", 1}, {"髪黒", "黒髪", 1}, {"волосы", "волос", 1}, {"é", "", 1},
	} {
		if got := Between(k.a, k.b, 2); got != k.want {
			t.Errorf("Between(%q, %q) = %d, want %d", k.a, k.b, got, k.want)
		}
		if got := Between(k.b, k.a, 2); got != k.want {
			t.Errorf("Between(%q, %q) = %d, want %d", k.b, k.a, got, k.want)
		}
	}
}

// TestBetweenAgreesWithTheDefinition holds it to the recursion that defines
// it, without tables and bounds.
func TestBetweenAgreesWithTheDefinition(t *testing.T) {
	var define func(a, b []rune) int
	define = func(a, b []rune) int {
		if len(a) == 0 || len(b) == 0 {
			return len(a) + len(b)
		}
		d := min(define(a[1:], b), define(a, b[1:])) + 1
		if a[0] == b[0] {
			d = min(d, define(a[1:], b[1:]))
		} else {
			d = min(d, define(a[1:], b[1:])+1)
		}
		if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
			d = min(d, define(a[2:], b[2:])+1)
		}
		return d
	}
	rng := rand.New(rand.NewSource(4))
	word := func() string {
		w := make([]rune, rng.Intn(6))
		for i := range w {
			w[i] = []rune("abc猫")[rng.Intn(4)]
		}
		return string(w)
	}
	for range 3000 {
		a, b, most := word(), word(), rng.Intn(4)
		want := min(define([]rune(a), []rune(b)), most+1)
		if got := Between(a, b, most); got != want {
			t.Fatalf("Between(%q, %q, %d) = %d, want %d", a, b, most, got, want)
		}
		begun := most + 1
		for i := range len([]rune(b)) + 1 {
			begun = min(begun, define([]rune(a), []rune(b)[:i]))
		}
		if whole, got := Begun(a, b, most); whole != want || got != begun {
			t.Fatalf("Begun(%q, %q, %d) = %d, %d, want %d, %d", a, b, most, whole, got, want, begun)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"copy", "copy-infotext", "quit", "undo", "redo", "猫", "黒髪"}
	for name, want := range map[string]string{
		"cpoy": "copy", "Copy": "copy", "quti": "quit", "copy-infotxt": "copy-infotext",
		"und": "undo", "xyz": "", "": "", "ab": "", "re": "", "猿": "", "白髪": "黒髪", "x": "",
	} {
		if got, ok := Nearest(name, slices.Values(known)); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}
