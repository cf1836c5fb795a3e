package index

import (
	"math/bits"

	"tailor/tags/search/letters"
)

// Which letters follow which tells most entries apart that have the same ones.
// An entry's Pairs has a bit for each two that stand side by side in its text,
// whether a word ends between them or not; of the pairs that there may be some
// share a bit.

// pairBit returns the bit of a pair of codes: the upper six bits of a product
// that scatters them tell which.
func pairBit(a, b byte) uint64 {
	return 1 << ((uint32(a)*letters.Codes + uint32(b)) * 0x9e3779b1 >> 26)
}

// pairsOf returns the pairs of a text.
func pairsOf(text []byte) (set uint64) {
	if len(text) == 0 {
		return 0
	}
	before := letters.CodeOf[text[0]]
	for _, c := range text[1:] {
		code := letters.CodeOf[c]
		set |= pairBit(before, code)
		before = code
	}
	return set
}

// Sequence is a text prepared to be compared with the pairs of entries.
type Sequence struct {
	pairs uint64
	links []link
}

// link is a letter behind another: their pair, and the LaterBit of the letter.
type link struct{ pair, later uint64 }

// Set prepares the sequence of a text.
func (s *Sequence) Set(text []byte) {
	s.pairs, s.links = pairsOf(text), s.links[:0]
	for i := 1; i < len(text); i++ {
		if later := LaterBit(text[i]); later != 0 {
			s.links = append(s.links, link{pairsOf(text[i-1 : i+1]), later})
		}
	}
}

// MayBegin reports whether a sequence may consist of beginnings of an entry's
// words: whether each letter follows the one before it, or begins a word.
func (ix *Index) MayBegin(e uint32, s *Sequence) bool {
	missing := s.pairs &^ ix.Pairs[e]
	if missing == 0 {
		return true
	}
	for _, l := range s.links {
		if l.pair&missing != 0 && l.later&^ix.Sets[e] != 0 {
			return false
		}
	}
	return true
}

// Gaps returns between how many letters of a sequence, at least, others stand in
// an entry.
func (ix *Index) Gaps(e uint32, s *Sequence) int { return bits.OnesCount64(s.pairs &^ ix.Pairs[e]) }
