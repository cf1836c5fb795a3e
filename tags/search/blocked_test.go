package search

import (
	"context"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// TestBlockedTagsNeverEnter reads a list with blocked names and aliases, and
// finds none of them by any way into the catalogue.
func TestBlockedTagsNeverEnter(t *testing.T) {
	const csv = `1girl,0,6000000,"1girls,sole_female,loli"
loli,0,90000,"lolicon,little_girl"
oppai_loli,0,900,
shota,0,80000,shotacon
lolita_fashion,0,30000,"lolita,loli_fashion"
lolidom_(artist),1,30,
`
	tagList, err := taglist.ReadTags(strings.NewReader(csv), "test")
	if err != nil {
		t.Fatal(err)
	}
	second, err := taglist.ReadTags(strings.NewReader("1girl,0,1,\"shota,1girl_alone\"\n"), "second")
	if err != nil {
		t.Fatal(err)
	}
	artists, err := taglist.ReadTags(strings.NewReader("loli artist,1\nkantoku,1\n"), "artists")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(tagList, second, artists)
	if c.Len() != 3 {
		t.Errorf("%d tags, want 1girl, lolita_fashion and kantoku", c.Len())
	}
	ix := NewIndex(c)
	for _, q := range []string{"loli", "lolicon", "shota", "shotacon", "little girl", "oppai", "l", "lo", "sh", "loli fashion", "lolidom", "by loli"} {
		if id, alias, ok := c.Lookup(q); ok {
			t.Errorf("Lookup(%q) finds %s (%s)", q, c.Tag(id).Name, alias)
		}
		for _, r := range ix.Search(context.Background(), q, Options{}) {
			if tags.Blocked(r.Tag.Name) || tags.Blocked(r.Alias) {
				t.Errorf("Search(%q) offers %s (%s)", q, r.Tag.Name, r.Alias)
			}
			for _, a := range r.Tag.Aliases {
				if tags.Blocked(a) {
					t.Errorf("%s has the alias %s", r.Tag.Name, a)
				}
			}
		}
	}
	if _, alias, ok := c.Lookup("1girl alone"); !ok || alias != "1girl_alone" {
		t.Error("the aliases beside a blocked one are lost")
	}
}

// TestNothingBlockedInTheLargeList also shows what the rule costs there.
func TestNothingBlockedInTheLargeList(t *testing.T) {
	ix, l := large(t)
	lost := 0
	for _, tag := range l.Tags {
		if tags.Blocked(tag.Name) {
			lost++
		}
	}
	if ix.Catalogue.Len() != len(l.Tags)-lost {
		t.Errorf("%d tags of %d, %d blocked", ix.Catalogue.Len(), len(l.Tags), lost)
	}
	if lost > 20 {
		t.Errorf("%d tags are blocked: the rule takes too much", lost)
	}
}
