package catalogue

import (
	"slices"
	"testing"

	"tailor/tags/taglist"
	"tailor/tags/taglist/taglisttest"
)

func TestThemes(t *testing.T) {
	c := Build(taglisttest.Themed(t)...)
	want := []Theme{{"hair", 4}, {"hair-ornaments", 2}, {"ears-and-tails", 1}}
	if got := c.Themes(); !slices.Equal(got, want) {
		t.Errorf("Themes() = %v, want %v", got, want)
	}
	for name, want := range map[string]string{
		"hair": "hair", "Hair": "hair", "hair-ornaments": "hair-ornaments", "hair ornaments": "hair-ornaments",
		"hair_o": "hair-ornaments", "ear": "ears-and-tails", "h": "", "": "", "tails": "", "nose": "",
	} {
		if got, ok := c.Theme(name); got.Name != want || ok != (want != "") {
			t.Errorf("Theme(%q) = %v %v, want %q", name, got, ok, want)
		}
	}
	for name, want := range map[string]string{"long_hair": "hair", "hair_bow": "hair", "own_hair": "", "cat_tail": "ears-and-tails"} {
		id, _, ok := c.Lookup(name)
		if got := c.ThemeOf(id); !ok || got != want {
			t.Errorf("ThemeOf(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestStarterThemes(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	c := Build(lists...)
	if n := len(c.Themes()); n < 50 || n == maxThemes {
		t.Fatalf("%d themes", n)
	}
	in := 0
	for _, theme := range c.Themes() {
		in += theme.Tags
		if found, ok := c.Theme(theme.Name); !ok || found != theme {
			t.Errorf("Theme(%q) = %v %v", theme.Name, found, ok)
		}
	}
	if in != c.Len() {
		t.Errorf("%d of %d tags have a theme", in, c.Len())
	}
}
