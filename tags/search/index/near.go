package index

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"tailor/tags/search/letters"
)

// Near calls f with all words of which k typos, of two, may make a text or its
// beginning, or, where whole is set, the text as it is; with some of them twice,
// and with others. What f is given of a word's letters is its own until it
// returns.
func (v *Vocabulary) Near(text []byte, k int, whole bool, f func(word uint32, letters []byte)) {
	set, head, n := letters.Set(text), letters.Head(text), len(text)
	wide := utf8.RuneCount(text) != n
	var buf [8]byte
	among := func(words []uint32, sets []uint64) {
		for i, have := range sets {
			if bits.OnesCount64(set&^have) > k || whole && bits.OnesCount64(have&^set) > k {
				continue
			}
			word := words[i]
			size := v.Size(word)
			if !wide && (size < n-k || whole && size > n+k || !letters.HeadWithin(head, n, v.Heads[word], size, k)) {
				continue
			}
			if size > len(buf) {
				f(word, v.Word(word))
				continue
			}
			// The heads stand side by side, and the words all over the text.
			binary.BigEndian.PutUint64(buf[:], v.Heads[word])
			f(word, buf[:size])
		}
	}
	letters.NearStarts(letters.StartOf(text), func(b int) { among(v.ByStart.Bucket(b)) })
	if k > 1 {
		among(v.ByEnd.Bucket(letters.TailBucket(text)))
	}
}
