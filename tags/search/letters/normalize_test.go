package letters

import (
	"strings"
	"testing"
)

func TestAppend(t *testing.T) {
	for name, want := range map[string]string{
		"karin_(blue_archive)": "karin|blue|archive", "jeanne_d'arc": "jeanne|d|arc", "pokémon": "pokemon",
		"Long-Hair": "long|hair", "初音ミク": "初|音|み|く", ":d": ":d", "^_^": "^|^", "/lh": "/lh", "": "",
	} {
		text, starts, from := Append(nil, nil, []int{}, name)
		var words []string
		for i, at := range starts {
			end := len(text)
			if i+1 < len(starts) {
				end = int(starts[i+1])
			}
			words = append(words, string(text[at:end]))
		}
		if got := strings.Join(words, "|"); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
		if len(from) != len(text) {
			t.Errorf("%q: %d origins for %d bytes", name, len(from), len(text))
		}
	}
}
