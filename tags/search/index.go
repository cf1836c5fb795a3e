package search

import (
	"math"
	"slices"
	"sync"

	"tailor/data/beside"
	"tailor/tags"
	"tailor/tags/catalogue"
)

// Index searches a catalogue. It never changes once it is built, and any
// number of goroutines may search it.
//
// An entry is a name or an alias; the entries of a tag follow one another, in
// the order of the tags, so that entries stand in the order of popularity
// like the tags. Every list below keeps that order, which is what makes the
// search fast: whatever kind of match a list is searched for, once the next
// entry could not reach the tenth best score found so far even if it matched
// perfectly, no entry behind it can, and the rest of the list is left unread.
// Nothing is lost by it, which TestIndexLosesNothing holds against a plain
// scan of all entries.
//
//	first[d]   entries by the first d+1 characters of their normalized text
//	later[d]   words that are not an entry's first, by the first d+1
//	           characters from there on
//	vocab      all different words, sorted, with the entries that hold each
//	sets       which characters an entry has, and which begin its words
type Index struct {
	c *catalogue.Catalogue
	w *scoring

	entries
	sets  []uint64 // see setOf
	words []uint32 // the words of all entries, as numbers in vocab

	first, later [3]postingLists
	vocab        vocabulary
	popularity   []float32 // natural logarithm of each tag's count

	// learn returns the index of what is known of the tags, nil for an index
	// that is one itself: glosses tells then which of its entries are.
	learn   func() *knowing
	glosses []bool
	rare    []uint8 // how rare each word of vocab is, see weighWords

	scratch sync.Pool
}

// Learn reads what is known of the catalogue's tags, which the first search
// does else. It may run beside a search.
func (ix *Index) Learn() { ix.knowing() }

// knowing returns the index of what is known of the tags, nil where nothing
// is.
func (ix *Index) knowing() *knowing {
	if ix.learn == nil {
		return nil
	}
	return ix.learn()
}

// entries are the texts that are searched. While an index is built they are
// only ever added to, so that what is there can be read meanwhile.
type entries struct {
	text       []byte   // the normalized texts, one behind the other
	starts     []uint32 // where each entry's text begins; one more at the end
	tagOf      []uint32 // the tag of each entry
	wordStarts []uint32 // where in text each word of each entry begins
	wordAt     []uint32 // where in begins each entry's words begin; one more at the end
}

// postingLists are lists of postings by bucket: at holds where each begins.
// A posting is an entry's number shifted by placeBits, with the number of the
// word in the entry below.
type postingLists struct {
	at       []uint32
	postings []uint32
	// heads holds for each place the next eight bytes from there, in the
	// deepest lists only.
	heads []uint64
}

const (
	postingBits = 4
	// maxWords is the number of an entry's words that can be searched; the
	// longest names have nine or ten.
	maxWords = 1 << postingBits
)

func (l *postingLists) bucket(b int) (postings []uint32, heads []uint64) {
	from, to := l.at[b], l.at[b+1]
	if l.heads != nil {
		heads = l.heads[from:to]
	}
	return l.postings[from:to], heads
}

// entryText returns an entry's normalized text.
func (ix *Index) entryText(e uint32) []byte { return ix.text[ix.starts[e]:ix.starts[e+1]] }

// entryWords returns an entry's words, as numbers in the vocabulary.
func (ix *Index) entryWords(e uint32) []uint32 { return ix.words[ix.wordAt[e]:ix.wordAt[e+1]] }

// textFrom returns an entry's text from word number k on.
func (ix *Index) textFrom(e uint32, k int) []byte {
	return ix.text[ix.wordStarts[ix.wordAt[e]+uint32(k)]:ix.starts[e+1]]
}

// wordText returns word number k of an entry, which has words words.
func (ix *Index) wordText(e uint32, k, words int) []byte {
	i := ix.wordAt[e] + uint32(k)
	if k+1 < words {
		return ix.text[ix.wordStarts[i]:ix.wordStarts[i+1]]
	}
	return ix.text[ix.wordStarts[i]:ix.starts[e+1]]
}

