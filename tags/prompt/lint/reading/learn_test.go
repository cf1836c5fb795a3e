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

// TestExpected leaves out the texts that are in few names, and counts the others as
// without.
func TestExpected(t *testing.T) {
	counted, all := newTally(), newTally()
	counted.expected = make([]uint8, expectations)
	text := func(i int) string { return fmt.Sprint("word", i%2000*(i%3)) }
	for i := range 12000 {
		counted.expect(fmt.Sprint("one", i))
		counted.expect(text(i))
	}
	for i := range 12000 {
		counted.note(fmt.Sprint("one", i), i)
		counted.note(text(i), i)
		all.note(text(i), i)
	}
	got := map[string]use{}
	for text, u := range counted.all() {
		got[text] = *u
	}
	for text, want := range all.all() {
		if u := got[text]; want.names >= wordTags && (u.names != want.names || u.count != want.count) {
			t.Errorf("%s is in %d names of %d pictures, want %d of %d", text, u.names, u.count, want.names, want.count)
		}
	}
	if len(got) > 4000 {
		t.Errorf("%d texts are counted", len(got))
	}
}
