package radix

import (
	"cmp"
	"math/rand"
	"slices"
	"testing"
)

func TestSort(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	for _, mask := range []uint64{0, 1, 0xff, 0xffff_0000, 0x00ff_0000_0000_ff00, ^uint64(0)} {
		for _, n := range []int{0, 1, 2, 3, 1000} {
			items := make([]Item, n)
			for i := range items {
				items[i] = Item{rng.Uint64() & mask, uint32(i)}
			}
			want := slices.Clone(items)
			slices.SortStableFunc(want, func(a, b Item) int { return cmp.Compare(a.Key, b.Key) })
			if got := Sort(items); !slices.Equal(got, want) {
				t.Errorf("%d items under %x are not sorted", n, mask)
			}
			if got := Sort(slices.Clone(want)); !slices.Equal(got, want) {
				t.Errorf("%d sorted items under %x change", n, mask)
			}
		}
	}
}
