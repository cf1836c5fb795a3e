package index

import "math/bits"

// Whether a text consists of beginnings of an entry's words.

// Abbreviates reports whether a text of less than 64 letters consists of
// beginnings of an entry's words, from word number from on, one letter each or
// more. boundary has a bit for each place at which one must end. It keeps one set,
// of the places in the text up to which the words so far can reach.
func (ix *Index) Abbreviates(text []byte, boundary uint64, e uint32, from int) bool {
	n, have := len(text), ix.Sets[e]
	first, last := ix.WordAt[e]+uint32(from), ix.WordAt[e+1]
	reach := uint64(1)
	for i := first; i < last; i++ {
		end := ix.Starts[e+1]
		if i+1 < last {
			end = ix.WordStarts[i+1]
		}
		word, split := ix.Text[ix.WordStarts[i]:end], 0
		if have&CompoundBit != 0 {
			split = int(ix.Vocab.Splits[ix.Words[i]])
		}
		more := uint64(0)
		for left := reach &^ (1 << n); left != 0; left &= left - 1 {
			p := bits.TrailingZeros64(left)
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
		if i == first {
			reach = more
		} else {
			reach |= more
		}
		if reach&(1<<n) != 0 {
			return true
		}
		if !goesOn(text, reach, have) {
			return false
		}
	}
	return false
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
