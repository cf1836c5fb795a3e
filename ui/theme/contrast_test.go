package theme

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"tailor/tags"
)

// The sixteen colours as xterm and as the VGA console show them.
var (
	xterm = [16]string{"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
		"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"}
	vga = [16]string{"#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa",
		"#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"}
)

// grounds are what terminals have behind the text where a palette leaves it
// to them. A terminal that is told to be of sixteen colours has black or white.
func grounds(dark bool, p termenv.Profile) []string {
	switch {
	case dark && p == termenv.ANSI:
		return []string{"#000000"}
	case dark:
		return []string{"#000000", "#1e1e1e", "#1a1b26"}
	case p == termenv.ANSI:
		return []string{"#ffffff"}
	}
	return []string{"#ffffff", "#fafafa", "#fbf1c7"}
}

// onScreen is what an ink shows: its text and its ground as "#rrggbb", where
// both are a terminal's own, text and ground being what it has.
func onScreen(ink Ink, sixteen [16]string, text, ground string) (fg, bg string) {
	fg, bg = text, ground
	params := strings.Split(ink.Params(), ";")
	inverse := false
	for i := 0; i < len(params); i++ {
		n, _ := strconv.Atoi(params[i])
		switch {
		case n == 7:
			inverse = true
		case n >= 30 && n < 38:
			fg = sixteen[n-30]
		case n >= 90 && n < 98:
			fg = sixteen[n-90+8]
		case n >= 40 && n < 48:
			bg = sixteen[n-40]
		case n >= 100 && n < 108:
			bg = sixteen[n-100+8]
		case n == 38 || n == 48:
			var c string
			if params[i+1] == "5" {
				k, _ := strconv.Atoi(params[i+2])
				v := cube(k)
				c = fmt.Sprintf("#%02x%02x%02x", v[0], v[1], v[2])
				i += 2
			} else {
				var v [3]int
				for j := range v {
					v[j], _ = strconv.Atoi(params[i+2+j])
				}
				c = fmt.Sprintf("#%02x%02x%02x", v[0], v[1], v[2])
				i += 4
			}
			if n == 38 {
				fg = c
			} else {
				bg = c
			}
		}
	}
	if inverse {
		fg, bg = bg, fg
	}
	return fg, bg
}

