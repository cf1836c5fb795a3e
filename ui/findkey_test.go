package ui

import (
	"strings"
	"testing"
)

func TestKeysFound(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("f1")
	s.shows("weigh more")
	s.write("fix")
	s.press("space") // still a page down
	s.shows("keys › fix")
	s.shows("fix all")
	s.hides("weigh more")
	if rows := strings.Split(s.plain(), "\n"); !strings.Contains(rows[2], "fix ") {
		t.Errorf("the best does not stand first:\n%s", s.plain())
	}
	s.write("zz")
	s.shows("no key does that")
	s.press("backspace", "backspace")
	s.shows("ctrl+l")
	s.press("esc")
	s.shows("weigh more")
	s.write("ctrl+y")
	s.shows("copy the prompt")
	s.press("esc", "esc")
	s.hides("copy the prompt")
	s.press("f1")
	s.shows("weigh more")
	s.wants("")
}

// TestNetworksByLetters completes a LoRA by letters of its words.
func TestNetworksByLetters(t *testing.T) {
	all := []string{"my_style", "add_detailer", "Detailer_XL", "blossom"}
	for query, want := range map[string]string{
		"<": "my_style add_detailer Detailer_XL blossom", "<lora:": "my_style add_detailer Detailer_XL blossom",
		"<detailer": "Detailer_XL add_detailer", "<lora:dxl": "Detailer_XL", "<msty": "my_style",
		"<lo": "blossom my_style add_detailer Detailer_XL", "<zz": "", "girl": "",
	} {
		var got []string
		for _, s := range networks(all, query) {
			got = append(got, s.Label)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q suggests %q, want %q", query, got, want)
		}
	}
}
