package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/search/index"
	"tailor/tags/search/parts"
)

// considerAll scores the entries that were touched, those that cover most
// first: what covers less must be the more popular then.
func (s *searcher) considerAll(ix *Index, g *gathering, known bool) {
	r := &s.relaxed
	groups := g.groups[:0]
	last := -1
	for _, e := range g.touched {
		mask := g.masks[e]
		if last < 0 || groups[last].mask != mask {
			if last = slices.IndexFunc(groups, func(o group) bool { return o.mask == mask }); last < 0 {
				last = len(groups)
				if last < cap(groups) {
					groups = groups[:last+1]
				} else {
					groups = append(groups, group{})
				}
				o := &groups[last]
				o.mask, o.weight, o.entries = mask, r.terms.Weight(mask&r.content)/r.total, o.entries[:0]
			}
		}
		groups[last].entries = append(groups[last].entries, e)
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Compare(b.weight, a.weight) })
	for i := range groups {
		o := &groups[i]
		if len(r.series) > 0 {
			o.weight = 1 // the series may cover the rest
		}
		// The entries with a word stand in the order of popularity: behind
		// one that cannot reach the threshold no other can.
		end := ix.Len()
		for at, e := range o.entries {
			if s.tick() {
				return
			}
			ix.TouchWords(o.entries, at, g.slot, r.at)
			if e >= end {
				continue
			}
			bound := coverScore*o.weight + completeScore*o.weight + namePop*ix.At[e].Popularity
			if bound < r.threshold() {
				end = e
				continue
			}
			s.consider(ix, g, e, known)
		}
	}
	g.groups = groups
}

// What a candidate's score is made of.
const (
	coverScore    = 9   // for all of the query
	completeScore = 10  // for nothing else in the entry
	unionScore    = 9   // for what other texts of the tag cover
	oftenScore    = 0.6 // for each e-fold that all texts cover of what the best does
	namePop       = 0.3 // the power of the count
	generalPop    = 0.2 // a general tag's
	notGeneral    = 1.5 // what a name costs: words rarely mean one
	glossComplete = 0.8 // what a gloss has of its words at most: it says more than is asked
)

// consider scores an entry that has words of the query.
func (s *searcher) consider(ix *Index, g *gathering, e uint32, known bool) {
	r := &s.relaxed
	id := ix.At[e].Tag
	pop := ix.At[e].Popularity
	if known {
		id = s.ix.knowing().ids[id]
	}
	cat := s.ix.Catalogue.Category(id)
	if s.q.categories&(1<<cat) == 0 {
		return
	}
	if known && r.terms[bits.Len16(r.content)-1].StopWord {
		return // what people say is meant for what it says
	}
	if text := ix.EntryText(e); len(text) == 1 {
		if name, _ := ix.EntryName(e); !tags.HasKey(name, text) {
			return // "3 swords" have no face "3:"
		}
	}
	c := s.cover(ix, g, e)
	if r.terms.Contradicts(c.mask) || c.mask&r.content != r.content && len(ix.EntryWords(e)) > bits.OnesCount16(c.mask) && r.terms.Where(c.mask&r.content) {
		return // "lights below" are not seen from below
	}
	lifted := uint16(0)
	if len(r.series) > 0 {
		if lifted = s.lifted(id) &^ c.mask; lifted != 0 {
			c.mask |= lifted
			c.cover += r.terms.Weight(lifted) / r.total
		}
	}
	if known && ix.glosses[e] {
		if bits.OnesCount16(r.essential) > 2 && bits.OnesCount16(c.mask&r.essential) < 2 {
			return // one word of a clause says nothing where it stands in another
		}
		c.complete = min(c.complete, glossComplete)
	}
	score := coverScore*c.cover + completeScore*c.complete*c.cover + namePop*pop
	switch {
	case cat == tags.General:
		score -= (namePop - generalPop) * pop
	case cat == tags.Artist:
		score -= 2 * notGeneral
	case c.cover < 0.99:
		score -= notGeneral
	}
	said := known || ix.IsAlias(e)
	c.aside = c.swapped && r.terms.LackPreposition(c.mask)
	if of := c.mask&r.content&^r.essential != 0; c.aside && of {
		score -= asideCost // "girl in black" is no black girl
	} else if !said {
		c.aside = cat == tags.General && r.terms.Both(c.mask)
	} else if bits.OnesCount16(c.mask&r.content) > 1 && r.terms.Parted(c.mask) && !slices.ContainsFunc(ix.EntryWords(e), func(w uint32) bool { return english.Places.Has(string(ix.Vocab.Word(w))) }) {
		c.aside = true // "standing before a mirror" is no standing mirror
		score -= partedCost
	}
	h := hit{id: id, entry: e, kind: relaxedMatch, known: known, near: true}
	whole, general := c.missing == 0 && !c.begun, cat == tags.General
	all := c.mask&r.content == r.content
	if c.own && (all || c.mask&r.essential == r.essential && whole && !known && general) && s.says(ix, e, id, c) && !c.aside {
		s.covered(ix, h, c, pop, known, lifted != 0)
	}
	own := c.complete > 0.97 && c.own
	if own && cat != tags.Artist && (!known || general) && s.isPart(ix, e, id, c, said) {
		p := parts.Part{ID: id, Mask: c.mask & r.content, Score: c.complete + 0.35*pop, Entry: e, Known: known, General: !known && general,
			Plain: !said && c.worst >= parts.AsTyped && !c.formed && !c.swapped}
		if known && bits.OnesCount16(p.Mask) > 1 {
			p.Mask &= r.essential // a saying names nobody
		}
		if said {
			p.Score-- // a tag that is called so goes before one that is said so
		}
		p.Score -= parts.FormCost * (1 - c.worst)
		if c.begun && ix.WordCount(e) == 1 {
			p.Score -= leftCost * float32(len(ix.EntryText(e))-len(r.terms[len(r.terms)-1].Text))
		}
		if !general {
			p.Score -= parts.NameCost // words rarely mean one
		}
		if c.swapped {
			p.Score -= parts.SwapCost
		}
		if known {
			p.Name = s.named(id) & r.content
		}
		r.parts.Add(p)
	}
	passing := bits.OnesCount16(c.mask&r.content) == 1 && (c.formed || c.begun && s.ix.KnownWord(r.terms[bits.Len16(c.mask)-1].Text))
	seen := r.at[id]
	name := uint16(0)
	if own && !said {
		name = c.mask
	}
	if seen == 0 {
		r.found = append(r.found, candidate{hit: h, score: score, mask: c.mask, says: c.mask, cover: c.cover, sum: c.cover, name: name, all: whole && all && general && !c.aside, passing: passing})
		r.at[id] = uint32(len(r.found))
		r.raise(score, s.limit)
		return
	}
	old := &r.found[seen-1]
	old.mask, old.name, old.sum = old.mask|c.mask, old.name|name, old.sum+c.cover
	if score > old.score {
		old.hit, old.score, old.cover, old.says, old.passing = h, score, c.cover, c.mask, passing
		r.raise(score, s.limit)
	}
}

