package search

import (
	"bytes"
	"slices"

	"tailor/tags"
)

// apart sets aside the matches by a typo in a known word beside others, and
// names in another order that are outshone: what covers such a word as it
// stands, or as it is being typed, goes before them.
func (s *searcher) apart(matched []hit) (rest, slips []hit) {
	if len(s.q.starts) < 2 {
		return matched, nil
	}
	s.fame = s.fame[:0]
	return setAside(matched, func(h hit) bool {
		return (h.kind == typoWordsMatch || h.kind == typoMatch) && s.slipsKnown(h) ||
			(h.kind == orderMatch || h.kind == relaxedMatch) && s.outshone(h)
	})
}

// fameOf returns the Fame of word number t of the query, which is looked for
// once a query.
func (s *searcher) fameOf(t int) float32 {
	for len(s.fame) <= t {
		s.fame = append(s.fame, s.ix.Fame(s.q.word(len(s.fame))))
	}
	return s.fame[t]
}

// slipsKnown reports whether a match has a typo in a word of the query that
// begins a word of a tag far more common, or that many entries have as it
// stands while the match is no more than some words of its name.
func (s *searcher) slipsKnown(h hit) bool {
	ix := s.ix
	if h.known {
		ix = s.noting.ix
	}
	v, words := &s.ix.Vocab, ix.EntryWords(h.entry)
	for t := range s.q.starts {
		token := s.q.word(t)
		if slices.ContainsFunc(words, func(w uint32) bool { return bytes.HasPrefix(ix.Vocab.Word(w), token) }) {
			continue
		}
		if s.fameOf(t) > s.ix.Popularity(h.id)+outdoneBy {
			return true
		}
		if w, ok := v.Find(string(token)); ok && len(words) > len(s.q.starts) && len(v.With(w)) >= wellKnown {
			return true
		}
	}
	return false
}

// outshone reports whether a match in another order is an artist still
// being typed, and each word of the query begins one of a tag far more common:
// "moon behi" is on its way to a moon behind somebody, and no artist.
func (s *searcher) outshone(h hit) bool {
	last := s.q.word(len(s.q.starts) - 1)
	if s.ix.Catalogue.Category(h.id) != tags.Artist ||
		slices.ContainsFunc(s.ix.EntryWords(h.entry), func(w uint32) bool { return bytes.Equal(s.ix.Vocab.Word(w), last) }) {
		return false
	}
	for t := range s.q.starts {
		if s.fameOf(t) <= s.ix.Popularity(h.id)+4*outdoneBy {
			return false
		}
	}
	return true
}

// wellKnown is the number of entries from which a word is no slip.
const wellKnown = 50

// weak reports whether a kind of match is a guess.
func weak(k kind) bool { return k == typoMatch || k == typoWordsMatch || k == lettersMatch }
