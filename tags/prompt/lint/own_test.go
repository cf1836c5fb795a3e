package lint

import (
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// TestOwnTagIsWhole writes tags of several parts as a list of the user's
// spells them: each is one tag, and of the kind that the list says.
func TestOwnTagIsWhole(t *testing.T) {
	own, err := taglist.ReadTags(strings.NewReader(`name,category,aliases,prompt
my oc,character,"heroine,oc","MyOC_v3 (style), silver hair"
other,character,,Other_v1 (style)
pen,artist,,"by Pen_v2, ink wash"
wash,general,,"<lora:wash_v1:0.8>, Wash_v1 [soft]"
kin,character,,"KIN, (blue:1.2), kin_eyes"
1990s (style),general,,90s_look
`), "own")
	if err != nil {
		t.Fatal(err)
	}
	list, err := taglist.ReadTags(strings.NewReader("1girl,0,9\nhat,0,9\nsilver_hair,0,9\nkin_eyes_x,0,9\nwlop,1,9\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(own, list)
	checker := New(profile.RouWei(), c, search.NewIndex(c), Options{})
	cases := []struct{ name, text, found, fixed string }{
		{"several parts", "1girl, MyOC_v3 (style), silver hair, hat", "", ""},
		{"a style by its looks", "1girl, Other_v1 (style), hat", "", ""},
		{"in brackets with a weight", "1girl, (MyOC_v3 (style), silver hair:1.2), hat", "", ""},
		{"across lines", "1girl,\nMyOC_v3 (style), silver hair\nhat BREAK MyOC_v3 (style), silver hair BREAK", "", ""},
		{"with a network", "1girl, <lora:wash_v1:0.8>, Wash_v1 [soft]", "", ""},
		{"with a weight in it", "KIN, (blue:1.2), kin_eyes", "", ""},
		{"an artist of several parts", "by Pen_v2, ink wash, 1girl", "style-chunk", "by Pen_v2, ink wash BREAK 1girl"},
		{"a style by its name", "1girl, 90s_look, hat", "style-chunk", "90s_look BREAK 1girl, hat"},
		{"twice", "KIN, (blue:1.2), kin_eyes, hat, KIN, (blue:1.2), kin_eyes", "duplicate", "KIN, (blue:1.2), kin_eyes, hat"},
		{"beside what is to be gathered", "1girl, by wlop, MyOC_v3 (style), silver hair", "style-chunk", "by wlop BREAK 1girl, MyOC_v3 (style), silver hair"},
		{"in a bracket that is taken apart", "1girl, (by wlop, MyOC_v3 (style), silver hair:1.2)", "style-chunk", "(by wlop:1.2) BREAK 1girl, (MyOC_v3 (style), silver hair:1.2)"},
		{"a part of it", "1girl, MyOC_v3 (style), black_hair", "unescaped-parens|style-chunk|underscore", `MyOC_v3 \(style\) BREAK 1girl, black hair`},
		{"a longer word", "1girl, KIN, (blue:1.2), kin_eyes_x", "underscore", "1girl, KIN, (blue:1.2), kin eyes x"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, d := range checker.CheckAlone(test.text) {
				if d.Severity > Hint {
					found = append(found, d.Rule)
				}
			}
			if got := strings.Join(found, "|"); got != test.found {
				t.Errorf("found %s, want %s", got, test.found)
			}
			want := test.fixed
			if want == "" {
				want = test.text
			}
			if got := checker.FixAlone(test.text); got != want {
				t.Errorf("fixed to %q, want %q", got, want)
			}
		})
	}
	// A text with the characters that hide commas is checked all the same.
	checker.Check(prompt.Texts{Positive: "\x01 MyOC_v3 (style), silver hair, \x05"})
}
