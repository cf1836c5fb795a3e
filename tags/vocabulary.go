package tags

import (
	"bytes"
	"cmp"
	"math"
	"slices"
)

// vocabulary is every different word of the entries, in alphabetical order,
// so that the words with a common beginning are neighbours.
type vocabulary struct {
	text  []byte   // the index's squashed text, in which each word stands
	at    []uint32 // where in text a word stands
	sizes []uint16 // its bytes
	heads []uint64 // its first eight bytes
	sets  []uint64 // its characters
	// splits holds where the second part of a compound begins ("book|shelf"),
	// 0 for other words.
	splits []uint8
	// begins holds the words by the bucket of their first three characters,
	// ends by that of their last three.
	begins, ends wordLists
	// entries holds the entries with each word, in order; entryAt where a
	// word's begin.
	entries, entryAt []uint32
}

func (v *vocabulary) len() int { return len(v.at) }

func (v *vocabulary) size(w uint32) int { return int(v.sizes[w]) }

func (v *vocabulary) word(w uint32) []byte { return v.text[v.at[w]:][:v.sizes[w]] }

// withPrefix returns the range of words that begin with prefix.
func (v *vocabulary) withPrefix(prefix []byte) (from, to uint32) {
	head, mask := headKey(prefix), headMask(len(prefix))
	n := uint32(len(v.at))
	from = v.search(func(w uint32) bool {
		h := v.heads[w] & mask
		return h > head || h == head && (len(prefix) <= 8 || bytes.Compare(v.word(w), prefix) >= 0)
	}, 0, n)
	to = v.search(func(w uint32) bool {
		h := v.heads[w] & mask
		if h != head || len(prefix) <= 8 {
			return h > head
		}
		word := v.word(w)
		return bytes.Compare(word[:min(len(word), len(prefix))], prefix) > 0
	}, from, n)
	return from, to
}

