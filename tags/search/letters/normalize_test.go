package letters

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"tailor/data/printable"
	"tailor/tags"
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

func TestFace(t *testing.T) {
	for text, want := range map[string]string{
		"(^_^)": "^_^", "(o_o)": "o_o", " (;_;) ": ";_;", "(•_•)": "•_•", "(fate)": "(fate)", "(": "(", "()": "()", "karin (blue": "karin (blue", "long hair": "long hair", "": "",
	} {
		if got := Face(text); got != want {
			t.Errorf("Face(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"•_•": true, "♥": true, "^_^": true, "初音": false, "long": false, "・_・": true, "é": false} {
		if got := Symbolic(text); got != want {
			t.Errorf("Symbolic(%q) = %v", text, got)
		}
	}
}

// TestShortcuts holds what is done with nearly all names against what is done with
// any.
func TestShortcuts(t *testing.T) {
	for _, text := range []string{"", "a", "A_b", "karin_(blue_archive)", "jeanne_d'arc", "3d", "a__b--c", "x:d", "9_\x7f\x00z", "a ", "a_"} {
		got, gotStarts := appendWords([]byte("so"), nil, text)
		want, wantStarts, _ := appendPlain([]byte("so"), nil, nil, text)
		if string(got) != string(want) || fmt.Sprint(gotStarts) != fmt.Sprint(wantStarts) {
			t.Errorf("%q: %q %v, want %q %v", text, got, gotStarts, want, wantStarts)
		}
	}
	for r := range rune(0x20000) {
		switch {
		case tags.IsHiragana(r) && !unicode.Is(unicode.Hiragana, r), tags.IsHangul(r) && !unicode.Is(unicode.Hangul, r):
			t.Errorf("%q is of another script", r)
		case (tags.IsHiragana(r) || tags.IsHangul(r)) && (!unicode.IsLetter(r) || unicode.ToLower(r) != r || printable.Unsafe(r)):
			t.Errorf("%q is changed by a rule", r)
		}
	}
}
