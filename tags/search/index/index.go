package index

import (
	"math"
	"math/bits"
	"strings"

	"tailor/data/beside"
	"tailor/data/pages"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/search/letters"
)

// Index is what a search reads: the texts of a catalogue's names and aliases,
// and lists of them. It never changes once it is built.
//
// An entry is a name or an alias; the entries of a tag follow one another, in
// the order of the tags, so that entries stand in the order of popularity
// like the tags. Every list below keeps that order, which is what makes the
// search fast: whatever kind of match a list is searched for, once the next
// entry could not reach the tenth best score found so far even if it matched
// perfectly, no entry behind it can, and the rest of the list is left unread.
//
//	First[d]   entries by the first d+1 characters of their normalized text
//	Later[d]   words that are not an entry's first, by the first d+1
//	           characters from there on
//	Vocab      all different words, sorted, with the entries that hold each
//	Sets       which characters an entry has, and which begin its words
//	Pairs      which two of them follow each other
type Index struct {
	Catalogue *catalogue.Catalogue

	Entries
	Sets  []uint64 // see setOf
	Pairs []uint64 // see pairsOf
	Words []uint32 // the words of all entries, as numbers in Vocab

	First, Later [3]Postings
	// leftOut holds for each bucket of Without(i) of a text's start a bit for each
	// code that was left out.
	leftOut [3][]uint64
	Vocab   Vocabulary
	Rare    []uint8 // how rare each word of Vocab is, in RareUnit; stop words are 0

	columns columns // see Having
}

// Entries are the texts that are searched. While an index is built they are
// only ever added to, so that what is there can be read meanwhile.
type Entries struct {
	Text       []byte   // the normalized texts, one behind the other
	At         []Entry  // one more at the end, which tells where the last one's text and words end
	WordStarts []uint32 // where in Text each word of each entry begins
}

// Entry is what a search asks of one entry, side by side, so that it comes from
// memory at once.
type Entry struct {
	Text       uint32 // where in Entries.Text its text begins
	Words      uint32 // where in WordStarts its words begin
	Tag        catalogue.ID
	Popularity float32 // natural logarithm of the tag's count
	// Breaks has a bit for each of the first breakPlaces places in its text at which
	// a word begins, BracketBit and CompoundBit.
	Breaks uint64
}

// word returns a word by its place among those of all entries: they stand in the
// text one behind the other.
func (all *Entries) word(i int) []byte {
	start, end := all.WordStarts[i], uint32(len(all.Text))
	if i+1 < len(all.WordStarts) {
		end = all.WordStarts[i+1]
	}
	return all.Text[start:min(end, start+math.MaxUint16)]
}

// Len returns the number of entries.
func (all *Entries) Len() uint32 { return uint32(len(all.At) - 1) }

// Postings are lists of postings by bucket: At holds where each begins.
// A posting is an entry's number shifted by PostingBits, with the number of the
// word in the entry below.
type Postings struct {
	At       []uint32
	Postings []uint32
	// Heads holds for each place the next eight bytes from there, in the
	// deepest lists only.
	Heads []uint64
}

const (
	// PostingBits is the number of bits of a posting that hold a word's number.
	PostingBits = 4
	// MaxWords is the number of an entry's words that can be searched; the
	// longest names have nine or ten.
	MaxWords = 1 << PostingBits
)

// Bucket returns the postings of a bucket, with their heads where there are any.
func (l *Postings) Bucket(b int) (postings []uint32, heads []uint64) {
	from, to := l.At[b], l.At[b+1]
	if l.Heads != nil {
		heads = l.Heads[from:to]
	}
	return l.Postings[from:to], heads
}

// Popularity returns the natural logarithm of a tag's count.
func (ix *Index) Popularity(id catalogue.ID) float32 { return ix.At[ix.NameEntry(id)].Popularity }

// EntryText returns an entry's normalized text.
func (ix *Index) EntryText(e uint32) []byte { return ix.Text[ix.At[e].Text:ix.At[e+1].Text] }

// EntryWords returns an entry's words, as numbers in the vocabulary.
func (ix *Index) EntryWords(e uint32) []uint32 { return ix.Words[ix.At[e].Words:ix.At[e+1].Words] }

// WordCount returns the number of an entry's words.
func (ix *Index) WordCount(e uint32) int { return int(ix.At[e+1].Words - ix.At[e].Words) }

// WordStart returns where in Text word number k of an entry begins.
func (ix *Index) WordStart(e uint32, k int) uint32 {
	at := &ix.At[e]
	breaks := at.Breaks & placesMask
	if k >= bits.OnesCount64(breaks) {
		return ix.WordStarts[at.Words+uint32(k)]
	}
	for ; k > 0; k-- {
		breaks &= breaks - 1
	}
	return at.Text + uint32(bits.TrailingZeros64(breaks))
}

