package english

import (
	"strings"
	"testing"
)

// TestByPhrase has names of artists and phrases, among them those over which
// the edits and the lint of a prompt once differed.
func TestByPhrase(t *testing.T) {
	known := NewSet("crashing waves")
	cases := []struct {
		name string
		want bool
	}{
		{"kantoku", false}, {"wlop", false}, {"mika pikazo", false}, {"rei_(sanbonzakura)", false}, {"a", false}, {"an", false},
		{"accident", true}, {"the window", true}, {"popular demand", true}, {"itself", true}, {"rivers", true}, {"holding hands", true},
		{"her own two bare hands", true}, {"someone.", true},
		{"soft glow", true}, {"soft candlelight", true}, {"seaside", true}, {"starry side", false},
		{"crashing waves", true}, {"Night_Sky", true},
		{"kantoku no mori", false}, {"", true}, {`artist "anime"`, true},
	}
	for _, c := range cases {
		if got := ByPhrase(c.name, known); got != c.want {
			t.Errorf("ByPhrase(%q) = %v, want %v", c.name, got, c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	known := NewSet("thigh")
	for word, want := range map[string]bool{"glow": true, "thighs": true, "flowery": true, "snow-covered": false, "under": true, "2": true, "kantoku": false, "thigh-glow": true,
		strings.Repeat("glow-", 200_000) + "glow": false} {
		if got := Plain(word, known); got != want {
			t.Errorf("Plain(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestReadPhrase(t *testing.T) {
	cases := []struct {
		text     string
		known    bool
		sentence bool
	}{
		{"long hair", false, false}, {"she stands in the rain", false, true}, {"arms behind back", false, false},
		{"by the window", false, true}, {"by kantoku", false, false}, {"leaning to the side", true, false},
		{"雨の中", false, true}, {"Candles, roses.", false, true},
	}
	for _, c := range cases {
		if got := ReadPhrase(c.text, c.known).Sentence; got != c.sentence {
			t.Errorf("%q is a sentence: %v, want %v", c.text, got, c.sentence)
		}
	}
}

func TestSpelled(t *testing.T) {
	for text, want := range map[string]string{
		"w/ hat": "with hat", "girl w/ hat": "girl with hat", "girl w/hat": "girl with hat", "girl w/o hat": "girl w/o hat",
		"makeup-free face": "without makeup face", "girl with a makeup-free face": "girl with a without makeup face",
		"w/": "w/", "girl w/ ": "girl with ", "raw/hat": "raw/hat", "free!": "free!", "-free face": "-free face", "": "",
	} {
		if got := Spelled(text); got != want {
			t.Errorf("%q is spelled %q, want %q", text, got, want)
		}
	}
}
