package search

import (
	"fmt"
	"math"
	"math/rand"
	"sort"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/taglist"
)

// drawBeginnings draws the first letters of names that many type: two thirds of
// general tags, the rest of characters and of series, of 5,000 posts or more,
// with the count to the power 0.6.
func drawBeginnings(l taglist.List, n, letters int, seed int64) []queryCase {
	rng := rand.New(rand.NewSource(seed))
	var all []queryCase
	for _, kind := range []struct {
		category tags.Category
		share    float64
	}{{tags.General, 0.68}, {tags.Character, 0.21}, {tags.Copyright, 0.11}} {
		sums, sum := make([]float64, len(l.Tags)), 0.0
		for i, t := range l.Tags {
			if t.Category == kind.category && t.Count >= 5000 {
				sum += math.Pow(float64(t.Count), 0.6)
			}
			sums[i] = sum
		}
		for left := int(float64(n) * kind.share); left > 0; {
			t := l.Tags[min(sort.SearchFloat64s(sums, rng.Float64()*sum), len(l.Tags)-1)]
			s := strings.ReplaceAll(t.Name, "_", " ")
			if len(s) > letters+1 && tags.IsWordByte(s[0]) && !strings.Contains(s[:letters], " ") {
				all = append(all, queryCase{fmt.Sprint(letters), s[:letters], t.Name})
				left--
			}
		}
	}
	return all
}

// TestTyping measures how early a tag is found as its name is being typed. The
// constants were chosen by the first draw alone; the second was held back.
func TestTyping(t *testing.T) {
	if raceDetector {
		t.Skip("skipped: nothing but searches, hundreds of them")
	}
	ix, l := large(t)
	n := 600
	if testing.Short() {
		n = 200
	}
	for letters, asked := range map[int]float64{3: 0.50, 4: 0.62, 5: 0.68} {
		if testing.Short() {
			asked -= 0.03 // of fewer draws, which lie further apart
		}
		for _, seed := range []int64{100, 200} {
			got := measure(ix, drawBeginnings(l, n, letters, seed+int64(letters)), nil)["all"]
			t.Logf("%d letters, draw %d: %.3f", letters, seed, got)
			if got < asked {
				t.Errorf("%d letters, draw %d: mean reciprocal rank %.3f, want at least %.2f", letters, seed, got, asked)
			}
		}
	}
}
