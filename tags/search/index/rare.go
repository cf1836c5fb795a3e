package index

import (
	"math"
	"math/bits"

	"tailor/tags/english"
)

// RareUnit is the unit of Index.Rare.
const RareUnit = 1.0 / 16

// weighWords works out how rare each word of the vocabulary is; stop words are
// 0.
func (ix *Index) weighWords() {
	v := &ix.Vocab
	ix.Rare = make([]uint8, v.Len())
	for w := range ix.Rare {
		ix.Rare[w] = uint8(min(ix.Rarity(len(v.With(uint32(w))))/RareUnit, 255))
	}
	for stop := range english.StopWords {
		if w, ok := v.Find(stop); ok {
			ix.Rare[w] = 0
		}
	}
}

// Rarity is the logarithm of how rare a word is that n entries have, at least
// 1.
func (ix *Index) Rarity(n int) float32 {
	all := ix.Len()
	r := 0.6931472 * float32(bits.Len(uint(all))-bits.Len(uint(n)))
	if shift := bits.Len(uint(n)) - 3; shift > 0 {
		// The three bits below the first one, for a smooth course.
		r -= eighths[n>>(shift-1)&7]
	}
	return max(r, 1)
}

// eighths holds log(1+i/8).
var eighths = func() (t [8]float32) {
	for i := range t {
		t[i] = float32(math.Log(1 + float64(i)/8))
	}
	return t
}()
