package search

import (
	"context"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

func TestOwnSpelling(t *testing.T) {
	own, err := taglist.ReadTags(strings.NewReader(`name,category,count,aliases,prompt
my_oc,4,,"heroine","MyOC_v3 (style), silver hair"
,0,7,,"(glow_up:1.2)"
detached_sleeves,0,,,detached_sleeves
kantoku,1,,,"by Kantoku_Style"
plain_tag,0,5,,
`), "own")
	if err != nil {
		t.Fatal(err)
	}
	if len(own.Bad) > 0 {
		t.Fatal(own.Bad)
	}
	list, err := taglist.ReadTags(strings.NewReader("detached_sleeves,0,900,\nlong_hair,0,4000,\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	for order, c := range map[string]*catalogue.Catalogue{"own first": catalogue.Build(own, list), "own last": catalogue.Build(list, own)} {
		ix := NewIndex(c)
		tests := []struct{ query, tag, prompt string }{
			{"my oc", "my_oc", "MyOC_v3 (style), silver hair"},
			{"heroine", "my_oc", "MyOC_v3 (style), silver hair"},
			{"glow", "(glow_up:1.2)", "(glow_up:1.2)"},
			{"detached", "detached_sleeves", "detached_sleeves"},
			{"by kan", "kantoku", "by Kantoku_Style"},
			{"plain", "plain_tag", "plain tag"},
			{"long", "long_hair", "long hair"},
		}
		for _, test := range tests {
			got := ix.Search(context.Background(), test.query, Options{})
			if len(got) == 0 || got[0].Tag.Name != test.tag || got[0].Tag.Prompt() != test.prompt || got[0].Tag.Spelled() != (test.prompt != tags.Tag{Name: test.tag}.Prompt()) && test.tag != "detached_sleeves" {
				t.Errorf("%s: %s finds %+v, want %s as %s", order, test.query, got, test.tag, test.prompt)
			}
		}
		if id, _, ok := c.Lookup("detached_sleeves"); !ok || c.Tag(id).Count != 900 {
			t.Errorf("%s: the count was not merged", order)
		}
	}
	for _, test := range []struct{ name, text, want string }{
		{"prompt alone", "prompt,aliases\nMyOC_v3,\"oc,heroine\"\nOther One\n", "MyOC_v3 MyOC_v3|Other_One Other One"},
		{"escape sequences", "name,prompt\nx,\x1b[31mred\x1b[0m\u202e\n", "x red"},
		{"name and several tags", "name,prompt\nx,\"a, b\"\n", "x a, b"},
	} {
		l, err := taglist.ReadTags(strings.NewReader(test.text), test.name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, tag := range l.Tags {
			got = append(got, tag.Name+" "+tag.Prompt())
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("%s: %q, want %q (bad: %v)", test.name, s, test.want, l.Bad)
		}
	}
	// Several tags without a name have nothing to be called by.
	l, err := taglist.ReadTags(strings.NewReader("name,prompt\n,\"a, b\"\ny,c\n"), "unnamed")
	if err != nil || len(l.Bad) != 1 || l.Bad[0].Reason != "no name" {
		t.Errorf("unnamed: %v %v", l.Bad, err)
	}
}
