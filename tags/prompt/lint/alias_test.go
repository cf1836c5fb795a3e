package lint

import (
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// TestDashesForSpaces checks tags that are written with dashes for spaces
// beside a list that writes all tags so.
func TestDashesForSpaces(t *testing.T) {
	read := func(text, name string) taglist.List {
		l, err := taglist.ReadTags(strings.NewReader(text), name)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	dashed := read("long-hair,0,9\nred-dress-shirt,0,9\nt-shirt,0,9\ncoca-cola,3,9\npen-over-one-eye,0,9\nschool-uniform,0,9\n", "dashed")
	spelled := read("long_hair,0,9\nt-shirt,0,9\nsolo,0,9\n", "spelled")
	c := catalogue.Build(dashed, spelled)
	checker := New(profile.RouWei(), c, search.NewIndex(c), Options{})
	for _, k := range []struct{ name, text, want string }{
		{"spelled by another list", "long-hair, solo", "long hair, solo"},
		{"a hyphen by another list", "t shirt, t-shirt-like", "t-shirt, t-shirt-like"},
		{"no list tells", "coca-cola, pen-over-one-eye", "coca-cola, pen-over-one-eye"},
		{"spelled by the built-in lists", "school-uniform, red-dress-shirt", "school uniform, red-dress-shirt"},
	} {
		t.Run(k.name, func(t *testing.T) {
			if got := checker.FixAlone(k.text); got != k.want {
				t.Errorf("%q became %q, want %q", k.text, got, k.want)
			}
		})
	}
}

// TestUnlike leaves alone what boorus call by the tag of another thing.
func TestUnlike(t *testing.T) {
	list, err := taglist.ReadTags(strings.NewReader("floating_earring,0,900,drop_earrings\nspikes,0,900,spike\nplaystation_1,0,900,\"ps1,psx\"\ndenim_shorts,0,900,jean_shorts\nsword,0,900,katana_sword\nkatana,0,900\nholding_sword,0,900,holding_katana\nmaid,0,900,maid_outfit\nblack_one-piece_swimsuit,0,900,black_swimsuit\nyellow_eyes,0,900,golden_eyes\nfrom_side,0,900,side_view\none_piece,3,900\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(list)
	checker := New(profile.RouWei(), c, search.NewIndex(c), Options{})
	for text, want := range map[string]bool{
		"drop earrings, solo": false, "spike, volleyball": false, "ps1, psx, solo": false, "jean shorts, solo": true,
		"holding katana, solo": false, "maid outfit, solo": false, "black swimsuit, solo": false, "one-piece, solo": false,
		"golden eyes, solo": true, "side view, solo": true,
	} {
		hinted := false
		for _, d := range checker.CheckAlone(text) {
			if d.Fixable() {
				t.Errorf("%q: %s is written", text, d.Message)
			}
			hinted = hinted || d.Rule == Alias
		}
		if hinted != want {
			t.Errorf("a tag offered for %q: %v, want %v", text, hinted, want)
		}
	}
}
