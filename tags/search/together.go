package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"tailor/tags/catalogue"
)

// part is an entry all of whose words are in the query: one of several tags
// that may answer it together.
type part struct {
	id      catalogue.ID
	mask    uint16 // the terms that it stands for
	score   float32
	entry   uint32
	known   bool
	general bool // it is a general tag
	plain   bool // it is a tag's name as it stands in the query
}

// mostParts bounds the parts that are weighed against each other.
const mostParts = 64

// addPart keeps the best entry for each set of terms.
func (r *relaxer) addPart(p part) {
	if p.mask == 0 {
		return
	}
	for i := range r.parts {
		if r.parts[i].mask == p.mask {
			if p.score > r.parts[i].score {
				r.parts[i] = p
			}
			return
		}
	}
	if len(r.parts) < mostParts {
		r.parts = append(r.parts, p)
	}
}

// together returns the tags that answer the query between them, in the
// query's order: "long white hair blue eyes" is long_hair, white_hair and
// blue_eyes. It returns nil where one does, or where too much is left over.
func (r *relaxer) together() []part {
	var chosen []part
	covered := uint16(0)
	for covered != r.content {
		best, most := -1, float32(0)
		for i, p := range r.parts {
			fresh := p.mask &^ covered
			if fresh == 0 || !r.joins(p.mask) {
				continue
			}
			// A tag of more words says more than its words alone.
			gain := r.weightOf(fresh) + 2*float32(bits.OnesCount16(p.mask)-1)
			if p.known {
				gain *= saidPart
			}
			if !p.plain {
				gain -= otherPart
			}
			gain += 0.5 * p.score
			if gain > most {
				best, most = i, gain
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, r.parts[best])
		covered |= r.parts[best].mask
	}
	// What another one of them covers goes: "hair" beside "long hair".
	kept := chosen[:0]
	for i, p := range chosen {
		others := uint16(0)
		for j, o := range chosen {
			if j != i && (j > i || slices.Contains(kept, o)) {
				others |= o.mask
			}
		}
		if p.mask&^others != 0 {
			kept = append(kept, p)
		}
	}
	if len(kept) < 2 || r.weightOf(covered) < leastTogether*r.total {
		return nil
	}
	slices.SortFunc(kept, func(a, b part) int {
		return cmp.Or(cmp.Compare(bits.TrailingZeros16(a.mask), bits.TrailingZeros16(b.mask)),
			cmp.Compare(bits.Len16(a.mask), bits.Len16(b.mask)))
	})
	return kept
}

const (
	// saidPart is what people's saying is worth beside a tag's own name.
	saidPart = 0.6
	// otherPart is what a part loses that is no name as it stands in the query.
	otherPart = 2
	// formCost is what words in another form cost a part, swapCost what their
	// order does.
	formCost = 40
	swapCost = 3
	// namePart is what the name of a character or a series costs.
	namePart = 3
)

// listed reports whether the query is no clause but a list of tags: no word
// says nothing but "and" and "with", and each tag's name stands in it.
func (r *relaxer) listed(together []part) bool {
	clausal := func(t term) bool { return t.stop && t.weight > 0 && t.text != "and" && t.text != "with" }
	return len(together) > 0 && !slices.ContainsFunc(r.terms, clausal) &&
		!slices.ContainsFunc(together, func(p part) bool { return !p.plain })
}

// leastTogether is the part of the query's weight that several tags must cover
// to answer it.
const leastTogether = 0.75

// joins reports whether the terms of a part belong together: between two of
// them stands nothing but stop words and words that belong to the last of them
// just as well, as "white" in "long white hair" does, and "hair" in "white
// hair blue eyes" does not.
func (r *relaxer) joins(mask uint16) bool {
	last := uint16(1) << (bits.Len16(mask) - 1)
	first := uint16(1) << bits.TrailingZeros16(mask)
	between := (last - 1) &^ (first<<1 - 1) &^ mask & r.content
	for _, p := range r.parts {
		// "white eyes" is not meant where "white hair" stands before them.
		if head := uint16(1) << (bits.Len16(p.mask) - 1); p.mask&mask != 0 && between&head != 0 && p.mask != head {
			return false
		}
	}
	verb := strings.HasSuffix(r.terms[bits.TrailingZeros16(mask)].text, "ing") // "holding glowing lantern"
	for ; between != 0; between &= between - 1 {
		gap := between & -between
		if !slices.ContainsFunc(r.parts, func(p part) bool {
			return p.mask&gap != 0 && p.mask&last != 0 && p.mask&^(gap|last)&^mask == 0 || verb && p.mask == gap
		}) {
			return false
		}
	}
	return true
}
