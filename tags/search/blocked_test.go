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

// TestNoChildWithSexualTagsTogether asks for several tags in one row.
func TestNoChildWithSexualTagsTogether(t *testing.T) {
	list, err := taglist.ReadTags(strings.NewReader("child,0,55000,\"children,kids\"\nsex,0,400000,\"having_sex\"\nnude,0,300000,naked\ntoddler,0,440\n"+
		"aged_down,0,65000\nlarge_breasts,0,900000\numbrella,0,80000\nlong_hair,0,5000000\nhat,0,900000\n"), "test")
	if err != nil {
		t.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(list))
	for query, want := range map[string]string{
		"child sex": "", "nude child": "", "toddler naked": "", "children having sex": "", "aged down large breasts": "",
		"child umbrella": "child umbrella", "nude long hair": "nude long_hair", "toddler hat": "toddler hat",
	} {
		a := ix.Find(context.Background(), query, Options{})
		var got []string
		for _, r := range a.Together {
			got = append(got, r.Tag.Name)
		}
		if strings.Join(got, " ") != want || len(a.Results) == 0 || want == "" && a.Rest != "" {
			t.Errorf("%q: %v and the rest %q, want %q; alone %v", query, got, a.Rest, want, a.Results)
		}
	}
}
