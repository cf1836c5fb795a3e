// Package parts finds the tags that answer a query between them, where no
// single one does.
package parts

import (
	"cmp"
	"math/bits"
	"slices"

	"tailor/tags/catalogue"
	"tailor/tags/english"
)

// Term is a word of the query.
type Term struct {
	Text   string
	Weight float32 // how rare it is
	Stop   bool    // it says nothing by itself
	Verb   bool    // it is what is done
	// StopWord and Preposition tell that the text is one; they are asked of each
	// candidate.
	StopWord, Preposition bool
	// Denies are the terms that are said not to be there, of a "no".
	Denies uint16
}

// NewTerm returns the term of a word.
func NewTerm(text string) Term {
	stop := english.StopWords[text]
	return Term{Text: text, Stop: stop, StopWord: stop, Preposition: english.Prepositions.Has(text)}
}

// Terms are the words of a query, in its order. A set of them has a bit for each.
type Terms []Term

// Deny finds what the query says not to be there, and has a "no" say it, as tags
// do: "without a hat", "isn't wearing shoes or socks", "girl no gloves". A "no"
// behind a name is Japanese: "sousou no frieren".
func (t Terms) Deny() {
	no := -1 // the first denial, which stands for all
	for i := range t {
		n := t[i:].denial()
		if n == 0 || t[i].Text == "no" && i > 0 && !t[i-1].Stop && !english.Subjects.Has(t[i-1].Text) {
			continue
		}
		or, denied := true, uint16(0) // what follows is denied
		for j := i + n; j < len(t) && (or || t[j].Stop); j++ {
			w := &t[j]
			switch w.Stop = w.Stop || english.Wears.Has(w.Text); {
			case w.Text == "or" || w.Text == "nor":
				or = true
			case !w.Stop:
				denied |= 1 << j
				or = false
			}
		}
		if denied == 0 {
			continue
		}
		for j := i; j < i+n; j++ {
			t[j].Stop = true
		}
		if no < 0 {
			no, t[i] = i, NewTerm("no")
			t[i].Stop = false
		}
		t[no].Denies |= denied
	}
}

// denial returns how many terms at the front say that something is not there:
// "isn't" are two.
func (t Terms) denial() int {
	next := ""
	if len(t) > 1 {
		next = t[1].Text
	}
	switch text := t[0].Text; {
	case text == "no", english.Denials.Has(text):
		return 1
	case text == "w" && next == "o", next == "of" && english.Lacks.Has(text), next == "t" && english.Denials.Has(text+"t"):
		return 2
	}
	return 0
}

// Contradicts reports whether a set has what is denied without the word that
// does, or that word without it.
func (t Terms) Contradicts(mask uint16) bool {
	for i, w := range t {
		if w.Denies != 0 && (mask>>i&1 != 0) != (mask&w.Denies != 0) {
			return true
		}
	}
	return false
}

// Weight returns the weight of a set of terms.
func (t Terms) Weight(mask uint16) float32 {
	sum := float32(0)
	for ; mask != 0; mask &= mask - 1 {
		sum += t[bits.TrailingZeros16(mask)].Weight
	}
	return sum
}

// Rest returns those of a set that say something, without a preposition before
// none of them, and the "by" before one, which may be an artist. What is denied
// stays denied. The last of all
// is one where it is still being typed.
func (t Terms) Rest(mask uint16, open bool) (kept uint16) {
	for i, w := range t {
		if mask&w.Denies != 0 {
			mask |= 1 << i
		}
	}
	before := false // a word of the set follows
	for i := len(t) - 1; i >= 0; i-- {
		w := &t[i]
		switch typed := open && i == len(t)-1; {
		case mask&(1<<i) == 0:
			before = before && w.Stop
			if before && w.Text == "by" {
				kept |= 1 << i
			}
		case typed || (len(w.Text) > 1 || w.Text[0] >= '0' && w.Text[0] <= '9') && !english.Seen.Has(w.Text) && (before || !w.Preposition):
			kept, before = kept|1<<i, true
		}
	}
	return kept
}

