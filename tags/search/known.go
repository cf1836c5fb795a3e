package search

import (
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/knowledge"
	"tailor/tags/taglist"
)

// knowing is the index of what is known of tags: a catalogue of those tags of
// the lists on which there are notes, with what people say for them for
// aliases.
type knowing struct {
	ix *Index
	// ids holds the place of each of its tags in the catalogue that is
	// searched.
	ids []catalogue.ID
}

// know builds the index of what is known of a catalogue's tags.
func know(c *catalogue.Catalogue) *knowing {
	var l taglist.List
	glosses := map[string]bool{}
	for n := range knowledge.All {
		id, alias, ok := c.Lookup(n.Tag)
		if !ok || alias != "" || c.Category(id) == tags.Artist {
			continue
		}
		t := tags.Tag{Name: c.Name(id), Category: c.Category(id), Count: c.Count(id)}
		for _, texts := range [][]string{n.Phrases, n.Japanese, n.Chinese} {
			t.Aliases = append(t.Aliases, texts...)
		}
		if n.Gloss != "" {
			t.Aliases = append(t.Aliases, n.Gloss)
			glosses[n.Gloss] = true
		}
		l.Tags = append(l.Tags, t)
	}
	k := &knowing{ix: newIndex(catalogue.Build(l))}
	k.ids = make([]catalogue.ID, k.ix.Catalogue.Len())
	for id := range k.ids {
		k.ids[id], _, _ = c.Lookup(k.ix.Catalogue.Name(catalogue.ID(id)))
	}
	k.ix.glosses = make([]bool, k.ix.Len())
	for e := range k.ix.glosses {
		name, alias := k.ix.EntryName(uint32(e))
		k.ix.glosses[e] = alias && glosses[name]
	}
	return k
}
