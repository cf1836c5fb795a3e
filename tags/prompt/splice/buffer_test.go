package splice

import (
	"math/rand"
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