// Parted reports whether a word that says where stands between the words of a
// set that lacks it: "coffee on a table" is no coffee table.
func (t Terms) Parted(mask uint16) bool {
	for i := bits.TrailingZeros16(mask) + 1; i < bits.Len16(mask); i++ {
		if w := &t[i]; w.Stop && mask&(1<<i) == 0 && english.Places.Has(w.Text) {
			return true
		}
	}
	return false
}

// Both reports whether a set that lacks an "and" has the words on either side of
// it: "a cat and a hat" are no cat hat.
func (t Terms) Both(mask uint16) bool {
	for i := bits.TrailingZeros16(mask) + 1; i < bits.Len16(mask); i++ {
		next := i + 1
		for next < len(t) && t[next].Stop {
			next++
		}
		if t[i].Text == "and" && mask>>(i-1)&3 == 1 && mask>>next&1 != 0 {
			return true
		}
	}
	return false
}

// LackPreposition reports whether a set lacks a preposition of the query.
func (t Terms) LackPreposition(mask uint16) bool {
	for i, w := range t {
		if w.Stop && w.Preposition && mask&(1<<i) == 0 {
			return true
		}
	}
	return false
}

// GoesOn reports whether what a set has last belongs to a word behind it: "long" in
// "dress with a long veil".
func (t Terms) GoesOn(mask uint16) bool {
	next := bits.Len16(mask)
	return next < len(t) && !t[next].Stop
}

// Where reports whether a set has nothing but words that say where something is.
func (t Terms) Where(mask uint16) bool {
	for ; mask != 0; mask &= mask - 1 {
		if !t[bits.TrailingZeros16(mask)].Preposition {
			return false
		}
	}
	return true
}

// Part is an entry all of whose words are in the query: one of several tags
// that may answer it together.
type Part struct {
	ID      catalogue.ID
	Mask    uint16 // the terms that it stands for
	Score   float32
	Entry   uint32
	Known   bool   // the entry is one of what is known of the tags
	Name    uint16 // of one that is known, the terms of the tag's name where all of it is in the query
	General bool   // it is a general tag
	Plain   bool   // it is a tag's name as it stands in the query
}

// Set holds the best part for each set of terms.
type Set []Part

// mostParts bounds the parts that are weighed against each other.
const mostParts = 64

// Add keeps the best entry for each set of terms.
func (s *Set) Add(p Part) {
	if p.Mask == 0 {
		return
	}
	for i := range *s {
		if o := &(*s)[i]; o.Mask == p.Mask {
			better := p.Score > o.Score
			if p.ID == o.ID && p.Known != o.Known {
				better = o.Known // a tag's name says more than what people say for it
			}
			if better {
				*o = p
			}
			return
		}
	}
	if len(*s) < mostParts {
		*s = append(*s, p)
	}
}

// Says reports whether a tag's name as it stands in the query has one of the
// terms of a set.
func (s Set) Says(mask uint16) bool {
	return slices.ContainsFunc(s, func(p Part) bool { return p.Plain && p.Mask&mask != 0 })
}

// Plainly reports whether the names of general tags have all terms of a set.
func (s Set) Plainly(mask uint16) bool {
	for _, p := range s {
		if p.General {
			mask &^= p.Mask
		}
	}
	return mask == 0
}

