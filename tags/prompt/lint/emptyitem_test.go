package lint

import (
	"math/rand"
	"regexp"
	"strings"
	"testing"
)

// TestNoEmptyItem fixes prompts of broken brackets: what goes takes its comma with
// it, and the brackets that it leaves empty.
func TestNoEmptyItem(t *testing.T) {
	c := withLarge(t, Options{})
	for text, want := range map[string]string{
		"1girl, {score_9, ":                    "1girl, ",
		"1girl, (score_9, smile":               "1girl, smile",
		", score_9}, 1girl":                    ", 1girl",
		"1girl, ( worst quality], BREAK)":      "1girl BREAK",
		"1girl, ( worst quality], BREAK cat)":  "1girl BREAK (cat)",
		"1girl, (, smile":                      "1girl, smile",
		"1girl,\n((,\nsmile":                   "1girl,\nsmile",
		"1girl，}，smile":                        "1girl，smile",
		"}, 1girl":                             "1girl",
		"1girl, (":                             "1girl, ",
		"1girl, score_9], (loli BREAK})":       "1girl BREAK",
		"BREAK, worst quality, BREAK, ":        "BREAK, ",
		"1girl, [cat:loli|dog:0.5]":            "1girl, [cat:dog:0.5]",
		"1girl, [cat:{smile|loli}:0.5]":        "1girl, [cat:smile:0.5]",
		"1girl, {1girl, (BREAK,loli}, loli, ":  "1girl BREAK, ",
		"1girl, {BREAK, score_9}":              "1girl, {BREAK}",
		"{1girl BREAK, score_9 }, smile":       "{1girl BREAK }, smile",
		"1girl, {BREAK, (score_9), hat}":       "1girl, {BREAK, hat}",
		"1girl, [smile:{blush|:d}:0.5], {hat}": "1girl, [smile:{blush|:d}:0.5], (hat:1.05)",
	} {
		if got := c.FixAlone(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
	empty := regexp.MustCompile(`^\s*,|,\s*,|[(\[{]\s*[,)\]}]|,\s*[)\]}]`)
	words := []string{"score_9", "worst quality", "1girl", "smile", "hat", "absurdres", "loli", "BREAK"}
	brackets := []string{"(", ")", "[", "]", "{", "}", "( ", " )"}
	r := rand.New(rand.NewSource(1))
	some := func() (out string) {
		for r.Intn(4) == 0 {
			out += brackets[r.Intn(len(brackets))]
		}
		return out
	}
	for range 2000 {
		var b strings.Builder
		for k, n := 0, 2+r.Intn(4); k < n; k++ {
			if k > 0 {
				b.WriteString([]string{", ", ",", " "}[r.Intn(3)])
			}
			b.WriteString(some() + words[r.Intn(len(words))] + some())
		}
		if text := b.String(); !empty.MatchString(text) {
			if got := c.FixAlone(text); empty.MatchString(got) {
				t.Errorf("%q becomes %q", text, got)
			}
		}
	}
}
