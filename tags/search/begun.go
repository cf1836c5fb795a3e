package search

import (
	"math/bits"
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/search/letters"
	"tailor/tags/search/parts"
)

// begun adds the tag for the last word of a clause where that is still being
// typed, be it by a letter, and words before it tell which it is: "under a tr"
// is under_tree.
func (s *searcher) begun() {
	q, r, last := &s.q, &s.relaxed, len(s.relaxed.terms)-1
	if q.closed || r.terms[last].Stop || len(q.starts) > maxTerms || r.parts.Says(1<<last) {
		return
	}
	text, starts, mask := []byte(r.terms[last].Text), uint64(1), uint16(1)<<last
	for i := last - 1; i >= 0 && bits.OnesCount64(starts) < 4; i-- {
		t := &r.terms[i]
		if t.Stop && !english.Prepositions.Has(t.Text) {
			continue
		}
		text = append([]byte(t.Text), text...)
		starts = starts<<min(len(t.Text), 63) | 1
		mask |= 1 << i
		e, ok := s.ix.Begun(text, 0)
		if !ok || s.ix.StartSet(e, 0) != starts {
			continue
		}
		if id := s.ix.At[e].Tag; s.ix.Catalogue.Category(id) == tags.General && s.q.categories&(1<<tags.General) != 0 {
			r.parts.Add(parts.Part{ID: id, Mask: mask & r.content, Score: 2 + 0.35*s.ix.Popularity(id), Entry: e, General: true, Plain: true})
		}
	}
}

// subjects adds the tags for whom the picture shows, which are never looked for
// among those that are rarer.
func (s *searcher) subjects() {
	r := &s.relaxed
	for i, t := range r.terms {
		name, _ := english.Counted("one", t.Text)
		if base := strings.TrimPrefix(name, "1"); t.Text == base+"s" {
			name, _ = english.Counted("multiple", base)
		}
		if id, _, ok := s.ix.Catalogue.Lookup(name); ok && r.content&(1<<i) != 0 && s.q.categories&(1<<tags.General) != 0 {
			r.parts.Add(parts.Part{ID: id, Mask: 1 << i, Score: 2 + 0.35*s.ix.Popularity(id), Entry: s.ix.NameEntry(id), General: true})
		}
	}
}

// rest returns what a set of its terms leaves out of the query, as it was typed;
// "" for a set that is empty.
func (s *searcher) rest(covered uint16) string {
	r, n := &s.relaxed, len(s.relaxed.terms)
	if covered == 0 {
		return ""
	}
	kept := r.terms.Rest(r.content&^covered, !s.q.closed && n == len(s.q.starts))
	keeps := func(i int) bool { return i >= n || kept&(1<<i) != 0 }
	if len(s.q.words) == 0 {
		s.q.words = letters.Spans(s.q.words, s.q.typed)
	}
	return letters.Left(s.q.typed, s.q.words, keeps, func(i int) bool { return i < n && covered&(1<<i) != 0 })
}
