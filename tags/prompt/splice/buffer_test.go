package splice

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestDraft holds the piece table against plain application of each edit.
func TestDraft(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for n := 0; n < 5000; n++ {
		was := "abcdefghij"[:r.Intn(11)]
		d, plain := NewBuffer(was), was
		for k := r.Intn(6); k > 0; k-- {
			var edits []prompt.Edit
			at := 0
			for m := 1 + r.Intn(3); m > 0; m-- {
				from := at + r.Intn(len(plain)-at+1)
				to := from + r.Intn(min(3, len(plain)-from)+1)
				edits = append(edits, prompt.Edit{Span: prompt.Span{Start: from, End: to}, Text: "XYZ"[:r.Intn(4)]})
				at = to
			}
			d.Replace(edits...)
			plain = prompt.Apply(plain, edits)
			if d.Text() != plain {
				t.Fatalf("%q under %v is %q, not %q", was, edits, d.Text(), plain)
			}
		}
		if got := prompt.Apply(was, d.Edits()); got != plain {
			t.Fatalf("%q: the edits %v make %q, not %q", was, d.Edits(), got, plain)
		}
	}
}

// TestBufferRemove takes any of a prompt's parts out at once and leaves what taking
// them out one by one leaves, from the last on, as far as people write so many.
func TestBufferRemove(t *testing.T) {
	const text = "a, b,\nc, (d, e:1.2), [f] BREAK g, <lora:x:1>, h AND i, j :0.8 AND k"
	parts := prompt.Read(text).Parts
	for set := range 1 << len(parts) {
		if testing.Short() && set%13 > 0 {
			continue
		}
		var gone []prompt.Span
		all, each := NewBuffer(text), NewBuffer(text)
		for i, p := range slices.Backward(parts) {
			if set>>i&1 == 1 && p.Kind != prompt.Network {
				gone = slices.Insert(gone, 0, p.Outer)
				each.Replace(Without(Read(each.Text()), p.Outer))
			}
		}
		if all.Remove(gone, Without); all.Text() != each.Text() {
			t.Errorf("without %b: %q, one by one %q", set, all.Text(), each.Text())
		}
	}
	long := NewBuffer(strings.Repeat("a, ", 5000) + "b")
	var gone []prompt.Span
	for i := range 5000 {
		gone = append(gone, prompt.Span{Start: 3 * i, End: 3*i + 1})
	}
	if long.Remove(gone, Without); long.Text() != "b" {
		t.Errorf("of a long run %.40q is left", long.Text())
	}
}
