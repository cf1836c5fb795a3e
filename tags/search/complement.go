package search

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"

	"tailor/tags/search/letters"
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

// knownCost is what a match by a part of what people say costs, beyond what an
// alias does.
const knownCost = 3

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
func (s *searcher) complement() (together []part) {
	if len(s.q.text) == 0 || len(s.q.text) > maxQuery || s.unsorted || s.stopped {
		return nil
	}
	r := &s.relaxed
	r.reset(s.ix.Catalogue.Len())
	s.known()
	if s.prepare() {
		s.gather(s.ix, false)
		if k := s.ix.knowing(); k != nil && (!r.single || r.everyday || s.hasRoom()) {
			s.gather(k.ix, true)
		}
		if bits.OnesCount16(r.content) > 1 {
			together = r.together()
		}
	}
	if s.stopped {
		return nil
	}
	matched := s.matched()
	near := s.nearHits(together)
	if len(matched) > 0 && matched[0].score >= wholeByForms && s.answersAll(matched[0]) {
		together = nil
	}
	s.top = s.assemble(matched, near, len(together))
	return together
}

// hasRoom reports whether the other passes found less than was asked for, but
// for guesses.
func (s *searcher) hasRoom() bool {
	return len(s.top) < s.limit || slices.ContainsFunc(s.top, func(h hit) bool { return weak(h.kind) })
}

// answersAll reports whether a hit covers the query as it is, so that no
// several tags need to.
func (s *searcher) answersAll(h hit) bool {
	return h.score >= knownScore || h.kind == relaxedMatch && !h.near && h.score >= wholeByForms
}

// reset makes the relaxer ready for a query of a catalogue of so many tags.
func (r *relaxer) reset(tags int) {
	for i := range r.found {
		r.at[r.found[i].id] = 0
	}
	r.found, r.parts, r.best, r.full = r.found[:0], r.parts[:0], r.best[:0], r.full[:0]
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
	n.q.copy(&s.q)
	if len(s.q.text) < shortestAlias-1 {
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
		h.id, h.known = k.ids[h.id], true
		pop := k.ix.Popularity[k.ix.TagOf[h.entry]]
		switch {
		case h.kind > looseMatch || s.q.closed || s.q.short():
			h.score -= knownCost
		case len(s.q.starts) > 1 || !letters.ASCII(name):
			h.score = knownScore + pop
		case len(s.q.text) >= shortestSaying:
			h.score = wholeSaying + n.ix.w.prefixPop*pop
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
		sortByScore(r.full)
		r.full = r.full[:8*s.limit]
	}
}

func sortByScore(hits []hit) {
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
}

// matched returns what matched on one scale, the best first, each tag once.
func (s *searcher) matched() []hit {
	all := append(slices.Clone(s.top), s.relaxed.full...)
	sortByScore(all)
	return once(all, nil)
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

// leastCover is the part of the query's weight that a tag must cover to be
// near at all.
const leastCover = 0.25

// nearHits returns what covers a part of the query, the best first: the tags
// that answer it together before all others.
func (s *searcher) nearHits(together []part) []hit {
	r := &s.relaxed
	var near []hit
	for _, p := range together {
		near = append(near, hit{id: p.id, entry: p.entry, kind: relaxedMatch, known: p.known, near: true})
	}
	rest := make([]hit, 0, 4*s.limit)
	for i := range r.found {
		c := &r.found[i]
		union := r.weightOf(c.mask&r.content) / r.total
		c.hit.score = c.score + unionScore*max(union-c.cover, 0)
		if c.cover >= leastCover && (len(r.best) == 0 || c.hit.score >= r.best[0]) {
			rest = append(rest, c.hit)
		}
	}
	sortByScore(rest)
	return once(append(near, rest[:min(len(rest), s.limit)]...), nil)
}

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
	near = once(near, matched)
	first := near[:min(len(near), max(nearRoom, together))]
	out := append(matched, first...)
	out = append(out, once(slips, out)...)
	out = append(out, once(near[len(first):], out)...)
	return out[:min(len(out), s.limit)]
}

// apart takes out of matches those by a typo in a short word beside others:
// what covers such a word as it stands, or as it is being typed, goes before
// them. They are near then.
func (s *searcher) apart(matched []hit) (rest, slips []hit) {
	if len(s.q.starts) < 2 {
		return matched, nil
	}
	rest = matched[:0]
	for _, h := range matched {
		if (h.kind == typoWordsMatch || h.kind == typoMatch) && s.slipsShort(h) {
			h.near = true
			slips = append(slips, h)
		} else {
			rest = append(rest, h)
		}
	}
	return rest, slips
}

// shortWord is the number of letters up to which a word is short, see apart.
const shortWord = 4

// manyEntries is the part of all entries from which a beginning is that of a
// word, one in so many.
const manyEntries = 600

// slipsShort reports whether a match has a typo in a short word of the query
// that words of many entries begin with as it stands.
func (s *searcher) slipsShort(h hit) bool {
	ix := s.ix
	if h.known {
		ix = s.noting.ix
	}
	for t := range s.q.starts {
		token := s.q.word(t)
		if len(token) > shortWord {
			continue
		}
		begins := func(w uint32) bool { return bytes.HasPrefix(ix.Vocab.Word(w), token) }
		v := &s.ix.Vocab
		if from, to := v.WithPrefix(token); int(v.PostingsAt[to]-v.PostingsAt[from]) > len(s.ix.TagOf)/manyEntries && !slices.ContainsFunc(ix.EntryWords(h.entry), begins) {
			return true
		}
	}
	return false
}

// weak reports whether a kind of match is a guess.
func weak(k kind) bool { return k == typoMatch || k == typoWordsMatch || k == lettersMatch }
