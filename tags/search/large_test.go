package search

import (
	"testing"

	"tailor/data/reference"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// large returns the index of the large reference list, built once for all
// tests.
func large(t testing.TB) (*Index, taglist.List) {
	t.Helper()
	path := reference.Path(t, "data/danbooru-tagcomplete.csv")
	l := &largeIndex
	l.Do(func() {
		if l.list, l.err = taglist.ReadFile(path); l.err == nil {
			l.ix = NewIndex(catalogue.Build(l.list))
		}
	})
	if l.err != nil {
		t.Fatal(l.err)
	}
	return l.ix, l.list
}
