package search

import (
	"bytes"
	"math"
	"math/bits"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/search/letters"
	"tailor/tags/search/parts"
)

// What the lists' own names give is complemented by what is known of the tags
// and by the relaxed pass:
//
//	exact          the query is the tag's name or alias
//	known          it is what people say for the tag
//	matched        by beginnings, initials, words in order, typos, and by the
//	               words in other forms: all on one scale
//	near           by a part of the words, or by what they mean

// knownScore sets what people say for a tag, word by word, apart from all but
// names and aliases.
const knownScore = 1000

// knownNamed is what such a saying gains where the tag's own words are said.
const knownNamed = 100

// knownCost is what a match by a part of what people say costs, beyond what an
// alias does.
const knownCost = 4

// wholeSaying is the match of one word that people say for a tag: it may be the
// beginning of another as well.
const wholeSaying = 10

// shortestSaying is the number of letters from which what people say for a tag
// goes before all that the query only begins.
const shortestSaying = 5

// nearRoom is the number of places that are kept for tags that come by what
// words mean, where a list is full of less.
const nearRoom = 3

// complement adds to top what is known and what covers a part of the query.
func (s *searcher) complement() (together []parts.Part) {
	if len(s.q.text) == 0 || len(s.q.text) > maxQuery || s.unsorted || s.stopped {
		return nil
	}
	r := &s.relaxed
	r.reset(s.ix.Catalogue.Len())
	answered := len(s.top) > 0 && s.top[0].score >= looseScore+aliasScore && !s.hasRoom()
	if !answered && s.prepare() {
		s.gather(s.ix, false)
		if k := s.ix.knowing(); k != nil && (!r.single || r.everyday || s.hasRoom()) {
			s.gather(k.ix, true)
		}
		if bits.OnesCount16(r.content) > 1 {
			s.begun()
			s.subjects()
			together, r.together = r.parts.Together(r.terms, r.content)
		}
	}
	s.known()
	if s.stopped {
		return nil
	}
	matched, aside := s.matched(), []hit(nil)
	plainly := bits.OnesCount16(r.content) > 1 && (r.parts.Plainly(r.essential) || r.essential != r.content && r.terms.LackPreposition(r.content))
	if plainly {
		matched, aside = setAside(matched, s.onlyWords)
	}
	least := float32(leastCover)
	if len(matched) > 0 && s.answersAll(matched[0]) {
		together = s.beside(matched[0], together)
		least = leastBeside
		if s.q.wide() {
			least = 1 // a character in common says nothing
		}
	}
	if slices.ContainsFunc(r.found, func(c candidate) bool { return c.all }) {
		together = nil // one tag says it: "holding leek" is holding_spring_onion
	}
	near := s.nearHits(together, least, plainly)
	near = append(near, once(aside, near)...)
	s.top = s.assemble(matched, near, len(together))
	return together
}

// hasRoom reports whether the other passes found less than was asked for, but
// for guesses.
func (s *searcher) hasRoom() bool {
	return len(s.top) < s.limit || slices.ContainsFunc(s.top, func(h hit) bool { return weak(h.kind) })
}

// settled reports whether the results are what matched: the query is one word,
// which nobody says for others, and the list is full.
func (s *searcher) settled() bool {
	return len(s.q.starts) == 1 && !s.relaxed.everyday && !s.hasRoom()
}

// answersAll reports whether a hit covers the query as it is, so that no
// several tags need to.
func (s *searcher) answersAll(h hit) bool {
	return h.score >= knownScore || h.kind == relaxedMatch && !h.near && h.score >= wholeByForms
}

// beside returns the tags that answer the query together where a hit covers it:
// the hit and whom the picture shows beside, or those that stand in the query as
// they are where the hit is a saying in other words: "umbrella rain" is no
// umbrella in the rain.
func (s *searcher) beside(h hit, together []parts.Part) []parts.Part {
	r := &s.relaxed
	at := r.at[h.id]
	if at == 0 || r.together != r.content || h.kind != relaxedMatch {
		return nil
	}
	mask := r.found[at-1].mask & r.content
	if h.known && r.terms.Listed(together) {
		return together
	}
	subjects := slices.DeleteFunc(together, func(p parts.Part) bool { return p.Mask&(mask|r.essential) != 0 })
	if mask == r.content || len(subjects) == 0 {
		return nil
	}
	return append(subjects, parts.Part{ID: h.id, Mask: mask, Entry: h.entry, Known: h.known})
}

