package lint

import "testing"

// TestBreaksAlone mends brackets that hold nothing but a BREAK.
func TestBreaksAlone(t *testing.T) {
	c := withStarter(t, Options{})
	for before, after := range map[string]string{
		"1girl, (BREAK), solo":            "1girl BREAK solo",
		"1girl (BREAK) solo":              "1girl BREAK solo",
		"1girl, (BREAK:-1), solo":         "1girl BREAK solo",
		"1girl, ((BREAK)), solo":          "1girl BREAK solo",
		"1girl, [BREAK], solo":            "1girl BREAK solo",
		"1girl, ( BREAK : 1.2 ), solo":    "1girl BREAK solo",
		"1girl\n(BREAK)\nsolo":            "1girl\nBREAK\nsolo",
		"(1girl, (BREAK), solo:1.2)":      "(1girl:1.2) BREAK (solo:1.2)",
		"(BREAK) 1girl":                   "BREAK 1girl",
		"1girl, solo (BREAK)":             "1girl, solo BREAK",
		"1girl, (smile, BREAK), solo":     "1girl, (smile) BREAK, solo",
		"(1girl, BREAK, solo:1.2), smile": "(1girl:1.2) BREAK (solo:1.2), smile",
	} {
		if got := c.FixAlone(before); got != after {
			t.Errorf("%q becomes %q, want %q", before, got, after)
		}
	}
}
