package index

import (
	"bytes"
	"encoding/binary"

	"tailor/data/pages"
	"tailor/tags/search/letters"
)

// Vocabulary is every different word of the entries, in alphabetical order,
// so that the words with a common beginning are neighbours.
type Vocabulary struct {
	text  []byte   // the index's normalized text, in which each word stands
	at    []uint32 // where in text a word stands
	sizes []uint16 // its bytes
	Heads []uint64 // its first eight bytes
	sets  []uint64 // its characters
	// Splits holds where the second part of a compound begins ("book|shelf"),
	// 0 for other words.
	Splits []uint8
	// byStart holds the words by the bucket of their first three characters, with
	// the one of the list's number behind the others; byEnd by that of their last
	// three.
	byStart [3]WordLists
	byEnd   WordLists
	// Postings holds the entries with each word, in order; PostingsAt where a
	// word's begin.
	Postings, PostingsAt []uint32
}

// Len returns the number of words.
func (v *Vocabulary) Len() int { return len(v.at) }

// Size returns the number of bytes of a word.
func (v *Vocabulary) Size(w uint32) int { return int(v.sizes[w]) }

// Word returns the text of a word.
func (v *Vocabulary) Word(w uint32) []byte { return v.text[v.at[w]:][:v.sizes[w]] }

// WithPrefix returns the range of words that begin with prefix.
func (v *Vocabulary) WithPrefix(prefix []byte) (from, to uint32) {
	head, mask := letters.Head(prefix), letters.HeadMask(len(prefix))
	n := uint32(len(v.at))
	from = v.search(func(w uint32) bool {
		h := v.Heads[w] & mask
		return h > head || h == head && (len(prefix) <= 8 || bytes.Compare(v.Word(w), prefix) >= 0)
	}, 0, n)
	to = v.search(func(w uint32) bool {
		h := v.Heads[w] & mask
		if h != head || len(prefix) <= 8 {
			return h > head
		}
		word := v.Word(w)
		return bytes.Compare(word[:min(len(word), len(prefix))], prefix) > 0
	}, from, n)
	return from, to
}

// search returns the first word in [from, to) for which found holds, where it
// holds for all behind that one.
func (v *Vocabulary) search(found func(uint32) bool, from, to uint32) uint32 {
	for from < to {
		mid := (from + to) / 2
		if found(mid) {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return from
}

// Find returns the word of a text.
func (v *Vocabulary) Find(text string) (uint32, bool) {
	if text == "" {
		return 0, false
	}
	word := []byte(text)
	from, to := v.WithPrefix(word)
	if from == to || !bytes.Equal(v.Word(from), word) {
		return 0, false
	}
	return from, true
}

// With returns the entries that hold a word.
func (v *Vocabulary) With(w uint32) []uint32 { return v.Postings[v.PostingsAt[w]:v.PostingsAt[w+1]] }

// WordLists are lists of words by bucket: at holds where each begins. sets
// holds the characters of each word once more, side by side, since nearly all
// words that are looked at are left out by them, and of those as many as fit.
type WordLists struct {
	at, words, sets []uint32
}

// buckets returns the words of a range of buckets, and their sets.
func (l *WordLists) buckets(from, to int) (words, sets []uint32) {
	i, j := l.at[from], l.at[to]
	return l.words[i:j], l.sets[i:j]
}

// fillByStart lists the words by their beginnings.
func (v *Vocabulary) fillByStart() {
	buckets := make([]uint16, v.Len())
	for i, order := range [3][3]int{{1, 2, 0}, {0, 2, 1}, {0, 1, 2}} {
		for w, head := range v.Heads {
			var first [4]byte
			binary.BigEndian.PutUint32(first[:], uint32(head>>32))
			s := letters.StartOf(first[:min(v.Size(uint32(w)), len(first))])
			buckets[w] = uint16(letters.Three(s[order[0]], s[order[1]], s[order[2]])) // Codes³ is less than 65,536
		}
		v.byStart[i] = v.listWords(buckets)
	}
}

// listWords puts the words into their buckets.
func (v *Vocabulary) listWords(buckets []uint16) WordLists {
	n := v.Len()
	l := WordLists{at: make([]uint32, letters.Codes*letters.Codes*letters.Codes+1), words: pages.Make[uint32](n, n), sets: pages.Make[uint32](n, n)}
	for _, b := range buckets {
		l.at[b+1]++
	}
	for b := range l.at[1:] {
		l.at[b+1] += l.at[b]
	}
	for w, b := range buckets {
		i := l.at[b]
		l.words[i], l.sets[i] = uint32(w), uint32(v.sets[w])
		l.at[b]++
	}
	copy(l.at[1:], l.at)
	l.at[0] = 0
	return l
}

// fillPostings fills the lists of entries by word.
func (v *Vocabulary) fillPostings(ix *Index) {
	v.PostingsAt = make([]uint32, len(v.at)+1)
	for _, w := range ix.Words {
		v.PostingsAt[w+1]++
	}
	for i := range v.PostingsAt[1:] {
		v.PostingsAt[i+1] += v.PostingsAt[i]
	}
	v.Postings = pages.Make[uint32](len(ix.Words), len(ix.Words))
	for e := range ix.Len() {
		for _, w := range ix.EntryWords(e) {
			v.Postings[v.PostingsAt[w]] = e
			v.PostingsAt[w]++
		}
	}
	copy(v.PostingsAt[1:], v.PostingsAt)
	v.PostingsAt[0] = 0
}
