package reading

import (
	"reflect"
	"testing"

	"tailor/tags/prompt"
)

// TestLabels finds the heads of lists, and no other word that ends alike.
func TestLabels(t *testing.T) {
	text := "[Region 2] a, person_b: b, character 12: c, GIRL1: (red:1.2), [a:b:1], cowgirl 1:, xcharacter 12:, boy 123:, the boy: hat, smile:1.2, time 12:30"
	var got []string
	for _, span := range Heads(text) {
		got = append(got, span.Of(text))
	}
	if want := []string{"Region 2]", "person_b:", "character 12:", "GIRL1:", "the boy:"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if !Between([]prompt.Span{{Start: 3, End: 5}}, 2, 5) || Between([]prompt.Span{{Start: 3, End: 5}}, 4, 9) || Between(nil, 0, 9) {
		t.Error("between")
	}
}
