package index

import "tailor/data/flat"

// Fields lists what an index is made of beside its catalogue, to be written or
// read.
func (ix *Index) Fields(f *flat.Fields) {
	flat.Slice(f, &ix.Text)
	flat.Slice(f, &ix.At)
	flat.Slice(f, &ix.WordStarts)
	flat.Slice(f, &ix.Words)
	flat.Slice(f, &ix.Sets)
	flat.Slice(f, &ix.Pairs)
	flat.Slice(f, &ix.Rare)
	for d := range ix.First {
		for _, l := range []*Postings{&ix.First[d], &ix.Later[d]} {
			flat.Slice(f, &l.At)
			flat.Slice(f, &l.Postings)
			flat.Slice(f, &l.Heads)
		}
	}
	for i := range ix.leftOut {
		flat.Slice(f, &ix.leftOut[i])
	}
	v := &ix.Vocab
	v.text = ix.Text
	flat.Slice(f, &v.at)
	flat.Slice(f, &v.sizes)
	flat.Slice(f, &v.Heads)
	flat.Slice(f, &v.sets)
	flat.Slice(f, &v.Splits)
	for _, l := range []*WordLists{&v.byStart[0], &v.byStart[1], &v.byStart[2], &v.byEnd} {
		flat.Slice(f, &l.at)
		flat.Slice(f, &l.words)
		flat.Slice(f, &l.sets)
	}
	flat.Slice(f, &v.Postings)
	flat.Slice(f, &v.PostingsAt)
}
