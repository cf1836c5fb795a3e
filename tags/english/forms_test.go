package english

import (
	"slices"
	"testing"
)

func TestBases(t *testing.T) {
	for form, base := range map[string]string{
		"wolves": "wolf", "dresses": "dress", "sits": "sit", "held": "hold", "running": "run", "haired": "hair", "eyed": "eye",
		"bunnies": "bunny", "colour": "color", "grey": "gray", "gray": "grey", "knives": "knife", "tidied": "tidy", "angrily": "angry", "sadly": "sad", "children": "child",
	} {
		if got := Bases(nil, form); got[0] != form || !slices.Contains(got, base) {
			t.Errorf("Bases(%q) = %q, want %q among them", form, got, base)
		}
		if got := Bases(nil, base); got[0] != base {
			t.Errorf("Bases(%q) = %q, want itself first", base, got)
		}
	}
}

func TestForms(t *testing.T) {
	for base, form := range map[string]string{"hold": "holding", "sit": "sitting", "wolf": "wolves", "lie": "lying", "tie": "tying", "bunny": "bunnies", "dress": "dresses", "smile": "smiling"} {
		if got := Forms(nil, base); !slices.Contains(got, form) {
			t.Errorf("Forms(%q) = %q, want %q among them", base, got, form)
		}
	}
}

func TestCounted(t *testing.T) {
	for words, want := range map[[2]string]string{
		{"two", "girls"}: "2girls", {"one", "boy"}: "1boy", {"6", "women"}: "6+girls", {"several", "men"}: "multiple_boys", {"two", "dogs"}: "", {"7", "girls"}: "",
	} {
		if got, ok := Counted(words[0], words[1]); got != want || ok != (want != "") {
			t.Errorf("Counted(%q, %q) = %q, want %q", words[0], words[1], got, want)
		}
	}
}