// partedCost is what a saying costs between whose words stands one that says where.
const partedCost = 2

// isPart reports whether an entry of which all words are in the query may be
// one of several tags that answer it. One word that people say for a tag, or
// that is an alias, which said tells, is none where it only says where something
// is, or where the tag's name says more: "hip" for hip_focus.
func (s *searcher) isPart(ix *Index, e uint32, id catalogue.ID, c coverage, said bool) bool {
	if c.begun && s.ix.KnownWord(s.relaxed.terms[bits.Len16(c.mask)-1].Text) {
		return false // the word is whole
	}
	if bits.OnesCount16(c.mask) > 1 && (s.relaxed.terms.Parted(c.mask) || c.aside || c.swapped && s.relaxed.terms.GoesOn(c.mask) && s.relaxed.terms.LackPreposition(c.mask)) {
		return false
	}
	if s.ix.Catalogue.Category(id) != tags.General && (c.swapped || c.formed || c.begun) {
		return false // a name is said as it is written
	}
	if bits.OnesCount16(c.mask) > 1 {
		return true
	}
	text, term := string(ix.EntryText(e)), s.relaxed.terms[bits.Len16(c.mask)-1].Text
	if !said {
		return !c.formed || text != term+"s" || english.SameStem(text, term) // "short" is no shorts
	}
	if text == term+"s" || c.formed && (strings.HasSuffix(term, "ing") || strings.HasSuffix(term, "ed")) {
		return false // "small" is no smalls, "lifting" no lift, and "tired" no tyre
	}
	if c.begun || english.Prepositions.Has(text) {
		return false
	}
	words := s.ix.EntryWords(s.ix.NameEntry(id))
	return len(words) == 1 || !slices.ContainsFunc(words, func(w uint32) bool { return english.SameStem(string(s.ix.Vocab.Word(w)), text) })
}

// leftCost is what each letter costs that is left to type of a part's one word.
const leftCost = 0.6

// coverage is how an entry covers the query.
type coverage struct {
	cover    float32 // the part of the query's weight
	complete float32 // the part of the entry's own words
	mask     uint16
	missing  int     // words of the entry that the query lacks
	own      bool    // all by the query's own words in some form
	begun    bool    // by one that is still being typed
	worst    float32 // the least of the words' qualities
	formed   bool    // by a word in another form
	swapped  bool    // its words stand in another order than the query's
	aside    bool    // so that they are said of something else
}

