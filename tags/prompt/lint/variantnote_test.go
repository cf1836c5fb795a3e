package lint

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestVariantNote wants the epsilon variant's note where darkness is asked for
// and nothing is done about it.
func TestVariantNote(t *testing.T) {
	for _, k := range []struct {
		model              string
		positive, negative string
		at                 string
	}{
		{"epsilon", "1girl, dark room, candle", "low quality", "dark room"},
		{"epsilon", "1girl, candle, Dark_Background", "low quality", "Dark_Background"},
		{"epsilon", "1girl, dark, low brightness", "low quality", ""},
		{"epsilon", "1girl, dark, (low gamma:1.2)", "low quality", ""},
		{"epsilon", "1girl, dark", "low quality, limited range", ""},
		{"epsilon", "1girl, dark skin, night", "low quality", ""},
		{"epsilon", "1girl", "dark", ""},
		{"vpred", "1girl, dark room, candle", "low quality", ""},
	} {
		c := withStarter(t, Options{Model: "epsilon"})
		if k.model == "vpred" {
			c = withStarter(t, Options{Model: "vpred"})
		}
		at := ""
		for _, d := range c.Check(prompt.Texts{Positive: k.positive, Negative: k.negative}) {
			if d.Rule == Sampling {
				at = d.Of(k.positive)
				if d.Severity != Hint || d.Fixable() || !strings.Contains(d.Message, "low brightness, low gamma, or limited range") {
					t.Errorf("%q: %s: %s", k.positive, d.Severity, d.Message)
				}
			}
		}
		if at != k.at {
			t.Errorf("%s: %q / %q: the note stands at %q, want %q", k.model, k.positive, k.negative, at, k.at)
		}
	}
}
