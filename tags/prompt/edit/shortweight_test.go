package edit

import "testing"

func TestWeighted(t *testing.T) {
	for text, want := range map[string]string{
		"kantoku:0.7":              "(kantoku:0.7)",
		" a b : .5 , c":            " (a b : .5) , c",
		"a:1.2,b:0.8":              "(a:1.2),(b:0.8)",
		"nier:2":                   "nier:2",
		":3":                       ":3",
		":0.5":                     ":0.5",
		"(kantoku:0.7)":            "(kantoku:0.7)",
		"karin (blue archive):0.7": "(karin (blue archive):0.7)",
		`ask \(askzy\):0.7`:        `(ask \(askzy\):0.7)`,
		"(kantoku):0.7":            "(kantoku):0.7",
		"x (kantoku:0.7":           "x (kantoku:0.7",
		"a BREAK b:0.7\nc:0.8":     "a BREAK (b:0.7)\n(c:0.8)",
		"re:zero":                  "re:zero",
		"a:b:0.5":                  "a:b:0.5",
		"":                         "",
	} {
		if got := weighted(text); got != want {
			t.Errorf("weighted(%q) = %q, want %q", text, got, want)
		}
	}
}