// TextFrom returns an entry's text from word number k on.
func (ix *Index) TextFrom(e uint32, k int) []byte {
	return ix.Text[ix.WordStart(e, k):ix.At[e+1].Text]
}

// WordText returns word number k of an entry, which has words words.
func (ix *Index) WordText(e uint32, k, words int) []byte {
	end := ix.At[e+1].Text
	if k+1 < words {
		end = ix.WordStart(e, k+1)
	}
	return ix.Text[ix.WordStart(e, k):end]
}

// EntryName returns an entry as its list spells it, and whether it is an
// alias.
func (ix *Index) EntryName(e uint32) (name string, alias bool) {
	id := ix.At[e].Tag
	if i := e - ix.NameEntry(catalogue.ID(id)); i > 0 {
		return ix.Catalogue.Aliases(catalogue.ID(id))[i-1], true
	}
	return ix.Catalogue.Name(catalogue.ID(id)), false
}

// IsAlias reports whether an entry is an alias and not a tag's name.
func (ix *Index) IsAlias(e uint32) bool { return e > 0 && ix.At[e-1].Tag == ix.At[e].Tag }

// NameEntry returns the entry of a tag's name.
func (ix *Index) NameEntry(id catalogue.ID) uint32 {
	return uint32(id) + ix.Catalogue.AliasesBefore(id)
}

// laterShift is where in an entry's set the letters begin that start one of
// its words but the first.
const laterShift = 37

// describe makes the set that describes an entry but for what is told of its
// compounds: a bit for each code that it has, and above those a bit for each letter
// that begins one of its words but the first. It adds to the entry's Breaks where
// words begin.
func (all *Entries) describe(e int) (set uint64) {
	at := &all.At[e]
	set = letters.Set(all.Text[at.Text:])
	for i, start := range all.WordStarts[at.Words:] {
		at.Breaks |= 1 << (start - at.Text) & placesMask
		if i > 0 {
			set |= LaterBit(all.Text[start])
		}
	}
	return set
}

// addCompounds adds to the entries' Sets a bit for each letter that begins the second
// part of a compound, and tells in their Breaks that they have some.
func (ix *Index) addCompounds() {
	e := 0
	for i, w := range ix.Words {
		split := uint32(ix.Vocab.Splits[w])
		if split == 0 {
			continue
		}
		for ix.At[e+1].Words <= uint32(i) {
			e++
		}
		ix.Sets[e] |= LaterBit(ix.Text[ix.WordStarts[i]+split])
		ix.At[e].Breaks |= CompoundBit
	}
}

const (
	// CompoundBit of an entry's Breaks tells that one of its words is a compound.
	CompoundBit = 1 << 63
	// BracketBit of an entry's Breaks tells that its name ends in brackets, as that
	// of a character does which names her series. An artist's has none: there they
	// belong to the name.
	BracketBit = 1 << breakPlaces

	breakPlaces = 62
	placesMask  = BracketBit - 1
)

// LaterBit is the bit of a set for a letter that begins a later word.
func LaterBit(c byte) uint64 {
	if code := letters.CodeOf[c]; code <= 26 {
		return 1 << (laterShift + code - 1)
	}
	return 0
}

// New builds the index of a catalogue, with goroutines: one normalizes the
// entries' texts and fills the lists that need no more than them, while another
// numbers and sorts the words, whose lists others fill.
func New(c *catalogue.Catalogue) *Index {
	n, _ := c.Size()
	ix := &Index{
		Catalogue: c,
		Sets:      pages.Make[uint64](n, n),
		Pairs:     pages.Make[uint64](n, n),
		Words:     pages.Make[uint32](0, n*5/2),
	}
	words := newNumbering(n)
	batches, used := make(chan batch, 4), make(chan []uint32, 8)
	var lists beside.Group
	lists.Go(func() {
		buckets := ix.normalize(words.seed, batches, used)
		ix.fillPostings(buckets)
		ix.findLeftOut()
	})
	for have := range batches {
		ix.Words = words.number(&have, ix.Words, func(e int) bool {
			tag := have.At[e].Tag
			return c.Category(tag) == tags.General && uint32(e) == ix.NameEntry(tag) // a tag's name, no alias
		})
		used <- have.hashes[:0]
	}
	var ends []uint16
	ix.Vocab, ends = words.finish(ix.Text, ix.Words)
	lists.Go(func() { ix.Vocab.byEnd = ix.Vocab.listWords(ends) })
	lists.Go(func() { ix.Vocab.fillByStart() })
	lists.Go(func() {
		ix.Vocab.fillPostings(ix)
		ix.weighWords()
	})
	ix.addCompounds()
	lists.Wait()
	return ix
}

// batch is what there is of the entries, and the hashes of the words that the batch
// before had not.
type batch struct {
	Entries
	hashes []uint32
}

