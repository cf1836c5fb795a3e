package index

import (
	"bytes"
	"math"
	"slices"

	"tailor/tags"
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

// fillLists fills the lists by the words' beginnings and ends.
func (v *Vocabulary) fillLists() {
	n := v.Len()
	starts, buckets := make([]letters.Start, n), make([]uint16, n) // letters.Codes³ is less than 65,536
	for w := range starts {
		word := v.Word(uint32(w))
		starts[w], buckets[w] = letters.StartOf(word), uint16(letters.TailBucket(word))
	}
	v.byEnd = v.listWords(buckets)
	for i, order := range [3][3]int{{1, 2, 0}, {0, 2, 1}, {0, 1, 2}} {
		for w := range starts {
			s := &starts[w]
			buckets[w] = uint16(letters.Three(s[order[0]], s[order[1]], s[order[2]]))
		}
		v.byStart[i] = v.listWords(buckets)
	}
}

// listWords puts the words into their buckets.
func (v *Vocabulary) listWords(buckets []uint16) WordLists {
	n := v.Len()
	l := WordLists{at: make([]uint32, letters.Codes*letters.Codes*letters.Codes+1), words: make([]uint32, n), sets: make([]uint32, n)}
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

// vocabularyBuilder numbers words as they come.
type vocabularyBuilder struct {
	seed  tags.Seed
	slots []slot // an open hash table
	words []newWord
}

// slot is a place of the table: a word's first eight bytes, which most words
// are told by without a look at the word, its hash, and its number plus one.
type slot struct {
	head         uint64
	hash, number uint32
}

// newWord is a word of a vocabulary that is being built.
type newWord struct {
	head uint64
	at   uint32
	size uint16
	// plain counts the names of general tags that have the word, as far as
	// it can: those are the words that compounds are made of.
	plain uint16
}

func newVocabularyBuilder(entries int) *vocabularyBuilder {
	size := 1024
	for size < entries {
		size *= 2
	}
	return &vocabularyBuilder{seed: tags.NewSeed(), slots: make([]slot, size), words: make([]newWord, 0, entries*3/4)}
}

// find returns the place of a word in the table, that of a new one being free,
// and what stands there when it does. text is where the known words stand.
func (b *vocabularyBuilder) find(text, word []byte) (at uint32, want slot) {
	want = slot{head: letters.Head(word), hash: b.seed.Hash(word)}
	mask := uint32(len(b.slots) - 1)
	for at = want.hash & mask; b.slots[at].number != 0; at = (at + 1) & mask {
		s := &b.slots[at]
		if s.head != want.head || s.hash != want.hash {
			continue
		}
		if w := &b.words[s.number-1]; len(word) < 8 || int(w.size) == len(word) && string(text[w.at:][:w.size]) == string(word) {
			break
		}
	}
	return at, want
}

// number returns the number of the word that stands in text from start to
// end, a new one when it is new.
func (b *vocabularyBuilder) number(text []byte, start, end uint32) uint32 {
	end = min(end, start+math.MaxUint16)
	word := text[start:end]
	at, s := b.find(text, word)
	if n := b.slots[at].number; n > 0 {
		return n - 1
	}
	b.words = append(b.words, newWord{head: s.head, at: start, size: uint16(len(word))})
	s.number = uint32(len(b.words))
	b.slots[at] = s
	if len(b.words)*3 > len(b.slots)*2 {
		b.grow()
	}
	return uint32(len(b.words) - 1)
}

func (b *vocabularyBuilder) grow() {
	old := b.slots
	b.slots = make([]slot, 2*len(old))
	mask := uint32(len(b.slots) - 1)
	for _, s := range old {
		if s.number == 0 {
			continue
		}
		i := s.hash & mask
		for b.slots[i].number != 0 {
			i = (i + 1) & mask
		}
		b.slots[i] = s
	}
}

// count returns how many names of general tags have a word.
func (b *vocabularyBuilder) count(text, word []byte) uint16 {
	at, _ := b.find(text, word)
	if n := b.slots[at].number; n > 0 {
		return b.words[n-1].plain
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
	split, most := 0, uint16(0)
	for s := shortestPart; s <= len(word)-shortestPart; s++ {
		if n := b.count(text, word[s:]); n > most {
			if n = min(n, b.count(text, word[:s])); n > most {
				split, most = s, n
			}
		}
	}
	return uint8(split)
}

// finish sorts the words, and gives words, which holds numbers that number
// returned, the numbers of the sorted order.
func (b *vocabularyBuilder) finish(text []byte, words []uint32) Vocabulary {
	n := len(b.words)
	v := Vocabulary{
		text: text,
		at:   make([]uint32, n), sizes: make([]uint16, n), Heads: make([]uint64, n), sets: make([]uint64, n),
		Splits: make([]uint8, n),
	}
	renumbered := make([]uint32, n)
	for w, old := range b.sorted(text) {
		renumbered[old] = uint32(w)
		made := &b.words[old]
		v.at[w], v.sizes[w], v.Heads[w] = made.at, made.size, made.head
		word := v.Word(uint32(w))
		v.sets[w] = letters.Set(word)
		if made.plain > 0 {
			v.Splits[w] = b.splitOf(text, word)
		}
	}
	for i, w := range words {
		words[i] = renumbered[w]
	}
	return v
}

// sorted returns the words' numbers in alphabetical order: by their heads,
// 16 bits at a time from the last (a radix sort, which for as many words is
// three times as fast as one that compares), then, among those of the same
// head, by the rest.
func (b *vocabularyBuilder) sorted(text []byte) []uint32 {
	n := len(b.words)
	order, next := make([]uint32, n), make([]uint32, n)
	for w := range order {
		order[w] = uint32(w)
	}
	count := make([]uint32, 1<<16+1)
	for shift := 0; shift < 64; shift += 16 {
		clear(count)
		for i := range b.words {
			count[int(uint16(b.words[i].head>>shift))+1]++
		}
		for i := range count[1:] {
			count[i+1] += count[i]
		}
		for _, w := range order {
			d := uint16(b.words[w].head >> shift)
			next[count[d]] = w
			count[d]++
		}
		order, next = next, order
	}
	for from := 0; from < n; {
		to := from + 1
		for to < n && b.words[order[to]].head == b.words[order[from]].head {
			to++
		}
		if to-from > 1 {
			slices.SortFunc(order[from:to], func(x, y uint32) int {
				p, q := &b.words[x], &b.words[y]
				return bytes.Compare(text[p.at:][:p.size], text[q.at:][:q.size])
			})
		}
		from = to
	}
	return order
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
	v.Postings = make([]uint32, len(ix.Words))
	for e := range uint32(len(ix.TagOf)) {
		for _, w := range ix.EntryWords(e) {
			v.Postings[v.PostingsAt[w]] = e
			v.PostingsAt[w]++
		}
	}
	copy(v.PostingsAt[1:], v.PostingsAt)
	v.PostingsAt[0] = 0
}