// Together returns the tags that answer the query between them, in the
// query's order: "long white hair blue eyes" is long_hair, white_hair and
// blue_eyes. covered are the terms that they stand for. It returns nil where one
// does, or where too much is left over.
func (s Set) Together(terms Terms, content uint16) (kept []Part, covered uint16) {
	s = s.meant()
	var chosen []Part
	for covered != content {
		best, most := -1, float32(0)
		for i, p := range s {
			fresh := p.Mask &^ covered
			if fresh == 0 || !s.joins(terms, content, p.Mask) {
				continue
			}
			// A tag of more words says more than its words alone.
			gain := terms.Weight(fresh) + 2*float32(bits.OnesCount16(p.Mask)-1)
			if p.Known {
				gain *= saidPart
			}
			if !p.Plain {
				gain -= otherPart
			}
			gain += 0.5 * p.Score
			if gain > most {
				best, most = i, gain
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, s[best])
		covered |= s[best].Mask
	}
	// What is left of the words is said by a tag rather than left over.
	for left := content &^ covered; left != 0; left &= left - 1 {
		bit := left & -left
		if at := slices.IndexFunc(s, func(p Part) bool { return p.Mask == bit }); at >= 0 {
			chosen = append(chosen, s[at])
			covered |= bit
		}
	}
	// What another one of them covers goes: "hair" beside "long hair".
	kept = chosen[:0]
	for i, p := range chosen {
		others := uint16(0)
		for j, o := range chosen {
			if j != i && (j > i || slices.Contains(kept, o)) {
				others |= o.Mask
			}
		}
		if p.Mask&^others != 0 && (p.Name == 0 || p.Name&^others != 0) {
			kept = append(kept, p)
		}
	}
	covered = 0
	for _, p := range kept {
		covered |= p.Mask
	}
	if len(kept) < 2 || terms.Weight(covered) < leastTogether*terms.Weight(content) {
		return nil, 0
	}
	slices.SortFunc(kept, func(a, b Part) int {
		return cmp.Or(cmp.Compare(bits.TrailingZeros16(a.Mask), bits.TrailingZeros16(b.Mask)),
			cmp.Compare(bits.Len16(a.Mask), bits.Len16(b.Mask)))
	})
	return kept, covered
}

const (
	// saidPart is what people's saying is worth beside a tag's own name.
	saidPart = 0.6
	// otherPart is what a part loses that is no name as it stands in the query.
	otherPart = 2
	// FormCost is what words in another form cost a part, SwapCost what their
	// order does.
	FormCost = 40
	SwapCost = 3
	// NameCost is what the name of a character or a series costs.
	NameCost = 3
)

// Listed reports whether the query is no clause but a list of tags: no word
// says nothing but "and" and "with", and each tag's name stands in it.
func (t Terms) Listed(together []Part) bool {
	clausal := func(t Term) bool { return t.Stop && t.Weight > 0 && t.Text != "and" && t.Text != "with" }
	return len(together) > 0 && !slices.ContainsFunc(t, clausal) &&
		!slices.ContainsFunc(together, func(p Part) bool { return !p.Plain })
}

// leastTogether is the part of the query's weight that several tags must cover
// to answer it.
const leastTogether = 0.5

// meant leaves out the names of several words that are aliases, where a general tag
// that stands in the query has one of the words and is more common: a "black mage
// robe" is a black robe, and no Black Mage of a game.
func (s Set) meant() Set {
	return slices.DeleteFunc(slices.Clone(s), func(p Part) bool {
		return !p.General && !p.Known && !p.Plain && bits.OnesCount16(p.Mask) > 1 && slices.ContainsFunc(s, func(o Part) bool {
			return o.General && o.Plain && o.Mask&p.Mask != 0 && bits.OnesCount16(o.Mask) > 1 && o.Score > p.Score
		})
	})
}

// joins reports whether the terms of a part belong together: between two of
// them stands nothing but stop words and words that belong to the last of them
// just as well, as "white" in "long white hair" does, and "hair" in "white
// hair blue eyes" does not.
func (s Set) joins(terms Terms, content, mask uint16) bool {
	last := uint16(1) << (bits.Len16(mask) - 1)
	first := uint16(1) << bits.TrailingZeros16(mask)
	between := (last - 1) &^ (first<<1 - 1) &^ mask & content
	if denied := terms[bits.TrailingZeros16(mask)].Denies; denied&last != 0 {
		between &^= denied // "without shoes or socks"
	}
	for _, p := range s {
		// "white eyes" is not meant where "white hair" stands before them.
		if head := uint16(1) << (bits.Len16(p.Mask) - 1); p.Mask&mask != 0 && between&head != 0 && p.Mask != head {
			return false
		}
	}
	// "holding glowing lantern", and whom a tag says nothing of: "hugs the smaller one
	// from behind".
	verb := terms[bits.TrailingZeros16(mask)].Verb
	for ; between != 0; between &= between - 1 {
		gap := between & -between
		belongs := func(p Part) bool {
			return p.Mask&gap != 0 && p.Mask&last != 0 && p.Mask&^(gap|last)&^mask == 0 || verb && p.Mask == gap
		}
		if !slices.ContainsFunc(s, belongs) && !(verb && !slices.ContainsFunc(s, func(p Part) bool { return p.Mask&gap != 0 })) {
			return false
		}
	}
	return true
}
