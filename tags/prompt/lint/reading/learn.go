package reading

import (
	"hash/maphash"
	"iter"
	"math"
	"strings"

	"tailor/data/beside"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
)

// A word of the catalogue is one that several names hold, as one of a single
// name may be of any language.
const (
	wordTags  = 3   // names that hold it, at least
	wordCount = 500 // pictures that these are on, at least

	qualifierTags = 2 // names that have it, at least

	// manyNames and manyBytes are from how many names, or bytes of them, on their words
	// are gone through twice: most may be of one name, and it costs less to know that
	// beforehand. Danbooru has 171,000.
	manyNames, manyBytes = 200_000, 6 << 20

	// expectations is how many hashes are told apart where names are gone through twice.
	expectations = 1 << 21

	// mostWords is how many words of a name count; Danbooru's longest have nine or ten.
	mostWords = 16

	// mostCommon is how many words are kept, and how many qualifiers; Danbooru has 3,100
	// and 1,900. Of mostUses, which no list has, no more are in as many names as that
	// makes.
	mostCommon = 50_000
	mostUses   = 5_000_000
)

// learnWords takes the catalogue's general names apart into words, and the
// names with a qualifier into that.
func (c *Reader) learnWords() {
	names, size := c.cat.Size()
	c.small = c.cat.Len()-c.cat.CountBy(tags.Artist) < 40000 && size < manyBytes // Danbooru has twice as many in use
	c.homonyms = map[string]bool{}
	for id := range catalogue.ID(c.cat.Len()) {
		name, count, category := c.cat.Name(id), c.cat.Count(id), c.cat.Category(id)
		if category == tags.Artist && len(c.homonyms) < mostNamesakes {
			if q := qualifierOf(name); q != "" {
				c.homonyms[tags.Plain(name[:len(name)-len(q)-2])] = true
			}
		}
		c.addNamesake(id)
		if category == tags.General && count >= muchUsed && len(name) > 1 && len(c.popular) < mostPopular {
			c.popular = append(c.popular, c.cat.Tag(id))
		}
	}
	many := names >= manyNames || size >= manyBytes
	c.words, c.wordsByLen = english.Set{}, map[int][]string{}
	least, on := uint32(wordTags), uint32(wordCount)
	if c.small {
		least, on = 1, 0
	}
	words := c.countTexts(many, least, c.eachWord)
	for _, w := range words.common(least, on) {
		c.words[w] = true
		c.wordsByLen[len(w)] = append(c.wordsByLen[len(w)], w)
	}
	c.qualifiers = map[string]bool{}
	qualifiers := c.countTexts(many, qualifierTags, c.eachQualifier)
	for _, q := range qualifiers.common(qualifierTags, 0) {
		c.qualifiers[tags.Plain(q)] = true
	}
}

// countTexts counts the texts of names that each gives of a range of tags, in two halves
// side by side. Of many, most of which may be of one name, those of fewer than least
// may be left out.
func (c *Reader) countTexts(many bool, least uint32, each func(from, to int, f func(text string, count int))) tally {
	halves := [2]tally{newTally(), newTally()}
	halves[1].seed = halves[0].seed
	if many {
		beside.Halves(c.cat.Len(), func(half, from, to int) {
			halves[half].expected = make([]uint8, expectations)
			each(from, to, func(text string, _ int) { halves[half].expect(text) })
		})
		halves[0].expectBoth(&halves[1], uint8(least))
	}
	beside.Halves(c.cat.Len(), func(half, from, to int) { each(from, to, halves[half].note) })
	halves[0].join(&halves[1])
	return halves[0]
}

// eachWord calls f with each word of each general name in a range of tags, of those of
// a name the first mostWords, and its pictures.
func (c *Reader) eachWord(from, to int, f func(word string, count int)) {
	for id := catalogue.ID(from); id < catalogue.ID(to); id++ {
		if c.cat.Category(id) != tags.General {
			continue
		}
		name, count := c.cat.Name(id), c.cat.Count(id)
		for from, n := 0, 0; from < len(name) && n < mostWords; {
			to := from
			for to < len(name) && !parts(name[to]) {
				to++
			}
			if to > from {
				f(name[from:to], count)
				n++
			}
			from = to + 1
		}
	}
}

// eachQualifier does the same with the qualifiers of all names.
func (c *Reader) eachQualifier(from, to int, f func(qualifier string, count int)) {
	for id := catalogue.ID(from); id < catalogue.ID(to); id++ {
		if q := qualifierOf(c.cat.Name(id)); q != "" {
			f(q, c.cat.Count(id))
		}
	}
}

// parts reports whether a character stands between the words of a name.
func parts(c byte) bool { return c == '_' || c == '-' || c == '(' || c == ')' || c == ' ' }

// qualifierOf returns what stands in brackets at the end of a name, "" for
// nothing.
func qualifierOf(name string) string {
	if n := len(name); n > 0 && name[n-1] == ')' {
		if k := strings.LastIndexByte(name, '('); k > 1 {
			return name[k+1 : n-1]
		}
	}
	return ""
}

