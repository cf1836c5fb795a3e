package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// withArtists gives the screen a list of some hundred artists.
func withArtists(t *testing.T, s *screen) {
	t.Helper()
	var names strings.Builder
	for i := range 300 {
		fmt.Fprintf(&names, "painter%d,1\n", i)
	}
	l, err := taglist.ReadTags(strings.NewReader(names.String()), "artists")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(l)
	s.m.Lists.Catalogue, s.m.Lists.Index = c, search.NewIndex(c)
}

func TestRollAgain(t *testing.T) {
	s := newScreen(t, 120, 30)
	withArtists(t, s)
	s.paste("by wlop, masterpiece BREAK 1girl, ")
	seen := map[string]bool{}
	for range 4 {
		before := s.m.Texts()
		s.press("alt+r")
		text := s.m.Texts().Positive
		if strings.Count(text, "by painter") != 3 || !strings.HasPrefix(text, "by wlop, by painter") || !strings.HasSuffix(text, ", masterpiece BREAK 1girl, ") {
			t.Fatalf("rolled %q", text)
		}
		if seen[text] {
			t.Errorf("%q came twice", text)
		}
		seen[text] = true
		// The footer's seed gives the same artists.
		var seed uint64
		if _, err := fmt.Sscanf(s.m.Status.Text, "Rolled by seed %d:", &seed); err != nil {
			t.Fatalf("the footer says %q", s.m.Status.Text)
		}
		plain := prompt.Texts{Positive: "by wlop, masterpiece BREAK 1girl, "}
		r := edit.Roll(s.m.Options.Profile, s.m.Lists.Catalogue, edit.NewArtistPool(s.m.Lists.Catalogue), plain, edit.RollOptions{Seed: seed, Number: 3}, edit.Options{})
		if got := r.Apply(plain).Positive; got != text {
			t.Errorf("seed %d gives %q, not %q", seed, got, text)
		}
		// One step each.
		s.press("ctrl+z")
		if s.m.Texts() != before {
			t.Fatalf("undone: %q, want %q", s.m.Texts().Positive, before.Positive)
		}
		s.press("ctrl+r")
		s.wants(text)
	}
	// What an undo brought back gives way as well, and the cursor stays.
	s.press("ctrl+z", "ctrl+z", "alt+r")
	s.write("solo")
	if text := s.m.Texts().Positive; strings.Count(text, "by painter") != 3 || !strings.HasSuffix(text, "BREAK 1girl, solo") {
		t.Errorf("after undoing: %q", text)
	}
}

func TestRollIntoAFullChunk(t *testing.T) {
	s := newScreen(t, 120, 30)
	withArtists(t, s)
	s.paste("by wlop" + strings.Repeat(", flat colors", 24) + " BREAK 1girl")
	was := s.m.Texts()
	s.press("alt+r")
	if s.m.Texts() != was {
		t.Errorf("became %q", s.m.Texts().Positive)
	}
	s.shows("0 of 3 artists")
}

// TestRollMeetsTyping types while a roll is on its way.
func TestRollMeetsTyping(t *testing.T) {
	s := newScreen(t, 120, 30)
	withArtists(t, s)
	s.paste("1girl, ")
	s.hold = true
	s.press("alt+r")
	s.write("solo")
	s.release()
	if text := s.m.Texts().Positive; strings.Count(text, "by painter") != 3 || !strings.HasSuffix(text, " BREAK 1girl, solo") {
		t.Errorf("rolled %q", text)
	}
}

func TestRollWithoutLists(t *testing.T) {
	s := newScreen(t, 120, 30, func(o *Options) {
		o.Load = func(context.Context) (Lists, error) { return Lists{}, errors.New("no lists") }
	})
	s.press("alt+r")
	s.wants("")
	s.shows("no lists to roll artists from")
}

// TestWeighWithoutLists weighs what may be a name with brackets.
func TestWeighWithoutLists(t *testing.T) {
	s := newScreen(t, 120, 30, func(o *Options) {
		o.Load = func(context.Context) (Lists, error) { return Lists{}, errors.New("no lists") }
	})
	s.write("karin (blue archive)")
	s.press("ctrl+up")
	s.wants("karin (blue archive:1.2)") // a weight, for all that is known
}

// TestRollBeforeTheLists presses the key while the lists are being read.
func TestRollBeforeTheLists(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.hold = true
	s.m.Lists = Lists{}
	s.press("f5", "alt+r")
	s.shows("once the lists are read")
	s.release()
	if text := s.m.Texts().Positive; !strings.Contains(text, "by wlop") || !strings.HasSuffix(text, " BREAK ") {
		t.Errorf("rolled %q", text)
	}
	s.shows("2 of 3 artists")
}