// search returns the first word in [from, to) for which found holds, where it
// holds for all behind that one.
func (v *vocabulary) search(found func(uint32) bool, from, to uint32) uint32 {
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

// with returns the entries that hold a word.
func (v *vocabulary) with(w uint32) []uint32 { return v.entries[v.entryAt[w]:v.entryAt[w+1]] }

// wordLists are lists of words by bucket: at holds where each begins.
type wordLists struct{ at, words []uint32 }

func (l *wordLists) bucket(b int) []uint32 { return l.words[l.at[b]:l.at[b+1]] }

// listWords puts n words into the buckets that bucket tells.
func listWords(n int, bucket func(w uint32) int) wordLists {
	l := wordLists{at: make([]uint32, codes*codes*codes+1), words: make([]uint32, n)}
	of := make([]uint32, n)
	for w := range of {
		of[w] = uint32(bucket(uint32(w)))
		l.at[of[w]+1]++
	}
	for b := range l.at[1:] {
		l.at[b+1] += l.at[b]
	}
	for w, b := range of {
		l.words[l.at[b]] = uint32(w)
		l.at[b]++
	}
	copy(l.at[1:], l.at)
	l.at[0] = 0
	return l
}

// vocabularyBuilder numbers words as they come.
type vocabularyBuilder struct {
	slots  []uint32
	at     []uint32
	sizes  []uint16
	hashes []uint32
	// plain counts the names of general tags that have the word: those are
	// the words that compounds are made of.
	plain []uint32
}

func newVocabularyBuilder(entries int) *vocabularyBuilder {
	size := 1024
	for size < entries {
		size *= 2
	}
	return &vocabularyBuilder{slots: make([]uint32, size)}
}

// number returns the number of the word that stands in text from start to
// end, a new one when it is new.
func (b *vocabularyBuilder) number(text []byte, start, end uint32) uint32 {
	end = min(end, start+math.MaxUint16)
	word := text[start:end]
	hash := hashKey(word)
	mask := uint32(len(b.slots) - 1)
	i := hash & mask
	for b.slots[i] != 0 {
		w := b.slots[i] - 1
		if b.hashes[w] == hash && string(text[b.at[w]:][:b.sizes[w]]) == string(word) {
			return w
		}
		i = (i + 1) & mask
	}
	b.at = append(b.at, start)
	b.sizes = append(b.sizes, uint16(len(word)))
	b.hashes = append(b.hashes, hash)
	b.plain = append(b.plain, 0)
	b.slots[i] = uint32(len(b.at))
	if len(b.at)*3 > len(b.slots)*2 {
		b.grow()
	}
	return uint32(len(b.at) - 1)
}

// count returns how many names of general tags have a word.
func (b *vocabularyBuilder) count(text, word []byte) uint32 {
	hash := hashKey(word)
	mask := uint32(len(b.slots) - 1)
	for i := hash & mask; b.slots[i] != 0; i = (i + 1) & mask {
		w := b.slots[i] - 1
		if b.hashes[w] == hash && string(text[b.at[w]:][:b.sizes[w]]) == string(word) {
			return b.plain[w]
		}
	}
	return 0
}

// Compounds are words of which both parts, of at least shortestPart letters,
// are words of general tags too.
const (
	shortestPart    = 3
	longestCompound = 24
)

// splitOf returns where the second part of a compound begins, and 0 for a
// word that is none. Of several ways to part it the one with the more common
// words is taken.
func (b *vocabularyBuilder) splitOf(text, word []byte) uint8 {
	if len(word) > longestCompound {
		return 0
	}
	split, most := 0, uint32(0)
	for s := shortestPart; s <= len(word)-shortestPart; s++ {
		if n := b.count(text, word[s:]); n > most {
			if n = min(n, b.count(text, word[:s])); n > most {
				split, most = s, n
			}
		}
	}
	return uint8(split)
}

func (b *vocabularyBuilder) grow() {
	b.slots = make([]uint32, 2*len(b.slots))
	mask := uint32(len(b.slots) - 1)
	for w, hash := range b.hashes {
		i := hash & mask
		for b.slots[i] != 0 {
			i = (i + 1) & mask
		}
		b.slots[i] = uint32(w + 1)
	}
}

// finish sorts the words, and gives words, which holds numbers that number
// returned, the numbers of the sorted order.
func (b *vocabularyBuilder) finish(text []byte, words []uint32) vocabulary {
	n := len(b.at)
	type sortable struct {
		head uint64
		word uint32
	}
	order := make([]sortable, n)
	for w := range order {
		order[w] = sortable{headKey(text[b.at[w]:][:b.sizes[w]]), uint32(w)}
	}
	slices.SortFunc(order, func(x, y sortable) int {
		if x.head != y.head {
			return cmp.Compare(x.head, y.head)
		}
		return bytes.Compare(text[b.at[x.word]:][:b.sizes[x.word]], text[b.at[y.word]:][:b.sizes[y.word]])
	})
	v := vocabulary{
		text: text,
		at:   make([]uint32, n), sizes: make([]uint16, n), heads: make([]uint64, n), sets: make([]uint64, n),
		splits: make([]uint8, n),
	}
	renumbered := make([]uint32, n)
	for w, s := range order {
		renumbered[s.word] = uint32(w)
		v.at[w], v.sizes[w], v.heads[w] = b.at[s.word], b.sizes[s.word], s.head
		v.sets[w] = letterSet(v.word(uint32(w)))
		if b.plain[s.word] > 0 {
			v.splits[w] = b.splitOf(text, v.word(uint32(w)))
		}
	}
	for i, w := range words {
		words[i] = renumbered[w]
	}
	v.begins = listWords(n, func(w uint32) int { return bucketOf(v.word(w), 3) })
	v.ends = listWords(n, func(w uint32) int { return tailBucket(v.word(w)) })
	return v
}

// tailBucket is the bucket of a text's last three characters, the last one
// first.
func tailBucket(s []byte) int {
	b := 0
	for i := range 3 {
		b *= codes
		if i < len(s) {
			b += int(codeOf[s[len(s)-1-i]])
		}
	}
	return b
}

// listEntries fills the lists of entries by word.
func (v *vocabulary) listEntries(ix *Index) {
	v.entryAt = make([]uint32, len(v.at)+1)
	for _, w := range ix.words {
		v.entryAt[w+1]++
	}
	for i := range v.entryAt[1:] {
		v.entryAt[i+1] += v.entryAt[i]
	}
	v.entries = make([]uint32, len(ix.words))
	for e := range uint32(len(ix.owner)) {
		for _, w := range ix.entryWords(e) {
			v.entries[v.entryAt[w]] = e
			v.entryAt[w]++
		}
	}
	copy(v.entryAt[1:], v.entryAt)
	v.entryAt[0] = 0
}
