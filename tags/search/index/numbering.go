package index

import (
	"bytes"
	"math"
	"sort"

	"tailor/data/pages"
	"tailor/data/radix"
	"tailor/tags"
	"tailor/tags/search/letters"
)

// numbering numbers words as they come, until they are all there and can be
// sorted.
type numbering struct {
	seed  tags.Seed
	slots []slot // an open hash table
	words []newWord
	// touched keeps reads that nothing else is done with: what is far apart in
	// memory is read for many words at once, to come from there together.
	touched uint32
}

// slot is a place of the table: a word's hash, and its number plus one.
type slot struct{ hash, number uint32 }

// newWord is a word that was numbered.
type newWord struct {
	head uint64
	at   uint32 // where in the text it stands
	size uint16
	// plain counts the names of general tags that have the word, as far as
	// it can: those are the words that compounds are made of.
	plain uint16
}

// newNumbering expects the words of so many entries. Where few words come again
// and again, their table is the faster the smaller it is.
func newNumbering(entries int) *numbering {
	size := 1024
	for size < entries/8 {
		size *= 2
	}
	return &numbering{seed: tags.NewSeed(), slots: pages.Make[slot](size, size), words: pages.Make[newWord](0, entries*3/4)}
}

// find returns the place of a word with a head and a hash in the table, that of a
// new one being free. text is where the known words stand.
func (b *numbering) find(text, word []byte, head uint64, hash uint32) (at uint32) {
	mask := uint32(len(b.slots) - 1)
	for at = hash & mask; b.slots[at].number != 0; at = (at + 1) & mask {
		s := &b.slots[at]
		if s.hash != hash {
			continue
		}
		if w := &b.words[s.number-1]; w.head == head && (len(word) < 8 || int(w.size) == len(word) && string(text[w.at:][:w.size]) == string(word)) {
			break
		}
	}
	return at
}

// wordsAtOnce is how many words are looked up at once.
const wordsAtOnce = 64

