package reading

import (
	"fmt"
	"maps"
	"testing"
)

// TestTally counts texts as a map does, few and more than its table begins with.
func TestTally(t *testing.T) {
	for _, different := range []int{1, 63, 64, 900, 5000} {
		type sums struct{ names, count uint32 }
		counted, wants := newTally(), map[string]sums{}
		for i := range 12000 {
			text := fmt.Sprint("word", i*i%different)
			counted.note(text, i%7)
			s := wants[text]
			wants[text] = sums{s.names + 1, s.count + uint32(i%7)}
		}
		got := map[string]sums{}
		for text, u := range counted.all() {
			got[text] = sums{u.names, u.count}
		}
		if !maps.Equal(got, wants) {
			t.Errorf("of %d different: %d are counted, want %d", different, len(got), len(wants))
		}
	}
}
