package index

import "math/bits"

// Whether a text consists of beginnings of an entry's words.

// Abbreviates reports whether a text of less than 64 letters consists of
// beginnings of an entry's words, from word number from on, one letter each or
// more. boundary has a bit for each place at which one must end. It keeps one set,
// of the places in the text up to which the words so far can reach.
func (ix *Index) Abbreviates(text []byte, boundary uint64, e uint32, from int) bool {
	n, words := len(text), ix.WordCount(e)
	reach := uint64(1)
	for i := from; i < words; i++ {
		word, split, more := ix.WordText(e, i, words), -1, uint64(0)
		for left := reach &^ (1 << n); left != 0; left &= left - 1 {
			p := bits.TrailingZeros64(left)
			if word[0] != text[p] {
				continue
			}
			if split < 0 {
				split = ix.splitOf(e, i)
			}
			for l := 1; p+l <= n && l <= len(word) && word[l-1] == text[p+l-1]; l++ {
				if l < n {
					more |= 1 << (p + l)
				}
				if boundary&(1<<(p+l)) != 0 {
					break
				}
				for m := 1; l <= split && p+l+m <= n && split+m <= len(word) && word[split+m-1] == text[p+l+m-1]; m++ {
					more |= 1 << (p + l + m)
					if boundary&(1<<(p+l+m)) != 0 {
						break
					}
				}
			}
		}
		if i == from {
			reach = more
		} else {
			reach |= more
		}
		if reach&(1<<n) != 0 {
			return true
		}
		if !goesOn(text, reach, ix.Sets[e]) {
			return false
		}
	}
	return false
}

// splitOf returns where the second part of word number k of an entry begins, 0 where
// it is no compound.
func (ix *Index) splitOf(e uint32, k int) int {
	if ix.At[e].Breaks&CompoundBit == 0 {
		return 0
	}
	return int(ix.Vocab.Splits[ix.Words[ix.At[e].Words+uint32(k)]])
}

// goesOn reports whether a letter of a text at one of the places of a set may begin
// a later word of an entry with a set of characters.
func goesOn(text []byte, places, have uint64) bool {
	for ; places != 0; places &= places - 1 {
		bit := LaterBit(text[bits.TrailingZeros64(places)])
		if bit == 0 || have&bit != 0 {
			return true
		}
	}
	return false
}
