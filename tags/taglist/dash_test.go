package taglist

import (
	"strings"
	"testing"
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
