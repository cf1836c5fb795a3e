package lint

import (
	"testing"

	"tailor/tags/prompt"
)

// TestStylesMayBeRefused wants nothing said of styles in the negative prompt,
// where they work too.
func TestStylesMayBeRefused(t *testing.T) {
	texts := prompt.Texts{Positive: "1girl, hat", Negative: `low quality, sketch, flat colors, 1990s \(style\), (oil style:1.2), by wlop`}
	if found := withStarter(t, Options{}).Check(texts); len(found) > 0 {
		t.Error(tell(texts, found))
	}
}

// TestTailAndEarTags wants the tags of tails and ears that the model is strong
// in to be known and left as they are, on the built-in list too.
func TestTailAndEarTags(t *testing.T) {
	for _, c := range []*Checker{withStarter(t, Options{}), withLarge(t, Options{})} {
		for _, tag := range []string{
			"holding own tail", "hugging own tail", "holding another's tail", "tail grab", "tail raised", "tail down", "ears down", "hand on own ear",
			"tail around own leg", "tail biting", "holding with tail", "tail through clothes", "tail focus", "presenting own tail", "tail censor",
		} {
			texts := prompt.Texts{Positive: "1girl, cat tail, " + tag + ", smile"}
			if found := c.CheckAlone(texts.Positive); len(found) > 0 {
				t.Errorf("%s:%s", tag, tell(texts, found))
			}
		}
	}
}
