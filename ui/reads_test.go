package ui

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestOneReadingAKey counts how often prompts are read and cut into chunks: a
// key reads the prompt that it changed once, and none that it did not, however
// many parts of the screen, of lint and of edits look at it.
func TestOneReadingAKey(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste(exampleTyped + "(looking at viewer:1.2), smile")
	s.press("ctrl+n")
	s.paste("worst quality, low quality, watermark, ")
	s.press("ctrl+n", "esc")
	for _, key := range []struct {
		name string
		most uint64 // prompts that it changes
	}{
		{",", 1}, {"space", 1}, {"s", 1}, {"o", 1}, {"l", 1}, {"esc", 0},
		{"left", 0}, {"right", 0}, {"alt+1", 0}, {"alt+2", 0}, {"ctrl+n", 0}, {"x", 1}, {"backspace", 0},
		{"ctrl+n", 0}, {"alt+n", 0}, {"f1", 0}, {"esc", 0}, {"ctrl+t", 0}, {"down", 0}, {"esc", 0},
		{"ctrl+z", 1}, {"ctrl+r", 0}, {"ctrl+y", 1},
	} {
		reads, cuts := prompt.Work()
		s.press(key.name)
		r, c := prompt.Work()
		if r-reads > key.most || c-cuts > key.most {
			t.Errorf("%s read %d prompts and cut %d, wanted at most %d", key.name, r-reads, c-cuts, key.most)
		}
		if r == reads && key.most > 0 && strings.Contains(",spacesolx", key.name) {
			t.Errorf("%s changed a prompt and nobody read it", key.name)
		}
	}
}
