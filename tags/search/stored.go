package search

import (
	"sync"

	"tailor/data/flat"
	"tailor/tags/catalogue"
	"tailor/tags/search/index"
)

// Fields lists what the index of a catalogue is made of, less what is known of
// the tags, to be written; see ReadIndex.
func (ix *Index) Fields(f *flat.Fields) { ix.texts.Fields(f) }

// Known lists the index of what is known of the tags, to be written.
func (ix *Index) Known(f *flat.Fields) { ix.knowing().fields(f) }

// fields lists all that know made; a library's TestCopy finds what is missing.
func (k *knowing) fields(f *flat.Fields) {
	k.ix.Catalogue.Fields(f)
	k.ix.texts.Fields(f)
	flat.Slice(f, &k.ids)
	flat.Slice(f, &k.ix.glosses)
}

// ReadIndex returns the index of a catalogue as it was written: read reads
// what Fields listed, at once, and readKnown what Known listed, when it is
// needed. Where readKnown fails, that part is made again.
func ReadIndex(c *catalogue.Catalogue, read, readKnown func(list func(*flat.Fields)) error) (*Index, error) {
	ix := bare(&index.Index{Catalogue: c})
	if err := read(ix.texts.Fields); err != nil {
		return nil, err
	}
	ix.learn = sync.OnceValue(func() *knowing {
		k := &knowing{ix: bare(&index.Index{Catalogue: new(catalogue.Catalogue)})}
		if err := readKnown(k.fields); err != nil {
			return know(c)
		}
		return k
	})
	return ix, nil
}
