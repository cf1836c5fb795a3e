package prompt

import (
	"strings"
	"testing"
)

// TestNovelWeights finds NovelAI's weights, and none in ratios and comments.
func TestNovelWeights(t *testing.T) {
	for text, want := range map[string]string{
		"1.2::smile::":                     "smile",
		"1.2::smile, 16:9::, solo":         "smile, 16:9",
		"1.2::smile, 16:9::solo":           "smile, 16:9",
		"1.2::smile 0.8::solo::":           "smile|solo",
		"1.2::0.8::solo::":                 "solo",
		"1.2::score_9::0.8::score_8::":     "score_9|score_8",
		"SD3::smile":                       "",
		"{2::smile|solo}":                  "",
		"1.2::c#, white background::, x":   "c#, white background (torn)",
		"# 1.2::x\n1.2::y::":               "x (torn)|y",
		"1.2::smile::, {red|blue} hair":    "smile",
		"1.2::smile, (solo::, x:1.1), hat": "smile, (solo (torn)",
	} {
		all := NovelWeights(text)
		torn := Read(text).Torn(all)
		var got []string
		for i, n := range all {
			one := n.Body.Of(text)
			if torn[i] {
				one += " (torn)"
			}
			got = append(got, one)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}
