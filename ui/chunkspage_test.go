package ui

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/ui/desk"
)

// spilling is a prompt whose last tags alone stand in a third chunk.
var spilling = func() string {
	text := "by kantoku, best quality BREAK "
	for _, tag := range strings.Split(longBody+", dark skin, hair bun", ", ") {
		text += tag + ", "
		if c := prompt.Chunks(text, prompt.Defaults).Chunks; len(c) == 3 && len(c[2].IDs) > 3 {
			break
		}
	}
	return strings.TrimSuffix(text, ", ")
}()

func TestChunksPage(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste(spilling)
	if n := len(s.m.Sheet().Line.Chunks); n != 3 {
		t.Fatalf("the test's prompt has %d chunks", n)
	}
	s.press("left", "alt+0") // the word is finished
	s.shows("CHUNKS")
	s.shows("styles")
	s.shows("tokens stand")
	s.press("up", "enter")
	if at := s.m.Buffer().Cursor(); at != strings.Index(spilling, "1girl") || s.m.At != desk.InPrompt {
		t.Errorf("the cursor is at %d, the keys at %d", at, s.m.At)
	}
}

// TestTheFooterIsADoctor says what is wrong with the chunk that the cursor
// stands in, and mends it by key.
func TestTheFooterIsADoctor(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste(spilling + ", ")
	s.shows("stand alone in chunk 3")
	s.press("ctrl+f")
	if n := strings.Count(s.m.Texts().Positive, "BREAK"); n != 2 {
		t.Fatalf("%d BREAKs in %q", n, s.m.Texts().Positive)
	}
	s.hides("stand alone")
	s.press("ctrl+z")
	s.wants(spilling + ", ")
	s.press("alt+1")
	s.hides("stand alone")
}

func TestAnEmptyChunkIsReached(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl BREAK ")
	s.press("ctrl+home", "alt+2")
	if at := s.m.Buffer().Cursor(); at != len("1girl BREAK ") {
		t.Errorf("the cursor is at %d", at)
	}
}
