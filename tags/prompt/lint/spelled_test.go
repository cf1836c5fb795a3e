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

// TestOwnSpellingIsNoFault writes tags as a list of the user's own spells
// them.
func TestOwnSpellingIsNoFault(t *testing.T) {
	own, err := taglist.ReadTags(strings.NewReader("name,category,prompt\nmy_oc,4,MyOC_v3 (uniform)\nglow,0,glow_trigger\n1girl,0,1girl\n"), "own")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(own)
	checker := New(profile.RouWei(), c, search.NewIndex(c), Options{})
	for text, want := range map[string]string{
		"1girl, MyOC_v3 (uniform), glow_trigger": "",
		"1girl, glow trigger":                    "glow_trigger",
	} {
		var got []string
		for _, d := range checker.Check(prompt.Texts{Positive: text}) {
			if d.Severity > Hint && d.Fix != nil {
				got = append(got, *d.Fix)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
		if fixed := checker.Fix(prompt.Texts{Positive: text}).Positive; want == "" && fixed != text {
			t.Errorf("%q is fixed to %q", text, fixed)
		}
	}
}
