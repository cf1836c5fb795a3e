package search

import (
	"context"

	"tailor/tags/catalogue"
)

// shortestNear is the number of letters from which a name may be a typo away
// from a tag. Shorter words are near to too many.
const shortestNear = 5

// Near returns the known tag that a name was probably meant to be: the one
// that is a typo away, two in words of eight letters or more, and the most
// popular of several. A name that is a tag or an alias already has none, and
// neither has one of which every word is known: it is no typo but a
// combination. Near takes no longer than a key of a search.
func (ix *Index) Near(name string) (catalogue.ID, bool) {
	if len(name) > maxQuery {
		return 0, false
	}
	s := ix.scratch.Get().(*searcher)
	defer ix.scratch.Put(s)
	s.begin(context.Background(), ix, Options{Limit: 1})
	s.q.parseWhole(name, nil)
	if len(s.q.text) < shortestNear || len(s.q.starts) > maxTokens || ix.knowsWords(&s.q) {
		return 0, false
	}
	if _, _, ok := ix.Catalogue.Lookup(name); ok {
		return 0, false
	}
	s.whole = true
	s.exact()
	if len(s.top) == 0 {
		s.typos()
	}
	if len(s.top) == 0 {
		return 0, false
	}
	return s.top[0].id, true
}

// knowsWords reports whether each word of the query is a word of several
// entries.
func (ix *Index) knowsWords(q *query) bool {
	for t := range q.starts {
		if !ix.KnownWord(string(q.word(t))) {
			return false
		}
	}
	return true
}
