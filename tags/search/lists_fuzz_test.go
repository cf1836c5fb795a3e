package search

import (
	"bytes"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// FuzzLists holds that whatever can be read as a list can be merged and
// indexed, and that each of its tags is found by its own name.
func FuzzLists(f *testing.F) {
	f.Add([]byte("1girl,0,5,\"a,b\"\n"))
	f.Add([]byte("long-hair,0,5\rx,1\n\"\"\"\",0"))
	f.Add([]byte("name,category,prompt\nkantoku,1,by Kantoku\n,0,(x:1.2)"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := taglist.ReadTags(bytes.NewReader(text), "fuzz")
		if err != nil {
			return
		}
		words := taglist.List{Name: "words", Translates: true, Tags: l.Tags}
		c := catalogue.Build(l, words)
		for id := range catalogue.ID(c.Len()) {
			name := c.Tag(id).Name
			if got, _, ok := c.Lookup(name); !ok || c.Tag(got).Name != name {
				t.Fatalf("Lookup(%q) finds %v %v", name, got, ok)
			}
		}
		NewIndex(c)
	})
}
