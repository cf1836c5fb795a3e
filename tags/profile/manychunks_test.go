package profile

import (
	"slices"
	"testing"
)

// TestConflictsOfManyChunks holds that a prompt of many chunks has its
// contradictions found in each, and not every tag held against every other.
func TestConflictsOfManyChunks(t *testing.T) {
	pair := []string{"open mouth", "closed mouth", "looking at viewer", "closed eyes"}
	const chunks = 300
	found := RouWei().Conflicts(slices.Repeat(pair, chunks))
	if len(found) > 2*farthest*len(pair)*chunks {
		t.Errorf("%d contradictions in %d tags", len(found), len(pair)*chunks)
	}
	for n := range chunks {
		at := n * len(pair)
		if !slices.ContainsFunc(found, func(k Conflict) bool { return k.First == at && k.Second == at+1 }) {
			t.Fatalf("the mouth of chunk %d is open and closed, and nothing is said", n)
		}
	}
}
