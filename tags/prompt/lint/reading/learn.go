package reading

import (
	"hash/maphash"
	"iter"
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
// names with a qualifier into that.
func (c *Reader) learnWords() {
	c.small = c.cat.Len()-c.cat.CountBy(tags.Artist) < 40000 // Danbooru has twice as many in use
	words, qualifiers := newTally(), newTally()
	c.homonyms = map[string]bool{}
	for id := range catalogue.ID(c.cat.Len()) {
		name, count, category := c.cat.Name(id), c.cat.Count(id), c.cat.Category(id)
		if q := qualifierOf(name); q != "" {
			qualifiers.note(q, count)
			if category == tags.Artist && len(c.homonyms) < mostNamesakes {
				c.homonyms[tags.Plain(name[:len(name)-len(q)-2])] = true
			}
		}
		if c.addNamesake(id); category != tags.General {
			continue
		}
		if count >= muchUsed && len(name) > 1 && len(c.popular) < mostPopular {
			c.popular = append(c.popular, c.cat.Tag(id))
		}
		for from := 0; from < len(name); {
			to := from
			for to < len(name) && !parts(name[to]) {
				to++
			}
			if to > from {
				words.note(name[from:to], count)
			}
			from = to + 1
		}
	}
	c.words, c.wordsByLen = english.Set{}, map[int][]string{}
	for w, u := range words.all() {
		if c.small || u.names >= wordTags && u.count >= wordCount {
			c.words[w] = true
			c.wordsByLen[len(w)] = append(c.wordsByLen[len(w)], w)
		}
	}
	c.qualifiers = map[string]bool{}
	for q, u := range qualifiers.all() {
		if u.names >= 2 {
			c.qualifiers[tags.Plain(q)] = true
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
// open hash table: a large catalogue has millions of texts to be counted. Two
// texts with the same hash of 64 bits, which nobody can foresee, count as one.
type tally struct {
	seed  maphash.Seed
	uses  []use
	texts []string // in the order in which they came
}

// use is a place of the table, free where number is 0.
type use struct {
	hash   uint64
	count  int    // pictures
	names  int32  // that hold the text
	number uint32 // the text's in texts, plus one
}

func newTally() tally { return tally{seed: maphash.MakeSeed(), uses: make([]use, 1<<10)} }

// at returns the place of a hash, that of a new one being free.
func (t *tally) at(hash uint64) *use {
	mask := uint64(len(t.uses) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if u := &t.uses[i]; u.number == 0 || u.hash == hash {
			return u
		}
	}
}

// note counts a text of a name that is on so many pictures.
func (t *tally) note(text string, count int) {
	hash := maphash.String(t.seed, text)
	u := t.at(hash)
	if u.number == 0 {
		if t.texts = append(t.texts, text); 3*len(t.texts) > 2*len(t.uses) {
			old := t.uses
			t.uses = make([]use, 2*len(old))
			for i := range old {
				if old[i].number > 0 {
					*t.at(old[i].hash) = old[i]
				}
			}
			u = t.at(hash)
		}
		u.hash, u.number = hash, uint32(len(t.texts))
	}
	u.names++
	u.count += count
}

// all returns the texts with their uses.
func (t *tally) all() iter.Seq2[string, *use] {
	return func(yield func(string, *use) bool) {
		for i := range t.uses {
			if u := &t.uses[i]; u.number > 0 && !yield(t.texts[u.number-1], u) {
				return
			}
		}
	}
}
