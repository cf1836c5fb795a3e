package letters

import (
	"math/rand"
	"testing"

	"tailor/data/distance"
)

// TestTyposAgreeWithTheDistance holds the count of typos in bytes, which is
// made for speed, to the one of characters, and what their first eight letters
// tell before them to that count.
func TestTyposAgreeWithTheDistance(t *testing.T) {
	rng := rand.New(rand.NewSource(6))
	word := func() []byte {
		w := make([]byte, 1+rng.Intn(12))
		for i := range w {
			w[i] = "abcd"[rng.Intn(4)]
		}
		return w
	}
	for range 20000 {
		q, w, k := word(), word(), 1+rng.Intn(2)
		var p Pattern
		p.Set(q)
		whole, begun := p.Count(w, k)
		begins := BeginningOf(q)
		if a, b := distance.Begun(string(q), string(w), k); whole != a || begun != b {
			t.Fatalf("Count(%s, %s, %d) = %d, %d, want %d, %d", q, w, k, whole, begun, a, b)
		}
		if begun <= k && !begins.Within(Head(w), len(w), k) {
			t.Fatalf("Within leaves %s out for %s, which are %d typos apart", w, q, begun)
		}
	}
}