// tally counts how many names texts stand in, and the pictures of those, in an
// open hash table: a large catalogue has millions of texts to be counted. Of two
// texts in neighbouring places nobody can foresee that their hashes are the same;
// they count as one.
type tally struct {
	seed    maphash.Seed
	uses    []use
	texts   []string // in the order in which they came
	waiting []noted  // of which the places are read at once, as they lie far apart
	// expected counts the names of the texts of some hashes, as far as it can: what has
	// fewer than least is not noted. nil is for all to be noted.
	expected []uint8
	least    uint8
	touched  uint32 // keeps reads that nothing else is done with
}

// use is a place of the table, free where number is 0.
type use struct {
	hash, number uint32 // the upper half of a text's hash; its number in texts, plus one
	names, count uint32 // that hold the text; their pictures
}

// noted is a text of so many names that are on so many pictures.
type noted struct {
	hash         uint64
	text         string
	names, count uint32
}

func newTally() tally {
	return tally{seed: maphash.MakeSeed(), uses: make([]use, 1<<10), waiting: make([]noted, 0, 64)}
}

// at returns the place of a hash of which the lower bits are low, that of a new one
// being free.
func (t *tally) at(low uint64, hash uint32) *use {
	mask := uint64(len(t.uses) - 1)
	for i := low & mask; ; i = (i + 1) & mask {
		if u := &t.uses[i]; u.number == 0 || u.hash == hash {
			return u
		}
	}
}

// expect tells of each name that a text is in before those that are in few are left
// out.
func (t *tally) expect(text string) {
	n := &t.expected[maphash.String(t.seed, text)%uint64(len(t.expected))]
	*n += uint8(min(math.MaxUint8-*n, 1))
}

// expectBoth has two tallies of the same seed expect what either does, and leave out
// what is in fewer names than least, or of too many what is in more.
func (t *tally) expectBoth(other *tally, least uint8) {
	var of [math.MaxUint8 + 1]int
	for i, n := range other.expected {
		n = t.expected[i] + min(math.MaxUint8-t.expected[i], n)
		t.expected[i] = n
		of[n]++
	}
	other.expected = t.expected
	for n, k := 0, math.MaxUint8; k >= int(least); k-- {
		if n += of[k]; n > 2*mostCommon {
			least = uint8(min(k+1, math.MaxUint8))
		}
	}
	t.least, other.least = least, least
}

// note counts a text of a name that is on so many pictures.
func (t *tally) note(text string, count int) {
	hash := maphash.String(t.seed, text)
	if t.expected != nil && t.expected[hash%uint64(len(t.expected))] < t.least {
		return
	}
	t.add(noted{hash, text, 1, uint32(min(max(count, 0), math.MaxInt32))})
}

// add has a text wait to be counted.
func (t *tally) add(n noted) {
	t.waiting = append(t.waiting, n)
	if len(t.waiting) == cap(t.waiting) {
		t.count()
	}
}

// count counts those that wait.
func (t *tally) count() {
	for _, n := range t.waiting {
		t.touched += t.uses[n.hash&uint64(len(t.uses)-1)].number
	}
	for _, n := range t.waiting {
		u := t.at(n.hash, uint32(n.hash>>32))
		if u.number == 0 {
			if t.texts = append(t.texts, n.text); 3*len(t.texts) > 2*len(t.uses) {
				t.grow()
				u = t.at(n.hash, uint32(n.hash>>32))
			}
			u.hash, u.number = uint32(n.hash>>32), uint32(len(t.texts))
		}
		u.names += n.names
		u.count = min(u.count+n.count, math.MaxInt32)
	}
	t.waiting = t.waiting[:0]
}

func (t *tally) grow() {
	old := t.uses
	t.uses = make([]use, 2*len(old))
	for _, u := range old {
		if u.number > 0 {
			*t.at(maphash.String(t.seed, t.texts[u.number-1]), u.hash) = u
		}
	}
}

// all returns the texts with their uses.
func (t *tally) all() iter.Seq2[string, *use] {
	t.count()
	return func(yield func(string, *use) bool) {
		for i := range t.uses {
			if u := &t.uses[i]; u.number > 0 && !yield(t.texts[u.number-1], u) {
				return
			}
		}
	}
}

// common returns the texts that names hold, at least so many, and these are on at least
// so many pictures. Where they are more than mostCommon it takes those of more names.
func (t *tally) common(names, pictures uint32) (texts []string) {
	var of [mostUses / mostCommon]int // texts by how many names they have
	fits := func(u *use) bool { return u.names >= names && u.count >= pictures }
	for _, u := range t.all() {
		if fits(u) {
			of[min(int(u.names), len(of)-1)]++
		}
	}
	for n, k := 0, len(of)-1; k >= int(names); k-- {
		if n += of[k]; n > mostCommon {
			names = uint32(k + 1)
		}
	}
	for text, u := range t.all() {
		if fits(u) {
			texts = append(texts, text)
		}
	}
	return texts
}

// join adds what another tally of the same seed counted.
func (t *tally) join(of *tally) {
	for 3*(len(t.texts)+len(of.texts)) > 2*len(t.uses) {
		t.grow() // beforehand: what comes in the order of the places fills the first ones
	}
	for text, u := range of.all() {
		t.add(noted{maphash.String(t.seed, text), text, u.names, u.count})
	}
}
