package prompt

import "testing"

func TestChoiceHead(t *testing.T) {
	for inside, want := range map[string]string{
		"red|blue": "", "2$$a|b": "2$$", "2$$ and $$a|b": "2$$ and $$", "1-2$$a": "1-2$$", "-2$$, $$a": "-2$$, $$",
		"@a|b": "@", " ~ 2$$a": " ~ 2$$", "1-2-3$$a": "", "x$$a": "", "$$a": "", "3::a|b": "", "2$$|$$a|b": "2$$|$$",
	} {
		if got := inside[:ChoiceHead(inside)]; got != want {
			t.Errorf("ChoiceHead(%q) = %q, want %q", inside, got, want)
		}
	}
	for option, want := range map[string]string{"3::red": "3::", " .5::red": " .5::", "1.2.3::red": "", "3 ::red": "", "::red": "", "red": ""} {
		if _, n := OptionWeight(option); option[:n] != want {
			t.Errorf("OptionWeight(%q) = %q, want %q", option, option[:n], want)
		}
	}
}

// TestHeadsOfChoices holds that no part has the head of its choice in it.
func TestHeadsOfChoices(t *testing.T) {
	for text, want := range map[string]string{
		"{3::red|.5::blue, smile} hair":   "red/blue/smile} hair",
		"{2$$, $$red|blue}":               "red/blue",
		"{@red|2::blue}":                  "red/blue",
		"{3::[x|y]|b}":                    "x/y/b",
		"[3::red|blue]":                   "3::red/blue",
		"{3::red}, {{1.2::x|y::}}, {a, b": "{3::red}/x/y::/a/b",
	} {
		got := ""
		for i, p := range Read(text).Parts {
			if i > 0 {
				got += "/"
			}
			got += p.Core.Of(text)
		}
		if got != want {
			t.Errorf("%q has the parts %q, want %q", text, got, want)
		}
	}
}
