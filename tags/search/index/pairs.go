package index

import "tailor/tags/search/letters"

// Which letters follow which tells most entries apart that have the same ones.
// An entry's Pairs has a bit for each two that stand side by side in its text,
// whether a word ends between them or not; of the pairs that there may be some
// share a bit.

// pairBit returns the number of the bit of a pair of codes: the upper six bits of
// a product that scatters them tell which.
func pairBit(a, b byte) int { return int((uint32(a)*letters.Codes + uint32(b)) * 0x9e3779b1 >> 26) }

// pairsOf returns the pairs of a text.
func pairsOf(text []byte) (set uint64) {
	if len(text) == 0 {
		return 0
	}
	before := letters.CodeOf[text[0]]
	for _, c := range text[1:] {
		code := letters.CodeOf[c]
		set |= 1 << pairBit(before, code)
		before = code
	}
	return set
}
