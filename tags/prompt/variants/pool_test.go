package variants

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPool takes options out of pools, by weights and by numbers, and holds them
// against counting off those that are left. What is put back is there again.
func TestPool(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 70 {
		var options []option
		for range n {
			options = append(options, option{weight: float64(random.IntN(5)) / 2})
		}
		p := poolOf(options)
		was := slices.Clone(p.tree)
		for range 3 {
			left := make([]int, n)
			for i := range left {
				left[i] = i
			}
			for range random.IntN(n + 1) {
				total := 0.0
				for _, o := range left {
					total += options[o].weight
				}
				seed := random.Uint64()
				at := 0
				if by := rand.New(rand.NewPCG(seed, 0)); total > 0 {
					for r := by.Float64() * total; at < len(left)-1; at++ {
						if r -= options[left[at]].weight; r < 0 {
							break
						}
					}
				} else {
					at = by.IntN(len(left))
				}
				if got := p.take(options, p.drawn(rand.New(rand.NewPCG(seed, 0)))); got != left[at] {
					t.Fatalf("of %d, %v left: %d was taken, want %d", n, left, got, left[at])
				}
				left = slices.Delete(left, at, at+1)
			}
			p.putBack()
			if !slices.Equal(p.tree, was) {
				t.Fatalf("of %d, what was put back is not what was there", n)
			}
		}
	}
}

// TestManyOfManyLines makes prompts that take thousands of the lines of
// a wildcard that has half a million, with weights and in turn: it takes no longer
// than to write them.
func TestManyOfManyLines(t *testing.T) {
	lines := make([]string, 500_000)
	for i := range lines {
		lines[i] = fmt.Sprintf("%d.5::x%d", i%9, i)
	}
	e := New(1, func(string) ([]string, error) { return lines, nil })
	for _, text := range []string{"{5000$$,$$__x__}", "{@5000$$,$$__x__}", "{@499000$$,$$__x__}", strings.Repeat("__x__,", 100)} {
		for range 10 {
			got, _ := e.Expand(text)
			if all := strings.Split(got, ","); len(all) < 90 || strings.Contains(text, "$$") && len(slices.Compact(slices.Sorted(slices.Values(all)))) < len(all) {
				t.Fatalf("%s: %d values, or one of them twice: %.100q", text, len(all), got)
			}
		}
	}
}
