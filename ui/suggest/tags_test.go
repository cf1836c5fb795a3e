package suggest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/ui/view"
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
		for _, s := range Tags(context.Background(), ix, profile.RouWei(), query, search.Options{}, none) {
			got = append(got, s.Tag.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q suggests %q, want %q", query, got, want)
		}
	}
}

// TestNoTypedWordIsLost holds that what no tag says is left standing beside several
// tags, and beside one of which the name stands in what was typed.
func TestNoTypedWordIsLost(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(lists...))
	first := Tags(context.Background(), ix, profile.RouWei(), "sitting on a swing at ni", search.Options{}, none)[0]
	if first.Insert != "sitting, swing, ni" || first.Whole || !first.GoesOn {
		t.Errorf("the first row writes %q, whole: %v", first.Insert, first.Whole)
	}
	// What is left from the middle ends as a tag does, so that nothing is glued to it.
	if first := Tags(context.Background(), ix, profile.RouWei(), "girl eating ramen in a small shop", search.Options{}, none)[0]; first.Insert != "1girl, eating, ramen, shop, small" || !first.Whole {
		t.Errorf("the first row writes %q, whole: %v", first.Insert, first.Whole)
	}
	// A tag that leaves out whom the picture shows stands below the row that does not.
	for _, query := range []string{"girl with sword", `"red dress" girl`} {
		items := Tags(context.Background(), ix, profile.RouWei(), query, search.Options{}, none)
		if !strings.HasPrefix(items[0].Insert, "1girl, ") || items[1].Near || strings.TrimRight(items[1].Rest, ", ") != "girl" {
			t.Errorf("%q: %+v", query, items[:2])
		}
	}
	for _, c := range [][3]string{
		{"girl reading under a tree", "reading", "girl under tree"},
		// A saying for the tag has more of the words than its name.
		{"girl with long white hair and blue eyes sitting", "white_hair", "girl long blue eyes sitting"},
		{"girl with long white hair and blue eyes sitting", "sitting", "girl long white hair blue eyes, "},
		// No name stands there: what is covered comes by an alias or a beginning.
		{"smilelong h", "h&k_hk416", "smilelong, "},
		{"1girl(long h", "long_hair", "1girl h"},
		// Letter by letter, as it was typed.
		{"MyOC_v2.1 long hair", "long_hair", "MyOC_v2.1, "},
		{"zq/xq (Foo) long hair", "long_hair", "zq/xq (Foo), "},
		{"long hair by zqkan", "long_hair", "by zqkan"},
	} {
		items := Tags(context.Background(), ix, profile.RouWei(), c[0], search.Options{}, none)
		if k := slices.IndexFunc(items, func(s view.Suggestion) bool { return s.Tag.Name == c[1] }); k < 0 || items[k].Rest != c[2] {
			t.Errorf("%q: beside %s not %q is left: %+v", c[0], c[1], c[2], items)
		}
	}
}

// none stands for a prompt that has no tags.
func none(tags.Tag) bool { return false }

// TestNothingIsWrittenTwice holds that a row of several tags leaves out what the
// prompt has.
func TestNothingIsWrittenTwice(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(lists...))
	for _, c := range []struct{ has, want string }{
		{"long_hair", "white hair, blue eyes"},
		{"", "long hair, white hair, blue eyes"},
	} {
		has := func(t tags.Tag) bool { return t.Name == c.has }
		if first := Tags(context.Background(), ix, profile.RouWei(), "long white hair blue eyes", search.Options{}, has)[0]; first.Insert != c.want {
			t.Errorf("beside %q the first row writes %q, not %q", c.has, first.Insert, c.want)
		}
	}
}