// cover works out how an entry covers the query.
func (s *searcher) cover(ix *Index, g *gathering, e uint32) coverage {
	r := &s.relaxed
	var quality [maxTerms]float32
	c := coverage{own: true, worst: 1}
	last := 0
	mine, all := float32(0), float32(0)
	words := ix.EntryWords(e)
	for k, w := range words {
		stop := ix.Rare[w] == 0
		rare := max(float32(ix.Rare[w])*index.RareUnit, stopWeight)
		i := g.slot[w]
		if i == 0 || !r.repeats && slices.Contains(words[:k], w) { // "face" is not face-to-face
			all += rare
			if !stop {
				c.missing++
			}
			continue
		}
		m := &g.marks[i-1]
		all += rare
		mine += rare * m.quality
		c.begun = c.begun || m.quality == parts.AsTyped
		c.formed = c.formed || m.quality != parts.AsTyped && m.quality != parts.AsItStands
		if m.quality < parts.StandsAtAll {
			c.own = false
		} else {
			mine += rare * (1 - m.quality) * 0.8
		}
		c.mask |= m.mask
		c.worst = min(c.worst, m.quality)
		at := bits.TrailingZeros16(m.mask)
		c.swapped, last = c.swapped || at < last, max(at, last)
		for left := m.mask; left != 0; left &= left - 1 {
			t := bits.TrailingZeros16(left)
			quality[t] = max(quality[t], m.quality)
		}
	}
	for i := range r.terms {
		if !r.terms[i].Stop {
			c.cover += r.terms[i].Weight * quality[i]
		}
	}
	c.cover /= r.total
	if all > 0 {
		c.complete = mine / all
	}
	return c
}

// covered takes an entry for a match that has all words of the query, in some
// form and order, stop words aside.
func (s *searcher) covered(ix *Index, h hit, c coverage, pop float32, known, lifted bool) {
	w := s.ix.w
	if known && (ix.glosses[h.entry] || c.missing > 0 && !lifted) {
		return // what people say is meant where it is said whole
	}
	score := float32(0)
	if lifted {
		score = wholeByForms + w.prefixPop*pop - 0.5*float32(c.missing)
		if c.begun {
			score--
		}
	} else if c.missing == 0 && !c.begun {
		if s.relaxed.leads() {
			if _, ok := s.ix.Begun(s.q.text, s.ix.Popularity(h.id)-wordOutdoneBy); ok {
				return // "the king" is on its way to the King of Fighters, and no king
			}
		}
		score = wholeByForms + w.prefixPop*pop
		if s.relaxed.single {
			score -= s.onItsWay(h.id)
		}
	} else {
		score = w.order - 0.5 - w.orderMissing*float32(c.missing) + w.orderPop*pop
	}
	if c.missing == 0 && !c.begun && (c.formed && s.relaxed.single && (known || ix.IsAlias(h.entry)) || s.relaxed.terms.LackPreposition(c.mask)) {
		score -= passingCost
	}
	if known {
		if score--; s.named(h.id) != 0 {
			score += namedScore
		}
		if c.swapped {
			score--
		}
	} else if ix.IsAlias(h.entry) {
		score -= 1.5
	} else if c.missing == 0 && !c.begun {
		score += ownScore
	}
	h.score, h.near = score, false
	s.addCovered(h)
}

// onItsWay is what a general tag costs that a short word says in another form, or
// as people say it, where the word begins the name of one that is as common: "poke"
// is on its way to Pokémon, "blaze" to a blazer, "lands" to a landscape.
func (s *searcher) onItsWay(id catalogue.ID) float32 {
	if len(s.q.text) <= longestOutdone && s.ix.Catalogue.Category(id) == tags.General {
		if _, ok := s.ix.Begun(s.q.text, s.ix.Popularity(id)); ok {
			return 3
		}
	}
	return 0
}

// passingCost is what it costs a tag that the query says only in passing: in
// another form of what people say, or without its preposition ("on clothes").
const passingCost = 3

// ownScore is what a tag gains whose name is the query in other forms or order.
const ownScore = 2

// namedScore is what a saying gains where the tag's own words are said too.
const namedScore = 2

// named returns the terms of a tag's name where all of its words are words of
// the query, else none.
func (s *searcher) named(id catalogue.ID) uint16 {
	if at := s.relaxed.at[id]; at > 0 {
		return s.relaxed.found[at-1].name
	}
	return 0
}

// says reports whether an entry that has all words of the query is meant by
// them: one word says less, above all where it is still being typed or another
// one follows, and a letter or two behind words that say nothing begin the next
// word of a name: "the l" is no "may.l". In another form it says only what is nothing but that word, and
// no name, which has no forms: "hands" is neither hand_to_hand nor an artist.
func (s *searcher) says(ix *Index, e uint32, id catalogue.ID, c coverage) bool {
	if bits.OnesCount16(s.relaxed.content) > 1 {
		return true
	}
	if c.formed && (s.ix.Catalogue.Category(id) != tags.General || ix.WordCount(e) > 1) {
		return false
	}
	return c.missing == 0 && !c.begun && !s.q.closed && !s.relaxed.follows && !(s.relaxed.leads() && len(s.q.word(len(s.q.starts)-1)) < shortestBegun)
}

// leads reports whether words that say nothing lead to the one that does: "the k".
func (r *relaxer) leads() bool { return !r.single && !r.repeats && bits.OnesCount16(r.content) == 1 }

// wholeByForms is the match of an entry that is the query in another form:
// "wolves" goes before rare names that begin like it.
const wholeByForms = 10
