package profile

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// TestMatchedRemembers asks for more keys than are remembered, from several
// goroutines and twice, and holds every answer against a search.
func TestMatchedRemembers(t *testing.T) {
	p := RouWei()
	if len(p.matched.patterns) == 0 {
		t.Fatal("no patterns to match")
	}
	keys := []string{"score 9", "year 2020", "stunning quality", "1girl", "", strings.Repeat("very ", 40) + "quality"}
	for i := range mostMatched {
		keys = append(keys, fmt.Sprintf("tag %d", i))
	}
	m := &matched{patterns: p.matched.patterns}
	some := 0
	for _, k := range keys {
		if m.search(k, false) != nil {
			some++
		}
	}
	if some == 0 {
		t.Fatal("no key matches")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 2 {
				for _, k := range keys {
					for _, sides := range []bool{false, true} {
						if got, want := m.first(k, sides), m.search(k, sides); got != want {
							t.Errorf("%q, %v: %v, want %v", k, sides, got, want)
						}
					}
				}
			}
		})
	}
	all.Wait()
	if len(m.found) > mostMatched {
		t.Errorf("%d remembered, want at most %d", len(m.found), mostMatched)
	}
}
