package ui

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestHugePrompt pastes more than is taken apart: it is kept and copied whole,
// said to be so, and changed by no fix; once it is shorter it is read again.
func TestHugePrompt(t *testing.T) {
	s := newScreen(t, 100, 30)
	text := strings.Repeat("long_hair, ", prompt.MostRead/11+1)
	s.paste(text)
	if got := s.m.Texts().Positive; got != text {
		t.Fatalf("%d bytes, want %d", len(got), len(text))
	}
	s.shows("more than 256 KB")
	if n := len(s.m.Analysis.Positive.Outline.Parts); n > 0 {
		t.Errorf("%d parts were read", n)
	}
	s.press("ctrl+l")
	if s.m.Texts().Positive != text {
		t.Error("ctrl+l changed it")
	}
	s.press("ctrl+z")
	s.write("long_hair")
	s.hides("more than 256 KB")
	if n := len(s.m.Analysis.Positive.Outline.Parts); n != 1 {
		t.Errorf("%d parts of a short prompt", n)
	}
}
