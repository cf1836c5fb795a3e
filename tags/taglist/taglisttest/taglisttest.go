// Package taglisttest has lists for tests.
package taglisttest

import (
	"strings"
	"testing"

	"tailor/tags/taglist"
)

// Themed returns a list without a theme and three that have one.
func Themed(t testing.TB) []taglist.List {
	t.Helper()
	var lists []taglist.List
	for _, l := range []struct{ name, theme, rows string }{
		{"own", "", "long_hair,0,50,\nown_hair,0,9,\n"},
		{"hair", "hair", "short_hair,0,400,\nlong_hair,0,300,lh\nhair_bow,0,200,\nlarge_tuft,0,60,\n"},
		{"hair-ornaments", "hair-ornaments", "hair_ribbon,0,100,\nhair_bow,0,90,\nmiku_bow,4,3,\n"},
		{"tails", "ears-and-tails", "cat_tail,0,10,\nloli_tail,0,10,\n"},
	} {
		list, err := taglist.ReadTags(strings.NewReader(l.rows), l.name)
		if err != nil {
			t.Fatal(err)
		}
		list.Theme = l.theme
		lists = append(lists, list)
	}
	return lists
}
