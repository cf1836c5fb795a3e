package index

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"tailor/tags/search/letters"
)

// Near calls f with all words of which k typos, of two, may make a text or its
// beginning, or, where whole is set, the text as it is; with some of them twice,
// and with others. What f is given of a word's letters is its own until it
// returns.
func (v *Vocabulary) Near(text []byte, k int, whole bool, f func(word uint32, letters []byte)) {
	few, head, n := uint32(letters.Set(text)), letters.BeginningOf(text), len(text)
	wide := utf8.RuneCount(text) != n
	var buf [8]byte
	among := func(words, sets []uint32) {
		for i, have := range sets {
			if bits.OnesCount32(few&^have) > k || whole && bits.OnesCount32(have&^few) > k {
				continue
			}
			word := words[i]
			size := v.Size(word)
			if !wide && (size < n-k || whole && size > n+k || !head.Within(v.Heads[word], size, k)) {
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
	start := letters.StartOf(text)
	letters.NearStarts(start, func(place int, a, b, _, _ uint8) {
		from := letters.Three(a, b, 0)
		among(v.byStart[place].buckets(from, from+letters.Codes))
	}, func(a, b, c uint8) {
		if one := letters.Three(a, b, c); a != start[0] || b != start[1] { // those are in a column
			among(v.byStart[2].buckets(one, one+1))
		}
	})
	if k > 1 {
		end := letters.TailBucket(text)
		among(v.byEnd.buckets(end, end+1))
	}
}

// NearTexts calls f with the postings, and their heads, of all entries before end
// of whose text's first three letters one typo makes those of a text, of some
// twice, and of others. only tells that it is the only one.
func (ix *Index) NearTexts(text []byte, only bool, end *uint32, f func(postings []uint32, heads []uint64)) {
	start := letters.StartOf(text)
	bucket := func(a, b, c uint8) {
		postings, heads := ix.First[2].Bucket(letters.Three(a, b, c))
		if *end < ix.Len() {
			n, _ := slices.BinarySearch(postings, *end<<PostingBits)
			postings = postings[:n]
		}
		f(postings, heads)
	}
	letters.NearStarts(start, func(place int, a, b, next, other uint8) {
		out := uint64(1)<<letters.Codes - 1
		if only {
			out = ix.leftOut[place][letters.Three(a, b, next)] | ix.leftOut[place][letters.Three(a, b, other)]
		}
		for ; out != 0; out &= out - 1 {
			three := [3]uint8{a, b}
			copy(three[place+1:], three[place:])
			if three[place] = uint8(bits.TrailingZeros64(out)); three != [3]uint8(start[:3]) {
				bucket(three[0], three[1], three[2])
			}
		}
	}, bucket)
}

// findLeftOut fills leftOut from the heads of the texts, which stand in the order
// of their first three characters.
func (ix *Index) findLeftOut() {
	const n = letters.Codes
	for i := range ix.leftOut {
		ix.leftOut[i] = make([]uint64, n*n*n)
	}
	for bucket := range n * n * n {
		_, heads := ix.First[2].Bucket(bucket)
		fourth := uint64(0)
		for _, head := range heads {
			if c := byte(head >> 32); c != 0 {
				fourth |= 1 << letters.CodeOf[c]
			} else {
				fourth |= 1 // the text has ended
			}
		}
		a, b, c := uint8(bucket/(n*n)), uint8(bucket/n%n), uint8(bucket%n)
		for ; fourth != 0; fourth &= fourth - 1 {
			d := uint8(bits.TrailingZeros64(fourth))
			ix.leftOut[0][letters.Three(b, c, d)] |= 1 << a
			ix.leftOut[1][letters.Three(a, c, d)] |= 1 << b
			ix.leftOut[2][letters.Three(a, b, d)] |= 1 << c
		}
	}
}
