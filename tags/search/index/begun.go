package index

import "tailor/tags/search/letters"

// begun is the entries of which a word begins with a text of two or three letters, as
// a column that is filled as far as it is asked for.
type begun struct {
	column
	bucket int
	left   []uint32 // the postings that are not marked yet
}

// begins returns the entries of which a word, the first one or where later is set any
// other, begins with a text.
func (s *Spelling) begins(ix *Index, text []byte) *begun {
	b, bucket := &s.begun[len(text)-2], letters.Bucket(text, len(text))
	if b.bits != nil && b.bucket == bucket {
		return b
	}
	lists := &ix.First
	if s.later {
		lists = &ix.Later
	}
	b.bucket = bucket
	b.left, _ = lists[len(text)-1].Bucket(bucket)
	if n := int(ix.Len()+63) / 64; len(b.bits) != n {
		b.bits = make([]uint64, n)
	} else {
		clear(b.bits)
	}
	return b
}

// mark fills in the entries before end.
func (b *begun) mark(end uint32) {
	for len(b.left) > 0 && b.left[0]>>PostingBits < end {
		e := b.left[0] >> PostingBits
		b.bits[e>>6] |= 1 << (e & 63)
		b.left = b.left[1:]
	}
}
