package theme

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tailor/tags"
)

func TestBuildKeepsToTheTerminal(t *testing.T) {
	cases := []struct {
		name    string
		profile termenv.Profile
		want    string // the ink of characters, on a dark ground
	}{
		{"true colour", termenv.TrueColor, "\x1b[38;2;79;209;100m"},
		{"256", termenv.ANSI256, "\x1b[38;5;77m"},
		{"16", termenv.ANSI, "\x1b[92m"},
		{"none", termenv.Ascii, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Build("dark", Dark, true, c.profile).Category(tags.Character); string(got) != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWithoutColourNothingIsLost(t *testing.T) {
	th := Build("plain", Dark, true, termenv.Ascii)
	for name, ink := range map[string]Ink{"lit": th.Lit, "selection": th.Selection, "cursor": th.Cursor} {
		if !strings.Contains(string(ink), "\x1b[7m") {
			t.Errorf("%s is not reversed: %q", name, ink)
		}
	}
	for name, ink := range map[string]Ink{"error": th.BadLine, "warning": th.WarnLine, "hint": th.HintLine} {
		if !strings.Contains(string(ink), "\x1b[4m") {
			t.Errorf("%s is not underlined: %q", name, ink)
		}
		if strings.Contains(string(ink), "\x1b[3") {
			t.Errorf("%s has a colour: %q", name, ink)
		}
	}
}

func TestChange(t *testing.T) {
	p := Dark
	if err := p.Change(map[string]string{"accent": "#abc", "artist": "3", "meta": "208"}); err != nil {
		t.Fatal(err)
	}
	if p.Accent.Hex != "#aabbcc" || p.Artist != (Colour{"", 3}) || p.Meta.Hex != "#ff8700" {
		t.Errorf("accent %v, artist %v, meta %v", p.Accent, p.Artist, p.Meta)
	}
	for _, bad := range []map[string]string{{"accnt": "#aabbcc"}, {"accent": "red"}, {"accent": "#12"}, {"accent": "256"}} {
		if err := p.Change(bad); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}

// FuzzChange gives colours of any form: an ink is made of digits and
// semicolons alone, whatever a config says.
func FuzzChange(f *testing.F) {
	for _, s := range []string{"#ff0000", "#f00", "12", "255", "256", "", "#gggggg", "\x1b[31m", "#1234", "+1", "0x1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, colour string) {
		p := Dark
		if p.Change(map[string]string{"accent": colour}) != nil {
			return
		}
		for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
			if params := Build("fuzz", p, true, profile).Accent.Params(); strings.Trim(params, "0123456789;") != "" {
				t.Errorf("%q becomes the ink %q", colour, params)
			}
		}
	})
}

// TestLightGround reads what rxvt and konsole say of their ground.
func TestLightGround(t *testing.T) {
	for said, light := range map[string]bool{
		"0;15": true, "0;default;15": true, "0;7": true, "15;0": false, "7;8": false, "12;default": false, "": false,
	} {
		if LightGround(said) != light {
			t.Errorf("%q: %v", said, !light)
		}
	}
}