// contrast is the ratio of WCAG 2: 1 for none, 21 for black on white.
func contrast(a, b string) float64 {
	x, y := luminance(rgb(a)), luminance(rgb(b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast holds every ink of both palettes to 4.5:1 against every ground
// that it is painted on, in 24 bits, in 256 and in sixteen colours.
func TestContrast(t *testing.T) {
	const least = 4.5
	for _, look := range []struct {
		name    string
		palette Palette
		dark    bool
	}{{"dark", Dark, true}, {"light", Light, false}} {
		for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI} {
			th := Build(look.name, look.palette, look.dark, p)
			inks := map[string]Ink{
				"text": th.Text, "dim": th.Dim, "faint": th.Faint, "border": th.Border, "focus": th.Focus,
				"title": th.Title, "accent": th.Accent, "chip": th.Chip, "good": th.Good, "warn": th.Warn, "bad": th.Bad,
				"warn line": th.WarnLine, "bad line": th.BadLine, "hint line": th.HintLine, "key": th.Key,
				"low": th.Low, "high": th.High, "straddle": th.Straddle, "cursor": th.Cursor,
			}
			for _, c := range []tags.Category{tags.General, tags.Artist, tags.Copyright, tags.Character, tags.Meta} {
				inks[c.String()] = th.Category(c)
			}
			plain := make([]string, 0, len(inks))
			for name := range inks {
				plain = append(plain, name)
			}
			for _, name := range plain {
				inks[name+", raised"] = th.On(inks[name], false)
				inks[name+", selected"] = inks[name].And(th.Selection)
			}
			for _, name := range []string{"text", "dim", "accent", "good", "bad", "general", "artist", "copyright", "character", "meta"} {
				inks[name+", lit"] = th.On(inks[name], true)
			}
			inks["lit"], inks["raised"] = th.Lit, th.Raised
			text := look.palette.Text.Hex
			if p == termenv.ANSI {
				text = map[bool]string{true: "#e5e5e5", false: "#000000"}[look.dark]
			}
			for _, ground := range grounds(look.dark, p) {
				for name, ink := range inks {
					for _, sixteen := range [][16]string{xterm, vga} {
						fg, bg := onScreen(ink, sixteen, text, ground)
						if c := contrast(fg, bg); c < least {
							t.Errorf("%s, %v, %s on the ground %s: %s on %s is %.2f:1", look.name, p, name, ground, fg, bg, c)
						}
						if p != termenv.ANSI {
							break
						}
					}
				}
			}
		}
	}
}

// TestTheGroundOfThePopupIsGrey holds that 256 colours show no navy for it.
func TestTheGroundOfThePopupIsGrey(t *testing.T) {
	for name, p := range map[string]Palette{"dark": Dark, "light": Light} {
		_, bg := onScreen(Build(name, p, name == "dark", termenv.ANSI256).Raised, xterm, "", "")
		if c := rgb(bg); c[0] != c[1] || c[1] != c[2] {
			t.Errorf("%s: the popup's ground is %s", name, bg)
		}
	}
}

func TestColours(t *testing.T) {
	for term, want := range map[string]termenv.Profile{
		"screen": termenv.ANSI, "screen-bce": termenv.ANSI, "foot": termenv.TrueColor, "foot-extra": termenv.TrueColor,
		"putty": termenv.ANSI256, "rxvt": termenv.ANSI, "rxvt-unicode": termenv.ANSI, "linux": termenv.ANSI,
		"dumb": termenv.Ascii, "": termenv.Ascii, "vt100": termenv.Ascii,
	} {
		if got := Colours(termenv.Ascii, term); got != want {
			t.Errorf("%q has %v, want %v", term, got, want)
		}
	}
	if got := Colours(termenv.ANSI256, "foot"); got != termenv.ANSI256 {
		t.Errorf("what termenv found became %v", got)
	}
}

func TestASCII(t *testing.T) {
	th := Build("dark", Dark, true, termenv.ANSI)
	const box = "╭─ a ─╮│▕█▌ ▏│"
	if got := th.Shown(box); got != box {
		t.Errorf("a terminal that has all shows %q", got)
	}
	if got := th.ASCII().Shown(box); got != "+- a -+||#+ ||" {
		t.Errorf("a console shows %q", got)
	}
}

// TestFaultsHaveHuesOfTheirOwn holds what is said of a prompt apart from what
// tags wear, where there are colours enough: an artist is no fault, and a
// quality no warning.
func TestFaultsHaveHuesOfTheirOwn(t *testing.T) {
	const least = 40 // of 442, the way from black to white
	for name, p := range map[string]Palette{"dark": Dark, "light": Light} {
		for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256} {
			if name == "light" && profile == termenv.ANSI256 {
				continue // has one red and one brown that can be read on paper
			}
			th := Build(name, p, name == "dark", profile)
			for said, ink := range map[string]Ink{"bad": th.Bad, "warn": th.Warn} {
				for _, c := range []tags.Category{tags.General, tags.Artist, tags.Copyright, tags.Character, tags.Meta} {
					a, _ := onScreen(ink, xterm, "", "")
					b, _ := onScreen(th.Category(c), xterm, "", "")
					x, y, d := rgb(a), rgb(b), 0
					for i := range x {
						d += (x[i] - y[i]) * (x[i] - y[i])
					}
					if d < least*least {
						t.Errorf("%s, %v: %s is %s, %s %s", name, profile, said, a, c, b)
					}
				}
			}
		}
	}
}
