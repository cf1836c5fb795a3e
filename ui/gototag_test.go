package ui

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tailor/tags/profile"
	"tailor/ui/desk"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// TestThePopupHoldsStill types a word: the box keeps its place and width, and
// never lies over the line that is written or over the frame.
func TestThePopupHoldsStill(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 40}, {80, 24}, {60, 20}} {
		for _, rows := range []int{0, 4, size[1] / 2, size[1]} {
			s := newScreen(t, size[0], size[1])
			s.paste(strings.Repeat("\n", rows) + "1girl, ")
			var first view.Area
			for k, letter := range "hair f" {
				s.write(string(letter))
				a := s.m.popupArea()
				if k < 1 {
					continue
				}
				if a.H == 0 {
					t.Fatalf("%v: no popup after %q:\n%s", size, s.m.Texts().Positive, s.plain())
				}
				if first.H == 0 {
					first = a
				}
				above := a.Y < first.Y+first.H && a.Y+a.H == first.Y+first.H
				if a.X != first.X || a.W != first.W || a.Y != first.Y && !above {
					t.Errorf("%v, %d rows: the popup went from %v to %v", size, rows, first, a)
				}
				row, _, _ := s.m.Editors[desk.InPrompt].CursorCell()
				if y := s.m.Lay.Prompt.Y + row; y >= a.Y && y < a.Y+a.H {
					t.Errorf("%v, %d rows: the popup lies over the line", size, rows)
				}
				if b := s.m.Lay.Box; a.X <= b.X || a.X+a.W >= b.X+b.W || a.Y <= b.Y || a.Y+a.H >= b.Y+b.H {
					t.Errorf("%v, %d rows: the popup %v lies over the frame %v", size, rows, a, b)
				}
			}
		}
	}
}

// TestATagThatIsThere finds a tag that the prompt has: the row says so, and
// accepting it takes the word back and goes to the tag.
func TestATagThatIsThere(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl, halo, smile, ")
	s.write("hal")
	s.shows("in the prompt")
	s.press("tab")
	s.wants("1girl, halo, smile, ")
	if at := s.m.Buffer().Cursor(); at != len("1girl, halo") {
		t.Errorf("the cursor is at %d", at)
	}
	s.shows("It is in the prompt already")
	s.press("ctrl+z")
	s.wants("1girl, halo, smile, hal")
}

// TestAnArtistThatIsThere finds one in the model's own form, and its name in
// the list as it will be written.
func TestAnArtistThatIsThere(t *testing.T) {
	noobai, ok := profile.Builtin("noobai")
	if !ok {
		t.Fatal("there is no profile noobai")
	}
	s := newScreen(t, 120, 40, func(o *Options) { o.Profile = noobai })
	s.paste("1girl, artist:kantoku, ")
	s.write("by kant")
	s.shows("in the prompt")
	s.press("tab")
	s.wants("1girl, artist:kantoku, ")
}

// TestTheLitRowInSixteenColours holds that the lit row has one ink there.
func TestTheLitRowInSixteenColours(t *testing.T) {
	th := theme.Build("dark", theme.Dark, true, termenv.ANSI)
	s := newScreen(t, 120, 40, func(o *Options) { o.Theme = th })
	s.write("karin")
	if !strings.Contains(s.m.View(), string(th.Lit)) || th.On(th.Bad, true) != th.Lit {
		t.Errorf("the lit row is not painted in %q", th.Lit)
	}
}

// TestOneOfSeveralArtistsThatIsThere takes back what was typed of it alone, and
// the list looks for no more than that.
func TestOneOfSeveralArtistsThatIsThere(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("by wlop BREAK 1girl, by kantoku an")
	s.write("d wlo")
	s.shows("in the prompt")
	if tag := s.m.Popup.Items[0].Tag.Name; tag != "wlop" {
		t.Errorf("the list begins with %q", tag)
	}
	s.press("tab")
	s.wants("by wlop BREAK 1girl, by kantoku")
}

// TestOneOfSeveralArtists takes one from the list, and the other stays.
func TestOneOfSeveralArtists(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("by kantoku an")
	s.write("d wlo")
	s.press("tab")
	s.wants("by kantoku, by wlop BREAK ")
}
