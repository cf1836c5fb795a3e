package profile

import (
	"testing"

	"tailor/data/reference"
	"tailor/tags"
	"tailor/tags/taglist"
)

// TestDanbooru holds the profile against a whole tag list: no tag of the list
// that a picture shows may be called dead, foreign, or a contradiction in
// itself, and what the profile offers as the booru's word must be one.
func TestDanbooru(t *testing.T) {
	list, err := taglist.ReadFile(reference.Path(t, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		t.Fatal(err)
	}
	p := RouWei()
	known := map[string]bool{}
	for _, tag := range list.Tags {
		known[tags.Plain(tag.Name)] = true
		if tag.Category == tags.Meta || tag.Category == tags.Artist {
			continue
		}
		f := p.About(tag.Name)
		if f.Dead != nil && !f.Dead.Doubtful {
			t.Errorf("%s (%v, %d) is called dead", tag.Name, tag.Category, tag.Count)
		}
		if f.Foreign {
			t.Errorf("%s (%v, %d) is called foreign", tag.Name, tag.Category, tag.Count)
		}
		if len(p.Conflicts([]string{tag.Name})) > 0 {
			t.Errorf("%s contradicts itself", tag.Name)
		}
	}
	for _, site := range dict().Sites {
		for from, to := range site.Tags {
			if to != "" && !known[tags.Plain(to)] && !p.About(to).Toggled() {
				t.Errorf("%q is to become %q, which the booru does not have", from, to)
			}
		}
	}
	for _, g := range p.Styles {
		if g.Name != "booru styles" {
			continue
		}
		for _, tag := range g.Tags {
			if !known[tags.Plain(tag)] {
				t.Errorf("the booru has no style %q", tag)
			}
		}
	}
}
