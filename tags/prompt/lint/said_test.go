package lint

import "testing"

func TestWhatTagsExclude(t *testing.T) {
	c := withStarter(t, Options{})
	for text, want := range map[string]string{
		"1girl, from above, wooden ceiling":                                                     "warning",
		"1girl, from above, ceiling lights":                                                     "warning",
		"1girl, from below, wooden ceiling":                                                     "",
		"1girl, head out of frame, Her blue eyes shine in the light of the lamp":                "hint",
		"1girl, head out of frame, She holds a cup of tea in both of her hands":                 "",
		"2girls, head out of frame, Her blue eyes shine in the light of the lamp":               "",
		"1girl, from above, She lies on the floor and looks at the painted ceiling of the hall": "hint",
		"1girl, closed eyes, blue eyes":                                                         "warning",
		"2girls, closed eyes, blue eyes":                                                        "",
		"1girl, blue eyes, smile":                                                               "",
	} {
		got := ""
		for _, d := range c.CheckAlone(text) {
			if d.Rule == Contradiction {
				got = d.Severity.String()
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
