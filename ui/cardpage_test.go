package ui

import (
	"strings"
	"testing"
)

// TestCardPage shows what the tag at the cursor is, and writes what goes with
// it behind it.
func TestCardPage(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("1girl, long hair, smile")
	s.press("left", "f2")
	s.shows("TAG")
	s.shows("the corners of the mouth")
	s.shows("笑顔")
	before := s.m.Texts().Positive
	s.press("tab", "esc")
	if got := s.m.Texts().Positive; len(got) <= len(before) || !strings.HasPrefix(got, before+", ") {
		t.Errorf("the prompt is %q", got)
	}
	s.press("ctrl+z")
	s.wants(before)
	s.hides("no tag of the lists at the cursor")
}

// TestTraitsAreOfferedOnce offers a character's traits behind it until the next
// key.
func TestTraitsAreOfferedOnce(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("karin")
	s.press("enter")
	s.shows("writes the traits")
	s.press("alt+j")
	if got := s.m.Texts().Positive; !strings.HasPrefix(got, `karin \(blue archive\), `) || !strings.Contains(got, "halo") {
		t.Errorf("the prompt is %q", got)
	}
	s = newScreen(t, 160, 50)
	s.write("karin")
	s.press("enter")
	s.write("s")
	s.hides("writes the traits")
	before := s.m.Texts().Positive
	s.press("alt+j")
	if got := s.m.Texts().Positive; got != before {
		t.Errorf("an offer that is gone was taken: %q", got)
	}
}

// TestTheListSaysWhatIsSeen has the footer say the gloss of the selected row.
func TestTheListSaysWhatIsSeen(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("smil")
	s.shows("the corners of the mouth are turned up")
	// What comes from behind the screen meanwhile goes before it, until the
	// next key.
	s.m.Update(updateDoneMsg{Text: "Fetched 2 lists."})
	s.shows("Fetched 2 lists.")
	s.hides("the corners of the mouth are turned up")
	s.write("e")
	s.shows("the corners of the mouth are turned up")
	s.hides("Fetched 2 lists.")
}

// TestGoesWithAtAnEmptyWord shows first what goes with the prompt.
func TestGoesWithAtAnEmptyWord(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("cherry blossoms, ")
	s.press("tab")
	if p := &s.m.popup; !p.Open || p.Items[0].Tag.Name == "" || p.Items[0].There {
		t.Errorf("the list is %+v", p.Items)
	}
}