// number gives the words of a batch their numbers, which it appends to those of the
// ones before. common tells of an entry whether it is the name of a general tag.
func (b *numbering) number(have *batch, numbers []uint32, common func(e int) bool) []uint32 {
	next := uint32(len(numbers))
	e := sort.Search(len(have.At), func(i int) bool { return have.At[i].Words > next }) - 1
	last, counts := -1, false
	for hashes := have.hashes; len(hashes) > 0; hashes = hashes[min(wordsAtOnce, len(hashes)):] {
		some := hashes[:min(wordsAtOnce, len(hashes))]
		mask := uint32(len(b.slots) - 1)
		for _, h := range some {
			b.touched += b.slots[h&mask].number
		}
		for _, h := range some {
			i := len(numbers)
			for uint32(i) >= have.At[e+1].Words {
				e++
			}
			if e != last {
				last, counts = e, common(e)
			}
			word := have.word(i)
			n := b.add(have.Text, word, have.WordStarts[i], letters.Head(word), h)
			if w := &b.words[n]; counts && w.plain < math.MaxUint16 {
				w.plain++
			}
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// add returns the number of a word, a new one when it is new.
func (b *numbering) add(text, word []byte, start uint32, head uint64, hash uint32) uint32 {
	at := b.find(text, word, head, hash)
	if n := b.slots[at].number; n > 0 {
		return n - 1
	}
	b.words = append(b.words, newWord{head: head, at: start, size: uint16(len(word))})
	n := uint32(len(b.words))
	b.slots[at] = slot{hash, n}
	if len(b.words)*3 > len(b.slots)*2 {
		b.grow()
	}
	return n - 1
}

func (b *numbering) grow() {
	old := b.slots
	b.slots = pages.Make[slot](2*len(old), 2*len(old))
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
func (b *numbering) count(text, word []byte) uint16 {
	at := b.find(text, word, letters.Head(word), b.seed.Hash(word))
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
	// mostParted is in how many ways a word is parted to see what is left; Danbooru's
	// are in so many at most.
	mostParted = 4
)

// beginning is a word that may be the first part of the compounds behind it.
type beginning struct {
	size  int
	plain uint16
}

// splitOf returns where the second part of a compound begins, and 0 for a
// word that is none. Of several ways to part it the one with the more common
// words is taken. begun are the words that it begins with, the shortest first.
func (b *numbering) splitOf(text, word []byte, begun []beginning) uint8 {
	split, most, parted := 0, uint16(0), 0
	for _, p := range begun {
		if p.size > len(word)-shortestPart || parted == mostParted {
			break
		}
		if p.plain > most {
			parted++
			if n := min(p.plain, b.count(text, word[p.size:])); n > most {
				split, most = p.size, n
			}
		}
	}
	return uint8(split)
}

// finish sorts the words, and gives numbers, which number returned, those of the
// sorted order. ends are the buckets of the words' last letters.
func (b *numbering) finish(text []byte, numbers []uint32) (v Vocabulary, ends []uint16) {
	n := len(b.words)
	v = Vocabulary{
		text: text,
		at:   pages.Make[uint32](n, n), sizes: make([]uint16, n), Heads: pages.Make[uint64](n, n), sets: pages.Make[uint64](n, n),
		Splits: make([]uint8, n),
	}
	ends = make([]uint16, n) // letters.Codes³ is less than 65,536
	renumbered := pages.Make[uint32](n, n)
	var begun []beginning
	sorted := b.sorted(text)
	for i, s := range sorted {
		if i%wordsAtOnce == 0 {
			for _, next := range sorted[i:min(i+wordsAtOnce, n)] {
				b.touched += uint32(text[b.words[next.Value].at])
			}
		}
		w, made := uint32(i), &b.words[s.Value]
		renumbered[s.Value] = w
		v.at[w], v.sizes[w], v.Heads[w] = made.at, made.size, made.head
		word := v.Word(w)
		v.sets[w], ends[w] = letters.Set(word), uint16(letters.TailBucket(word))
		for k := len(begun); k > 0 && (len(word) < begun[k-1].size || !bytes.HasPrefix(word, v.Word(w - 1)[:begun[k-1].size])); k-- {
			begun = begun[:k-1]
		}
		if made.plain == 0 || len(word) < shortestPart {
			continue
		}
		if len(begun) > 0 && len(word) <= longestCompound {
			v.Splits[w] = b.splitOf(text, word, begun)
		}
		begun = append(begun, beginning{len(word), made.plain})
	}
	for i, w := range numbers {
		numbers[i] = renumbered[w]
	}
	return v, ends
}

// sorted returns the words' numbers in alphabetical order.
func (b *numbering) sorted(text []byte) []radix.Item {
	order := pages.Make[radix.Item](len(b.words), len(b.words))
	for i := range b.words {
		order[i] = radix.Item{Key: b.words[i].head, Value: uint32(i)}
	}
	order = radix.Sort(order)
	b.sortAlike(text, order, 8)
	return order
}

// sortAlike sorts words among those of the same keys, which are the eight bytes before
// place at, by what follows.
func (b *numbering) sortAlike(text []byte, order []radix.Item, at int) {
	for len(order) > 0 {
		n := 1
		for n < len(order) && order[n].Key == order[0].Key {
			n++
		}
		if alike := order[:n]; n > 1 && at <= math.MaxUint16 { // the size of a word
			for i := range alike {
				w := &b.words[alike[i].Value]
				size := int(w.size)
				alike[i].Key = letters.Head(text[w.at:][min(at, size):size])
			}
			sort.Sort(byKey(alike))
			b.sortAlike(text, alike, at+8)
		}
		order = order[n:]
	}
}

// byKey sorts items in their place.
type byKey []radix.Item

func (s byKey) Len() int           { return len(s) }
func (s byKey) Less(i, j int) bool { return s[i].Key < s[j].Key }
func (s byKey) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
