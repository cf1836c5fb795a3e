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

// TestAndInBrackets closes brackets before the AND that parts them and opens them
// again behind, with the weight that they had.
func TestAndInBrackets(t *testing.T) {
	c := withStarter(t, Options{})
	for before, after := range map[string]string{
		"(1girl AND smile:1.2)":                 "(1girl:1.2) AND (smile:1.2)",
		"(a cat, b AND c, d:1.3), e":            "(a cat, b:1.3) AND (c, d:1.3), e",
		"(smile, (wink AND tongue:1.3):0.8)":    "(smile, (wink:1.3):0.8) AND ((tongue:1.3):0.8)",
		"(cat BREAK dog AND bird:1.2)":          "(cat:1.2) BREAK (dog:1.2) AND (bird:1.2)",
		"[cat AND dog:0.5]":                     "[cat:0.5] AND [dog:0.5]",
		"((cat AND dog))":                       "((cat)) AND ((dog))",
		"(cat AND dog AND bird : 1.2 ), smile":  "(cat: 1.2 ) AND (dog: 1.2 ) AND (bird : 1.2 ), smile",
		"(cat, AND dog:1.2)":                    "(cat:1.2), AND (dog:1.2)",
		"(AND dog:1.2)":                         "AND (dog:1.2)",
		"smile (cat AND dog":                    "smile cat AND dog",
		"(cat AND dog]":                         "cat AND dog",
		"(cat:1.2) AND (dog:0.8)":               "(cat:1.2) AND (dog:0.8)",
		`1girl, (saber \(fate\) AND smile:1.1)`: `1girl, (saber \(fate\):1.1) AND (smile:1.1)`,
	} {
		if got := c.FixAlone(before); got != after {
			t.Errorf("%q becomes %q, want %q", before, got, after)
		}
	}
}
