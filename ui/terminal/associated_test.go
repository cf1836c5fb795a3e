package terminal

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestAssociatedText reads keys that kitty's protocol sends with the text that
// they or an input method have written.
func TestAssociatedText(t *testing.T) {
	for seq, want := range map[string]string{
		"0;;128104:8205:128187": "👨\u200d💻", // of an input method: no key
		"0;;21021:38899":        "初音",
		"0;;97:32:98":           "a b",
		"97;2;65":               "A",
		"32;;32":                " ",
		"50;2;64":               "@", // shift on a layout that is not told
		"97":                    "a",
		"97;;":                  "a",
		"97;2":                  "A",
		"97;;27":                "a", // no text is a control character
		"97;;1114112":           "a",
	} {
		got, _ := decodeCSI(seq, 'u').(tea.KeyMsg)
		if string(got.Runes) != want {
			t.Errorf("%q: %q, want %q", seq, string(got.Runes), want)
		}
	}
	if got, ok := decodeCSI("97;5;97", 'u').(tea.KeyMsg); !ok || got.Type != tea.KeyCtrlA {
		t.Errorf("ctrl+a with a text: %v", got)
	}
}
