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
	counted.expectBoth(&tally{expected: make([]uint8, expectations)}, wordTags)
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

// TestJoin counts texts in two tallies as in one, and keeps of too many the common ones.
func TestJoin(t *testing.T) {
	halves, all := [2]tally{newTally(), newTally()}, newTally()
	halves[1].seed = halves[0].seed
	note := func(i, half int) {
		halves[half].note(fmt.Sprint("word", i), i)
		all.note(fmt.Sprint("word", i), i)
	}
	const n = 60_000
	for i := range 2 * n {
		note(i, i/n)
		for range i % 7 {
			note(i, i%2)
		}
	}
	halves[0].join(&halves[1])
	got := map[string]use{}
	for text, u := range halves[0].all() {
		got[text] = *u
	}
	if len(got) != 2*n {
		t.Fatalf("%d texts, want %d", len(got), 2*n)
	}
	for text, want := range all.all() {
		if u := got[text]; u.names != want.names || u.count != want.count {
			t.Fatalf("%s is in %d names of %d pictures, want %d of %d", text, u.names, u.count, want.names, want.count)
		}
	}
	for names, want := range map[uint32]int{3: 2 * n / 7 * 2, 6: 2 * n / 7 * 2, 7: 2 * n / 7, 8: 0} { // of 3 to 5 there are too many
		if n := len(all.common(names, 0)); n < want-6 || n > want+6 {
			t.Errorf("%d texts of %d names, want about %d", n, names, want)
		}
	}
}