// entryName returns an entry as its list spells it, and whether it is an
// alias.
func (ix *Index) entryName(e uint32) (name string, alias bool) {
	id := ix.tagOf[e]
	if i := e - ix.nameEntry(catalogue.ID(id)); i > 0 {
		return ix.c.Aliases(catalogue.ID(id))[i-1], true
	}
	return ix.c.Name(catalogue.ID(id)), false
}

// isAlias reports whether an entry is an alias and not a tag's name.
func (ix *Index) isAlias(e uint32) bool {
	return e != ix.nameEntry(catalogue.ID(ix.tagOf[e]))
}

// nameEntry returns the entry of a tag's name.
func (ix *Index) nameEntry(id catalogue.ID) uint32 { return uint32(id) + ix.c.AliasesBefore(id) }

// laterShift is where in an entry's set the letters begin that start one of
// its words but the first.
const laterShift = 37

// setOf returns the set that describes an entry: a bit for each code that it
// has, above those a bit for each letter that begins one of its words but the
// first, or the second part of a compound, and compoundBit.
func (ix *Index) setOf(e uint32) uint64 {
	set := uint64(0)
	for i, w := range ix.entryWords(e) {
		v := &ix.vocab
		set |= v.sets[w]
		if i > 0 {
			set |= laterBit(ix.text[v.at[w]])
		}
		if split := uint32(v.splits[w]); split > 0 {
			set |= laterBit(ix.text[v.at[w]+split]) | compoundBit
		}
	}
	return set
}

// compoundBit of a set tells that one of the entry's words is a compound.
const compoundBit = 1 << 63

// laterBit is the bit of a set for a letter that begins a later word.
func laterBit(c byte) uint64 {
	if code := codeOf[c]; code <= 26 {
		return 1 << (laterShift + code - 1)
	}
	return 0
}

// NewIndex builds the index of a catalogue.
func NewIndex(c *catalogue.Catalogue) *Index {
	ix := newIndex(c)
	ix.learn = sync.OnceValue(func() *knowing { return know(c) })
	return ix
}

// newIndex builds an index that knows nothing beyond the catalogue, with two
// goroutines: one normalizes the entries' texts and fills the lists, which
// need no more than them, while the other numbers and sorts the words.
func newIndex(c *catalogue.Catalogue) *Index {
	n, _ := c.Size()
	ix := &Index{
		c: c, w: &defaultScoring,
		sets:       make([]uint64, 0, n),
		words:      make([]uint32, 0, n*5/2),
		popularity: make([]float32, c.Len()),
	}
	normalized := make(chan entries, 4)
	var lists beside.Group
	lists.Go(func() {
		ix.normalize(normalized)
		ix.fillPostings()
	})
	v := newVocabularyBuilder(n)
	for have := range normalized {
		ix.number(v, &have)
	}
	ix.vocab = v.finish(ix.text, ix.words)
	for e := range uint32(len(ix.tagOf)) {
		ix.sets = append(ix.sets, ix.setOf(e))
	}
	ix.vocab.fillPostings(ix)
	ix.weighWords()
	lists.Wait()
	ix.scratch.New = func() any { return new(searcher) }
	return ix
}

// normalize adds all entries, and sends what there is of them every now and then.
func (ix *Index) normalize(done chan<- entries) {
	defer close(done)
	const batch = 4096 // tags
	c := ix.c
	n, size := c.Size()
	all := entries{
		text:       make([]byte, 0, size),
		starts:     make([]uint32, 1, n+1),
		tagOf:      make([]uint32, 0, n),
		wordStarts: make([]uint32, 0, n*5/2),
		wordAt:     make([]uint32, 1, n+1),
	}
	for id := range catalogue.ID(c.Len()) {
		if id > 0 && c.Count(id) == c.Count(id-1) {
			ix.popularity[id] = ix.popularity[id-1]
		} else {
			ix.popularity[id] = popularityOf(c.Count(id))
		}
		aliases := c.Aliases(id)
		for i := range len(aliases) + 1 {
			name := c.Name(id)
			if i > 0 {
				name = aliases[i-1]
			}
			words := len(all.wordStarts)
			all.text, all.wordStarts, _ = appendNormalized(all.text, all.wordStarts, nil, name)
			all.wordStarts = all.wordStarts[:min(len(all.wordStarts), words+maxWords)]
			all.tagOf = append(all.tagOf, uint32(id))
			all.starts = append(all.starts, uint32(len(all.text)))
			all.wordAt = append(all.wordAt, uint32(len(all.wordStarts)))
		}
		if id%batch == batch-1 {
			done <- all
		}
	}
	ix.entries = all
	done <- all
}

