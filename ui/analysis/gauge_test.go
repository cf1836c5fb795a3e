package analysis

import (
	"reflect"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// TestTheGaugeShowsWhatCLIPGets counts prompts whose text is not what CLIP
// gets of it.
func TestTheGaugeShowsWhatCLIPGets(t *testing.T) {
	for _, c := range []struct {
		name, positive, negative string
		fills                    []int
		count                    string // of the positive
		negated                  string
	}{
		{"editing", "[woman:woman:0.5]", "", []int{1}, "1/75", "0/75"},
		{"AND", "cat AND dog, dog", "cat AND dog", []int{1, 3}, "3/75", "3/75"},
		{"a variant by its longest", "{cat|a large dog}, rain", "", []int{5}, "≤ 5/75", "0/75"},
		{"variants in variants", "{cat|{dog|a large owl}}", "", []int{3}, "≤ 3/75", "0/75"},
		{"braces that choose nothing", "{cat}", "", []int{3}, "3/75", "0/75"},
		{"an empty chunk that was begun", "cat BREAK ", "", []int{1, 0}, "75/75", "0/75"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Analyst{Profile: profile.RouWei(), Options: prompt.Defaults}
			seen := a.Read(prompt.Texts{Positive: c.positive, Negative: c.negative})
			var fills []int
			for _, g := range seen.Positive.Gauges(0, true, false) {
				fills = append(fills, g.Tokens)
			}
			if !reflect.DeepEqual(fills, c.fills) || seen.Positive.Count() != c.count || seen.Negative.Count() != c.negated {
				t.Errorf("chunks of %v, %s, negative %s; want %v, %s, %s", fills, seen.Positive.Count(), seen.Negative.Count(), c.fills, c.count, c.negated)
			}
		})
	}
}
