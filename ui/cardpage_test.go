package ui

import (
	"context"
	"errors"
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
	if p := &s.m.Popup; !p.Open || p.Items[0].Tag.Name == "" || p.Items[0].There {
		t.Errorf("the list is %+v", p.Items)
	}
}

// TestCardOpensTheWiki shows the tag's page in the browser, and copies its
// address where no browser is or none opens it.
func TestCardOpensTheWiki(t *testing.T) {
	const page = "danbooru.donmai.us/wiki_pages/smile"
	var opened string
	var refuse error
	browse := func(o *Options) {
		o.Browse = func(_ context.Context, address string) error { opened = address; return refuse }
	}
	s := newScreen(t, 160, 50, browse)
	s.paste("smile")
	s.press("left", "f2")
	s.shows("wiki page")
	s.press("o")
	s.shows("Opened https://" + page)
	if opened != "https://"+page || s.copied != "" {
		t.Errorf("opened %q, copied %q", opened, s.copied)
	}
	s.wants("smile")
	refuse = errors.New("no browser at all")
	s.press("o")
	s.shows("no browser at all")
	if s.copied != "https://"+page {
		t.Errorf("copied %q", s.copied)
	}
	s = newScreen(t, 160, 50)
	s.paste("smile")
	s.press("left", "f2", "o")
	s.shows(page + " copied (by the test)")
	if s.copied != "https://"+page {
		t.Errorf("copied %q", s.copied)
	}
}