// reset makes the relaxer ready for a query of a catalogue of so many tags.
func (r *relaxer) reset(tags int) {
	for i := range r.found {
		r.at[r.found[i].id] = 0
	}
	r.found, r.parts, r.best, r.full = r.found[:0], r.parts[:0], r.best[:0], r.full[:0]
	r.terms, r.alts, r.series = r.terms[:0], r.alts[:0], r.series[:0]
	r.content, r.essential, r.spelled, r.together, r.total = 0, 0, 0, 0, 0
	r.single, r.everyday, r.follows, r.repeats = false, false, false, false
	if len(r.at) < tags {
		r.at = make([]uint32, tags)
	}
}

// known searches what people say for tags.
func (s *searcher) known() {
	k := s.ix.knowing()
	if k == nil {
		return
	}
	if s.noting == nil {
		s.noting = new(searcher)
	}
	n := s.noting
	n.begin(s.ctx, k.ix, Options{Limit: s.limit})
	if s.settled() {
		n.floor = s.threshold() + knownCost
	}
	n.q.copy(&s.q)
	if len(s.q.text) < shortestAlias-1 && tags.IsWordByte(s.q.text[0]) {
		return
	}
	n.exact()
	n.prefixes()
	n.inner()
	n.order()
	if len(n.q.text) >= letters.ShortestUnfinished && len(n.top) == 0 && s.hasRoom() {
		n.typos()
	}
	s.stopped = s.stopped || n.stopped
	for _, h := range n.top {
		name, alias := n.ix.EntryName(h.entry)
		if !alias || n.ix.glosses[h.entry] {
			continue // the lists have the name, and a gloss is no name
		}
		if len(s.q.starts) > 1 && h.kind > looseMatch && n.saysMore(h) {
			continue // what people say is meant where it is said whole; see relaxed.go
		}
		h.id, h.known = k.ids[h.id], true
		pop := k.ix.At[h.entry].Popularity
		switch {
		case h.kind > looseMatch || h.score < looseScore+aliasScore && !s.q.short() || s.q.closed:
			h.score -= knownCost
		case len(s.q.starts) > 1 || !letters.ASCII(name):
			h.score = knownScore + pop
			if s.named(h.id) != 0 {
				h.score += knownNamed
			}
		case len(s.q.text) >= shortestSaying || len(s.top) > 0 && s.ix.Popularity(s.top[0].id) < pop:
			h.score = wholeSaying + n.ix.w.prefixPop*pop - s.onItsWay(h.id)
		case s.q.short():
			h.score -= knownCost
		default:
			h.score = n.ix.w.wholeJoined + n.ix.w.prefixPop*pop - 3*float32(shortestSaying-len(s.q.text))
		}
		s.relaxed.full = append(s.relaxed.full, h)
	}
}

// addCovered keeps an entry that has all words of the query.
func (s *searcher) addCovered(h hit) {
	if h.score < s.threshold() {
		return
	}
	r := &s.relaxed
	r.full = append(r.full, h)
	if len(r.full) > 16*s.limit {
		slices.SortStableFunc(r.full, byScore)
		r.full = r.full[:8*s.limit]
	}
}

// matched returns what matched on one scale, the best first, each tag once.
func (s *searcher) matched() []hit {
	all := append(slices.Clone(s.top), s.relaxed.full...)
	slices.SortStableFunc(all, byScore)
	all = once(all, nil)
	top := all[:min(len(all), s.limit, mostSorted)]
	for i, h := range top { // a name goes before its rarer variants, "youmu" before "youmu (ghost)"
		stem, _, variant := strings.Cut(s.ix.Catalogue.Name(h.id), "(")
		if !variant || h.kind != prefixMatch {
			continue
		}
		named := func(o hit) bool { return s.ix.Catalogue.Name(o.id) == strings.TrimRight(stem, "_- ") }
		if j := slices.IndexFunc(top[i:], named); j > 0 && s.ix.Popularity(top[i+j].id) > s.ix.Popularity(h.id)+0.5 {
			top[i] = top[i+j]
			copy(top[i+2:], top[i+1:i+j])
			top[i+1] = h
		}
	}
	return all
}

// saysMore reports whether the query is some whole words of an entry that has
// more.
func (s *searcher) saysMore(h hit) bool {
	words := s.ix.EntryWords(h.entry)
	if len(words) <= len(s.q.starts) {
		return false
	}
	last := s.q.word(len(s.q.starts) - 1)
	return h.kind == orderMatch || slices.ContainsFunc(words, func(w uint32) bool { return bytes.Equal(s.ix.Vocab.Word(w), last) })
}

// setAside takes those that f reports out of matches. They are near then.
func setAside(matched []hit, f func(hit) bool) (rest, aside []hit) {
	rest = matched[:0]
	for _, h := range matched {
		if f(h) {
			h.near = true
			aside = append(aside, h)
		} else {
			rest = append(rest, h)
		}
	}
	return rest, aside
}