// normalize adds all entries, and sends what there is of them every now and then.
// What comes back through used it uses again. It returns the buckets of the first
// three characters of all words and what follows.
func (ix *Index) normalize(seed tags.Seed, done chan<- batch, used <-chan []uint32) (buckets []uint16) {
	defer close(done)
	const size = 4096 // tags
	c := ix.Catalogue
	n, bytes := c.Size()
	all := batch{Entries: Entries{
		Text:       pages.Make[byte](0, bytes),
		At:         pages.Make[Entry](1, n+1),
		WordStarts: pages.Make[uint32](0, n*5/2),
	}}
	buckets = pages.Make[uint16](0, n*5/2) // letters.Codes³ is less than 65,536
	popularity := float32(0)
	for id := range catalogue.ID(c.Len()) {
		if id == 0 || c.Count(id) != c.Count(id-1) {
			popularity = popularityOf(c.Count(id))
		}
		aliases := c.Aliases(id)
		for i := range len(aliases) + 1 {
			name := c.Name(id)
			if i > 0 {
				name = aliases[i-1]
			}
			words := len(all.WordStarts)
			all.Text, all.WordStarts, _ = letters.Append(all.Text, all.WordStarts, nil, name)
			all.WordStarts = all.WordStarts[:min(len(all.WordStarts), words+MaxWords)]
			entry := len(all.At) - 1
			e := &all.At[entry]
			e.Tag, e.Popularity = id, popularity
			if strings.HasSuffix(name, ")") && strings.IndexByte(name, '(') > 0 && c.Category(id) != tags.Artist {
				e.Breaks = BracketBit
			}
			ix.Sets[entry], ix.Pairs[entry] = all.describe(entry), pairsOf(all.Text[e.Text:])
			all.At = append(all.At, Entry{Text: uint32(len(all.Text)), Words: uint32(len(all.WordStarts))})
			for ; words < len(all.WordStarts); words++ {
				all.hashes = append(all.hashes, seed.Hash(all.word(words)))
				buckets = append(buckets, uint16(letters.Bucket(all.Text[all.WordStarts[words]:], 3)))
			}
		}
		if id%size == size-1 {
			done <- all
			select {
			case all.hashes = <-used:
			default:
				all.hashes = nil
			}
		}
	}
	ix.Entries = all.Entries
	done <- all
	return buckets
}

// popularityOf returns the logarithm of a count. Lists without counts, and
// RouWei's artists among them, count as tags of a few pictures.
func popularityOf(count int) float32 {
	return float32(math.Log(float64(count) + 10))
}

// fillPostings fills the lists of postings by the words' buckets: the buckets' sizes
// first, then every place into its bucket, in the order of the entries.
func (ix *Index) fillPostings(buckets []uint16) {
	size := letters.Codes
	for d := range 3 {
		for _, l := range []*Postings{&ix.First[d], &ix.Later[d]} {
			l.At = make([]uint32, size+1)
		}
		size *= letters.Codes
	}
	for e := range ix.Len() {
		l := &ix.First[2]
		for _, b := range buckets[ix.At[e].Words:ix.At[e+1].Words] {
			l.At[int(b)+1]++
			l = &ix.Later[2]
		}
	}
	for _, l := range []*[3]Postings{&ix.First, &ix.Later} {
		// The shallower buckets are sums of the deeper ones.
		for d := 1; d >= 0; d-- {
			for b, n := range l[d+1].At[1:] {
				l[d].At[b/letters.Codes+1] += n
			}
		}
		for d := range 3 {
			sum := uint32(0)
			for b := range l[d].At {
				sum += l[d].At[b]
				l[d].At[b] = sum
			}
			l[d].Postings = pages.Make[uint32](int(sum), int(sum))
		}
		l[2].Heads = pages.Make[uint64](len(l[2].Postings), len(l[2].Postings))
	}
	// at[b] is moved to its bucket's end while the bucket fills, and is the
	// next bucket's beginning then.
	for e := range ix.Len() {
		l := &ix.First
		from := ix.At[e].Words
		for w := from; w < ix.At[e+1].Words; w++ {
			posting, b := e<<PostingBits|(w-from), int(buckets[w])
			i := l[2].At[b]
			l[2].Postings[i], l[2].Heads[i] = posting, letters.Head(ix.Text[ix.WordStarts[w]:ix.At[e+1].Text])
			l[2].At[b]++
			i = l[1].At[b/letters.Codes]
			l[1].Postings[i] = posting
			l[1].At[b/letters.Codes]++
			i = l[0].At[b/letters.Codes/letters.Codes]
			l[0].Postings[i] = posting
			l[0].At[b/letters.Codes/letters.Codes]++
			l = &ix.Later
		}
	}
	for _, l := range []*[3]Postings{&ix.First, &ix.Later} {
		for d := range 3 {
			at := l[d].At
			copy(at[1:], at)
			at[0] = 0
		}
	}
}
