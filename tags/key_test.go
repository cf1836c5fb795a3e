package tags

import (
	"strings"
	"testing"
)

func TestKeyAndPlain(t *testing.T) {
	for _, k := range []struct{ text, key, plain string }{
		{"long hair", "long hair", "long hair"},
		{"Long__Hair ", "long hair", "long hair"},
		{`karin \(blue archive\)`, "karin (blue archive)", "karin (blue archive)"},
		// A hyphen is a space to whoever looks for a tag, and not to the model.
		{"looking-at-viewer", "looking at viewer", "looking-at-viewer"},
		{"T-shirt", "t shirt", "t-shirt"},
		{"long\u3000hair", "long hair", "long hair"},
		{"-_-", "- -", "- -"},
		{"ΛΈΞΗ", "λέξη", "λέξη"},
		{"", "", ""}, {"_", "", ""},
	} {
		if got := Key(k.text); got != k.key {
			t.Errorf("Key(%q) = %q, want %q", k.text, got, k.key)
		}
		if got := Plain(k.text); got != k.plain {
			t.Errorf("Plain(%q) = %q, want %q", k.text, got, k.plain)
		}
		if again := Key(Key(k.text)); again != k.key {
			t.Errorf("the key of the key of %q is %q", k.text, again)
		}
		// A catalogue finds by the same key.
		if have := string(AppendKey(nil, k.text)); !strings.Contains(k.text, `\`) && k.key != "" && k.key != k.plain && strings.ReplaceAll(have, "_", " ") != k.key {
			t.Errorf("AppendKey(%q) = %q, Key %q", k.text, have, k.key)
		}
	}
}

// TestKeyOfASCII holds the keys of ASCII against those of what has more.
func TestKeyOfASCII(t *testing.T) {
	for _, name := range []string{"", "_", "a", "A_b", " -a_-_b- ", "karin_(blue_archive)", ":)", "a\tb\x00\x7f", "x_", "__x"} {
		for _, before := range []string{"", "so", "so_"} {
			got, want := appendKeyOfASCII([]byte(before), name), appendKeyOfFolded([]byte(before), name)
			if string(got) != string(want) {
				t.Errorf("%q behind %q: %q, want %q", name, before, got, want)
			}
		}
	}
}
