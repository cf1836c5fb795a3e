package reading

import (
	"hash/maphash"
	"iter"
	"math"
	"math/bits"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
)

// A word of the catalogue is one that several names hold, as one of a single
// name may be of any language.
const (
	wordTags  = 3   // names that hold it, at least
	wordCount = 500 // pictures that these are on, at least
)

// learnWords takes the catalogue's general names apart into words, and the
// names with a qualifier into that. Most words and qualifiers of a large
// catalogue are of one name only, and take no place in a map.
func (c *Reader) learnWords() {
	c.small = c.cat.Len()-c.cat.CountBy(tags.Artist) < 40000 // Danbooru has twice as many in use
	words, qualifiers := newRepeated(c.cat.Len()), newRepeated(c.cat.Len())
	for id := range catalogue.ID(c.cat.Len()) {
		name := c.cat.Name(id)
		if q := qualifierOf(name); q != "" {
			qualifiers.note(q)
		}
		if c.cat.Category(id) == tags.General {
			for w := range wordsIn(name) {
				words.note(w)
			}
		}
	}
	c.homonyms = map[string]bool{}
	type use struct{ tags, count int }
	uses, named := map[string]use{}, map[string]int{}
	for id := range catalogue.ID(c.cat.Len()) {
		name, count := c.cat.Name(id), c.cat.Count(id)
		if q := qualifierOf(name); q != "" {
			if qualifiers.most(q) >= 2 {
				named[q]++
			}
			if c.cat.Category(id) == tags.Artist && len(c.homonyms) < mostNamesakes {
				c.homonyms[tags.Plain(name[:len(name)-len(q)-2])] = true
			}
		}
		if c.addNamesake(id); c.cat.Category(id) != tags.General {
			continue
		}
		if count >= muchUsed && len(name) > 1 && len(c.popular) < mostPopular {
			c.popular = append(c.popular, c.cat.Tag(id))
		}
		for w := range wordsIn(name) {
			if c.small || words.most(w) >= wordTags {
				u := uses[w]
				uses[w] = use{u.tags + 1, u.count + count}
			}
		}
	}
	c.words, c.wordsByLen = english.Set{}, map[int][]string{}
	for w, u := range uses {
		if c.small || u.tags >= wordTags && u.count >= wordCount {
			c.words[w] = true
			c.wordsByLen[len(w)] = append(c.wordsByLen[len(w)], w)
		}
	}
	c.qualifiers = map[string]bool{}
	for q, n := range named {
		if n >= 2 {
			c.qualifiers[tags.Plain(q)] = true
		}
	}
}

// wordsIn returns the words of a name.
func wordsIn(name string) iter.Seq[string] {
	return strings.FieldsFuncSeq(name, func(r rune) bool { return r == '_' || r == '-' || r == '(' || r == ')' || r == ' ' })
}

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

// repeated counts texts, and several that share a place together.
type repeated struct {
	seed   maphash.Seed
	counts []uint8
}

func newRepeated(texts int) repeated {
	return repeated{maphash.MakeSeed(), make([]uint8, 1<<bits.Len(uint(2*texts)))}
}

func (r *repeated) at(text string) *uint8 {
	return &r.counts[maphash.String(r.seed, text)%uint64(len(r.counts))]
}

// note counts a text.
func (r *repeated) note(text string) {
	if n := r.at(text); *n < math.MaxUint8 {
		*n++
	}
}

// most returns how often a text was noted at most; 255 stands for any more.
func (r *repeated) most(text string) int { return int(*r.at(text)) }
