package suggest

import (
	"context"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// TestNoFarTail holds that rare tags with a word's letters here and there do
// not stand behind a common one that begins with it, and are found where
// nothing else is.
func TestNoFarTail(t *testing.T) {
	c := catalogue.Build(taglist.List{Name: "test", Tags: []tags.Tag{
		{Name: "1girl", Count: 6_000_000}, {Name: "rpk-16_(girls'_frontline)", Category: tags.Character, Count: 1000},
		{Name: "world_dai_star", Category: tags.Copyright, Count: 80}, {Name: "misaka_worst", Category: tags.Character, Count: 600},
	}})
	ix := search.NewIndex(c)
	for query, want := range map[string]string{
		"1gi": "1girl", "worst": "worst quality misaka_worst", "rk16": "rpk-16_(girls'_frontline)",
	} {
		var got []string
		for _, s := range Tags(context.Background(), ix, profile.RouWei(), query, search.Options{}) {
			got = append(got, s.Tag.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q suggests %q, want %q", query, got, want)
		}
	}
}
