package tags

import (
	"strings"
	"testing"

	"tailor/data/reference"
)

func TestDashFormIsToldByTheWholeList(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"dashes":                  {"1girl,0,9\nlong-hair,0,8\nlooking-at-viewer,0,7\nt-shirt,0,5\n", []string{"1girl", "long_hair", "looking_at_viewer", "t-shirt"}},
		"underscores":             {"1girl,0,9\nlong_hair,0,8\nt-shirt,0,5\nblack-framed_eyewear,0,4\nk-on!,3,3\n", []string{"1girl", "long_hair", "t-shirt", "black-framed_eyewear", "k-on!"}},
		"spaces":                  {"1girl,0,9\nlong hair,0,8\nt-shirt,0,5\nsugar-free cola,0,4\n", []string{"1girl", "long_hair", "t-shirt", "sugar-free_cola"}},
		"hyphens alone":           {"t-shirt,0,5\nx-ray,0,4\n1girl,0,3\n", []string{"t-shirt", "x-ray", "1girl"}},
		"characters":              {"karin-(blue-archive),4,9\n1girl,0,3\n", []string{"karin_(blue_archive)", "1girl"}},
		"faces keep theirs":       {"^_^,0,9\n>_<,0,8\nlong-hair,0,8\nlooking-at-viewer,0,7\n", []string{"^_^", ">_<", "long_hair", "looking_at_viewer"}},
		"titles and compounds":    {"looking-at-viewer,0,7\nsee-through-shirt,0,1\njack-o'-lantern,0,1\nhatsune-chan,4,1\nheart-shaped-pupils,0,1\nak-12-(girls'-frontline),4,1\nface-to-face,0,1\nhand-to-face,0,1\nbikini-tan,0,1\n", []string{"looking_at_viewer", "see-through_shirt", "jack-o'-lantern", "hatsune-chan", "heart-shaped_pupils", "ak-12_(girls'_frontline)", "face-to-face", "hand_to_face", "bikini_tan"}},
		"header with underscores": {"tag,category,post_count\nlong-hair,0,8\nlooking-at-viewer,0,7\nupper-body,0,6\n" + strings.Repeat("a-b-c,0,1\n", 10), []string{"long_hair", "looking_at_viewer", "upper_body"}},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := ReadTags(strings.NewReader(c.text), "test")
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range c.want {
				if got := l.Tags[i].Name; got != want {
					t.Errorf("%q, want %q", got, want)
				}
			}
		})
	}
}

// TestDashFormOfTheReferenceList reads the same list in both forms. Where the
// names differ, a dash was read as a space or a space as a dash: that may
// happen to rare names.
func TestDashFormOfTheReferenceList(t *testing.T) {
	read := func(file string) List {
		l, err := ReadFile(reference.Path(t, "data/"+file))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	dash, under := read("danbooru-12-10-24-dash.csv"), read("danbooru-12-10-24-underscore.csv")
	if !dash.dashed || under.dashed {
		t.Fatalf("dash form: %v and %v, want true and false", dash.dashed, under.dashed)
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
		if Blocked(tag.Name) {
			blocked++
		} else if id, _, ok := c.Lookup(tag.Name); !ok || c.Tag(id).Name != tag.Name {
			t.Errorf("%s is spelled %s", tag.Name, c.Tag(id).Name)
		}
	}
	if c.Len() != len(under.Tags)-blocked {
		t.Errorf("%d tags of two lists of the same %d, of which %d are blocked", c.Len(), len(under.Tags), blocked)
	}
}