// onlyWords reports whether a hit has words of the query only, in some order or
// form, and more beside, one more for a general tag: who writes "girl with a
// sword" means no series called Sword Girls.
func (s *searcher) onlyWords(h hit) bool {
	switch h.kind {
	case orderMatch, relaxedMatch, wordsMatch, typoMatch, typoWordsMatch:
	default:
		return false
	}
	if h.score >= knownScore {
		return false
	}
	if h.known {
		return s.ix.Catalogue.Category(h.id) != tags.General
	}
	more := -bits.OnesCount16(s.relaxed.content)
	for _, w := range s.ix.EntryWords(h.entry) {
		if s.ix.Rare[w] > 0 {
			more++
		}
	}
	if s.ix.Catalogue.Category(h.id) == tags.General {
		more--
	}
	return more > 0
}

// once keeps the first hit of each tag that is not among others.
func once(hits, others []hit) []hit {
	kept := hits[:0]
	for _, h := range hits {
		same := func(o hit) bool { return o.id == h.id }
		if !slices.ContainsFunc(kept, same) && !slices.ContainsFunc(others, same) {
			kept = append(kept, h)
		}
	}
	return kept
}

// leastCover is the part of the query's weight that a tag must cover to be near
// at all, leastBeside that where another answers the query.
const (
	leastCover  = 0.25
	leastBeside = 0.7
)

// nearHits returns what covers a part of the query, the best first: the tags
// that answer it together before all others. plainly tells that the query is
// made of general tags' names, or is a clause on whom the picture shows.
func (s *searcher) nearHits(together []parts.Part, least float32, plainly bool) []hit {
	r := &s.relaxed
	near := make([]hit, 0, 4*s.limit)
	bonus := float32(partScore)
	if r.terms.Listed(together) {
		bonus = listedScore
	}
	for i := range r.found {
		c := &r.found[i]
		union := r.terms.Weight(c.mask&r.content) / r.total
		c.hit.score = c.score + unionScore*max(union-c.cover, 0)
		if c.cover >= least && c.sum > c.cover && s.ix.Catalogue.Category(c.hit.id) == tags.General {
			c.hit.score += oftenScore * float32(math.Log(float64(c.sum/c.cover)))
		}
		at := slices.IndexFunc(together, func(p parts.Part) bool { return p.ID == c.hit.id })
		if at >= 0 {
			c.hit.score += bonus
			c.hit.entry, c.hit.known = together[at].Entry, together[at].Known
		}
		if c.all {
			c.hit.score += partScore
		}
		if k := s.ix.knowing(); least >= leastBeside && at < 0 && c.hit.known &&
			(k.ix.glosses[c.hit.entry] || s.q.wide() && !bytes.Contains(k.ix.EntryText(c.hit.entry), s.q.text)) {
			continue // a gloss in passing, or characters here and there, where the query is answered
		}
		if c.passing && at < 0 && r.parts.Says(c.says&r.content) {
			continue // "watching" says itself, and no watch
		}
		if plainly && s.ix.Catalogue.Category(c.hit.id) != tags.General {
			c.hit.score -= asideCost
		}
		if at >= 0 || c.cover >= least && (len(r.best) == 0 || c.hit.score >= r.best[0]) {
			near = append(near, c.hit)
		}
	}
	slices.SortFunc(near, byScore) // each tag stands there once
	return near[:min(len(near), s.limit)]
}

// partScore is what one of several tags gains that answer the query together,
// listedScore where the query is a list of tags.
const (
	partScore   = 2
	listedScore = 8
	// asideCost is what a name costs where the query is made of general tags.
	asideCost = 10
)

// assemble puts what is near below what matched. Where that leaves no room,
// scattered letters and typos give way to what the words mean.
func (s *searcher) assemble(matched, near []hit, together int) []hit {
	matched, slips := s.apart(matched)
	sure := matched
	for i, h := range matched {
		if weak(h.kind) {
			sure = matched[:i]
			break
		}
	}
	near = once(near, sure)
	room := min(len(near), max(nearRoom, together))
	if r := &s.relaxed; len(r.terms) < 2 && !r.everyday {
		room = 0 // a word that nobody says stands for itself
	}
	if len(matched) > s.limit-room {
		matched = matched[:max(s.limit-room, min(len(sure), s.limit-1), 0)]
	}
	out := append(matched, once(near, matched)...)
	out = append(out, once(slips, out)...)
	return out[:min(len(out), s.limit)]
}
