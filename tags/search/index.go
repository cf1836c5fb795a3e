package search

import (
	"sync"

	"tailor/tags/catalogue"
	"tailor/tags/search/index"
)

// texts is what is searched. The name keeps its fields out of Index's.
type texts = index.Index

// Index searches a catalogue. It never changes once it is built, and any
// number of goroutines may search it.
//
// Whatever kind of match a list of entries is searched for, it is left where
// the next entry could not reach the tenth best score found so far. Nothing is
// lost by it, which TestIndexLosesNothing holds against a plain scan of all
// entries.
type Index struct {
	*texts
	w *scoring

	// learn returns the index of what is known of the tags, nil for an index
	// that is one itself: glosses tells then which of its entries are.
	learn   func() *knowing
	glosses []bool

	scratch sync.Pool
}

// NewIndex builds the index of a catalogue.
func NewIndex(c *catalogue.Catalogue) *Index {
	ix := newIndex(c)
	ix.learn = sync.OnceValue(func() *knowing { return know(c) })
	return ix
}

// newIndex builds an index that knows nothing beyond the catalogue.
func newIndex(c *catalogue.Catalogue) *Index { return bare(index.New(c)) }

// bare returns an index of texts that knows nothing beyond them.
func bare(t *texts) *Index {
	ix := &Index{texts: t, w: &defaultScoring}
	ix.scratch.New = func() any { return new(searcher) }
	return ix
}

// Learn reads what is known of the catalogue's tags, which the first search
// does else. It may run beside a search.
func (ix *Index) Learn() { ix.knowing() }

// knowing returns the index of what is known of the tags, nil where nothing
// is.
func (ix *Index) knowing() *knowing {
	if ix.learn == nil {
		return nil
	}
	return ix.learn()
}
