package reading

import (
	"strconv"
	"sync"
	"testing"
)

// TestRecent asks again and again about the texts of a large prompt, one of
// which is another each time: none but that is worked out again, however many
// have been asked about, and no more are kept than two generations.
func TestRecent(t *testing.T) {
	r := &recent{}
	learnt := 0
	ask := func(text string) {
		f := r.of(text, func() *Facts { learnt++; return &Facts{Key: text} })
		if f.Key != text {
			t.Fatalf("%q is known as %q", text, f.Key)
		}
	}
	const parts = generation - 100
	for round := range 5 {
		for k := range parts {
			ask(strconv.Itoa(k))
		}
		if ask("typed" + strconv.Itoa(round)); learnt != parts+round+1 {
			t.Fatalf("%d were worked out in %d rounds over %d", learnt, round+1, parts)
		}
	}
	for k := range 3 * generation {
		ask(strconv.Itoa(-k - 1))
	}
	if n := len(r.young) + len(r.old); n > 2*generation {
		t.Errorf("%d are kept", n)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for k := range 1000 {
				r.of(strconv.Itoa(k), func() *Facts { return nil })
			}
		})
	}
	all.Wait()
}
