package catalogue

import (
	"testing"

	"tailor/data/reference"
	"tailor/tags"
	"tailor/tags/taglist"
)

// TestDashFormOfTheReferenceList reads the same list in both forms. Where the
// names differ, a dash was read as a space or a space as a dash: that may
// happen to rare names.
func TestDashFormOfTheReferenceList(t *testing.T) {
	read := func(file string) taglist.List {
		l, err := taglist.ReadFile(reference.Path(t, "data/"+file))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	dash, under := read("danbooru-12-10-24-dash.csv"), read("danbooru-12-10-24-underscore.csv")
	if !dash.Dashed || under.Dashed {
		t.Fatalf("dash form: %v and %v, want true and false", dash.Dashed, under.Dashed)
	}
	have := map[string]bool{}
	for _, tag := range dash.Tags {
		have[tag.Name] = true
	}
	wrong, posts, all := 0, 0, 0
	for _, tag := range under.Tags {
		all += tag.Count
		if !have[tag.Name] {
			wrong++
			posts += tag.Count
		}
	}
	t.Logf("%d of %d names differ, which bear %.2f%% of the posts", wrong, len(under.Tags), 100*float64(posts)/float64(all))
	if float64(wrong) > 0.04*float64(len(under.Tags)) || float64(posts) > 0.004*float64(all) {
		t.Error("too many")
	}

	// Beside a list that knows better every name is spelled as it should.
	c := Build(dash, under)
	blocked := 0
	for _, tag := range under.Tags {
		if tags.Blocked(tag.Name) {
			blocked++
		} else if id, _, ok := c.Lookup(tag.Name); !ok || c.Tag(id).Name != tag.Name {
			t.Errorf("%s is spelled %s", tag.Name, c.Tag(id).Name)
		}
	}
	if c.Len() != len(under.Tags)-blocked {
		t.Errorf("%d tags of two lists of the same %d, of which %d are blocked", c.Len(), len(under.Tags), blocked)
	}
}
