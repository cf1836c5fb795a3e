package tags

import "context"

// nearest is the most slips that Near forgives, as the slips of a search:
// one, from longWord letters on two.

// Near returns the known tag that a name was probably meant to be: the one
// that is a slip away, two in words of eight letters or more, and the most
// popular of several. A name that is a tag already, or the alias of one, has
// none. It takes about as long as a key in a search.
func (ix *Index) Near(name string) (ID, bool) {
	s := ix.scratch.Get().(*searcher)
	defer ix.scratch.Put(s)
	s.begin(context.Background(), ix, Options{Limit: 1})
	s.q.parseWhole(name, nil)
	if len(s.q.text) == 0 || len(s.q.text) > maxQuery {
		return 0, false
	}
	if _, _, ok := ix.c.Lookup(name); ok {
		return 0, false
	}
	s.whole = true
	defer func() { s.whole = false }()
	s.exact()
	if len(s.top) == 0 {
		s.slips()
	}
	if len(s.top) == 0 {
		return 0, false
	}
	return s.top[0].id, true
}
