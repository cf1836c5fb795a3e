package analysis

import (
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/taglist"
)

// TestChunksAreNamedByMostOfThem holds that a foreign word or a bare artist
// renames no style chunk, that a tag of the picture does where nothing closes it,
// and that the negative prompt has no body.
func TestChunksAreNamedByMostOfThem(t *testing.T) {
	a := Analyst{Profile: profile.RouWei(), Options: prompt.Defaults, Catalogue: catalogue.Build(taglist.List{Name: "test", Tags: []tags.Tag{
		{Name: "1girl", Count: 9}, {Name: "solo", Count: 8}, {Name: "film_grain", Count: 7}, {Name: "watermark", Count: 6},
		{Name: "wlop", Category: tags.Artist, Count: 5}, {Name: "mika_pikazo", Category: tags.Artist, Count: 4}, {Name: "highres", Category: tags.Meta, Count: 3},
	}})}
	for _, c := range []struct{ positive, negative, want string }{
		{"by wlop, best quality BREAK 1girl", "", "styles, body"},
		{"by wlop, very aesthetic BREAK 1girl", "", "styles, body"},
		{"by wlop, [mika pikazo:0.7] BREAK 1girl BREAK Solo, 1girl", "", "styles, body, solo"},
		{"mika pikazo, highres BREAK 1girl", "", "styles, body"},
		{"by wlop, best quality, film grain BREAK 1girl", "", "styles, body"},
		{"by wlop, best quality, 1girl", "", "body"},
		{"by wlop, a woman waits, nobody comes", "", "body"},
		{"1girl, solo, best quality BREAK by wlop, highres", "", "body, styles"},
		{"by wlop BREAK 1girl, best quality, highres, by wlop", "", "styles, body"},
		{"", "worst quality, watermark BREAK solo", "negative, solo"},
		{"", "worst quality", "negative"},
		{"by wlop BREAK ", "", "styles, "},
	} {
		seen := a.Read(prompt.Texts{Positive: c.positive, Negative: c.negative})
		s := seen.Positive
		if c.positive == "" {
			s = seen.Negative
		}
		var got []string
		for _, g := range s.Gauges(-1, false, false) {
			got = append(got, g.Name)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q%q: %q, want %q", c.positive, c.negative, got, c.want)
		}
	}
}