// number gives the words of the entries that it has not seen their numbers.
func (ix *Index) number(v *vocabularyBuilder, have *entries) {
	i := uint32(len(ix.words))
	for e, _ := slices.BinarySearch(have.wordAt, i); i < uint32(len(have.wordStarts)); e++ {
		tag := catalogue.ID(have.tagOf[e])
		common := ix.c.Category(tag) == tags.General && uint32(e) == ix.nameEntry(tag) // a tag's name, no alias
		for ; i < have.wordAt[e+1]; i++ {
			end := have.starts[e+1]
			if i+1 < have.wordAt[e+1] {
				end = have.wordStarts[i+1]
			}
			w := v.number(have.text, have.wordStarts[i], end)
			if common {
				v.words[w].plain = max(v.words[w].plain, v.words[w].plain+1) // or as many as fit
			}
			ix.words = append(ix.words, w)
		}
	}
}

// popularityOf returns the logarithm of a count. Lists without counts, and
// RouWei's artists among them, count as tags of a few pictures.
func popularityOf(count int) float32 {
	return float32(math.Log(float64(count) + 10))
}

// fillPostings fills the lists of postings, each by counting: the buckets' sizes
// first, then every place into its bucket, in the order of the entries.
func (ix *Index) fillPostings() {
	size := codes
	for d := range 3 {
		for _, l := range []*postingLists{&ix.first[d], &ix.later[d]} {
			l.at = make([]uint32, size+1)
		}
		size *= codes
	}
	buckets := make([]uint16, len(ix.wordStarts)) // codes³ is less than 65,536
	for e := range uint32(len(ix.tagOf)) {
		l := &ix.first[2]
		for i := ix.wordAt[e]; i < ix.wordAt[e+1]; i++ {
			b := bucketOf(ix.text[ix.wordStarts[i]:ix.starts[e+1]], 3)
			buckets[i] = uint16(b)
			l.at[b+1]++
			l = &ix.later[2]
		}
	}
	for _, l := range []*[3]postingLists{&ix.first, &ix.later} {
		// The shallower buckets are sums of the deeper ones.
		for d := 1; d >= 0; d-- {
			for b, n := range l[d+1].at[1:] {
				l[d].at[b/codes+1] += n
			}
		}
		for d := range 3 {
			sum := uint32(0)
			for b := range l[d].at {
				sum += l[d].at[b]
				l[d].at[b] = sum
			}
			l[d].postings = make([]uint32, sum)
		}
		l[2].heads = make([]uint64, len(l[2].postings))
	}
	// at[b] is moved to its bucket's end while the bucket fills, and is the
	// next bucket's beginning then.
	for e := range uint32(len(ix.tagOf)) {
		l := &ix.first
		from := ix.wordAt[e]
		for w := from; w < ix.wordAt[e+1]; w++ {
			posting, b := e<<postingBits|(w-from), int(buckets[w])
			i := l[2].at[b]
			l[2].postings[i], l[2].heads[i] = posting, headKey(ix.text[ix.wordStarts[w]:ix.starts[e+1]])
			l[2].at[b]++
			i = l[1].at[b/codes]
			l[1].postings[i] = posting
			l[1].at[b/codes]++
			i = l[0].at[b/codes/codes]
			l[0].postings[i] = posting
			l[0].at[b/codes/codes]++
			l = &ix.later
		}
	}
	for _, l := range []*[3]postingLists{&ix.first, &ix.later} {
		for d := range 3 {
			at := l[d].at
			copy(at[1:], at)
			at[0] = 0
		}
	}
}
