// Package theme turns a palette into the escape sequences that the screen is
// painted with, for terminals of true colour, 256, 16 or none.
package theme

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/muesli/termenv"

	"tailor/tags"
)

// Ink is the escape sequence that starts a style, "" for plain text. Inks are
// made once when a theme is built, so that painting is joining strings.
type Ink string

// Reset ends every ink.
const Reset = "\x1b[m"

// Paint writes s in the ink.
func (i Ink) Paint(s string) string {
	if i == "" || s == "" {
		return s
	}
	return string(i) + s + Reset
}

// And returns an ink that adds the attributes of another on top.
func (i Ink) And(other Ink) Ink { return i + other }

// Colour is a colour of a palette: the true colour, and which of the
// terminal's own sixteen stands for it where there is no better. ANSI is 0 to
// 15, or -1 for the terminal's default.
type Colour struct {
	Hex  string
	ANSI int
}

// Palette names every colour of the screen by its role.
type Palette struct {
	Text, Dim, Faint      Colour // running text, secondary text, ornaments
	Border, Focus, Accent Colour // frames, the frame that has the keys, tailor's own colour
	Good, Warn, Bad       Colour // said of toggles, gauges and diagnoses
	Lit, LitText          Colour // ground and text of the selected row
	Raised                Colour // ground of what floats above the screen
	Selection             Colour // ground of selected text
	General, Artist       Colour // Danbooru's category colours
	Copyright, Character  Colour
	Meta                  Colour
	Low, High             Colour // a gauge, and one where something is wrong
}

// Theme holds the inks of one palette on one terminal.
type Theme struct {
	Name    string
	Profile termenv.Profile

	Text, Dim, Faint      Ink
	Border, Focus, Title  Ink
	Accent, Chip          Ink
	Good, Warn, Bad       Ink
	Lit, Raised           Ink // whole rows: ground and text
	Selection, Cursor     Ink
	Match                 Ink // letters that matched
	Bold                  Ink
	WarnLine, BadLine     Ink // diagnosed spans
	HintLine              Ink
	Key                   Ink // a key's name in the footer
	Low, High             Ink
	Straddle              Ink // the tag that a chunk's border cuts
	Gone, Came            Ink // what a change took out, and what it put in
	categories            map[tags.Category]Ink
	litGround, raisGround string
	// plain writes in ASCII what the terminal's font has not, nil where it
	// has all.
	plain *strings.Replacer
}

// Category returns Danbooru's ink for a category.
func (t *Theme) Category(c tags.Category) Ink {
	return cmp.Or(t.categories[c], t.categories[tags.General])
}

// On returns the ink with the ground of the selected row or of raised boxes, for
// text that keeps its own colour there. Sixteen colours leave none that could
// be read on the selected row's: all of it is then in one ink.
func (t *Theme) On(i Ink, lit bool) Ink {
	switch {
	case !lit:
		return Ink(t.raisGround) + i
	case t.Profile == termenv.ANSI:
		return t.Lit
	}
	return Ink(t.litGround) + i
}

// Dark is the palette for dark terminals. The category colours are those of
// Danbooru's dark theme, and what is said of a prompt has hues of its own. Every
// ink stands out from black and from the greys that terminals call black
// (Grounds) by 4.5 to 1 at least; among the sixteen that leaves 1, 4, 5, 8 and 12
// out, which a VGA console or xterm has too dark.
var Dark = Palette{
	Text: Colour{"#d5d9e6", -1}, Dim: Colour{"#9ca3ba", 7}, Faint: Colour{"#8b92ad", 7},
	Border: Colour{"#828bb5", 7}, Focus: Colour{"#e8a2bd", 13}, Accent: Colour{"#e8a2bd", 13},
	Good: Colour{"#8fd6a0", 10}, Warn: Colour{"#ffb02e", 11}, Bad: Colour{"#ff7043", 9},
	Lit: Colour{"#2c3350", 7}, LitText: Colour{"#ffffff", 0}, Raised: Colour{"#1f2233", -1},
	Selection: Colour{"#3c4a80", 7},
	General:   Colour{"#5db8f5", 14}, Artist: Colour{"#ff8a8b", 9}, Copyright: Colour{"#c797ff", 13},
	Character: Colour{"#4fd164", 10}, Meta: Colour{"#ead084", 11},
	Low: Colour{"#7cc7a8", 10}, High: Colour{"#ffb02e", 11},
}

// Light is the palette for light terminals, after Danbooru's light theme,
// darkened where it would be hard to read on white or on the paper of some
// schemes. Of the sixteen xterm's red, blue, magenta and bright blue are dark
// enough, and no others.
var Light = Palette{
	Text: Colour{"#22252f", -1}, Dim: Colour{"#565c6e", 0}, Faint: Colour{"#61677a", 0},
	Border: Colour{"#636a8e", 0}, Focus: Colour{"#b0305f", 5}, Accent: Colour{"#b0305f", 5},
	Good: Colour{"#1a7437", 4}, Warn: Colour{"#666600", 5}, Bad: Colour{"#b83200", 1},
	Lit: Colour{"#dce3f8", 4}, LitText: Colour{"#000000", 15}, Raised: Colour{"#f3f4f9", -1},
	Selection: Colour{"#bcd0f7", 4},
	General:   Colour{"#005bc4", 4}, Artist: Colour{"#c00004", 1}, Copyright: Colour{"#9a009c", 5},
	Character: Colour{"#00702a", 12}, Meta: Colour{"#8a5100", 5},
	Low: Colour{"#22704f", 4}, High: Colour{"#666600", 5},
}

// roles lets the config name the colours of a palette.
func (p *Palette) roles() map[string]*Colour {
	return map[string]*Colour{
		"text": &p.Text, "dim": &p.Dim, "faint": &p.Faint, "border": &p.Border, "focus": &p.Focus,
		"accent": &p.Accent, "good": &p.Good, "warn": &p.Warn, "bad": &p.Bad, "lit": &p.Lit,
		"lit-text": &p.LitText, "raised": &p.Raised, "selection": &p.Selection, "general": &p.General,
		"artist": &p.Artist, "copyright": &p.Copyright, "character": &p.Character, "meta": &p.Meta,
		"low": &p.Low, "high": &p.High,
	}
}

// Change sets colours by role ("accent", "character" …) to "#rrggbb", "#rgb"
// or the number of one of the terminal's 256 colours. It returns an error that names
// the role or colour and what is known instead.
func (p *Palette) Change(colours map[string]string) error {
	roles := p.roles()
	for role, value := range colours {
		c, ok := roles[role]
		if !ok {
			return fmt.Errorf("theme: there is no colour %q; the colours are %s", role, strings.Join(slices.Sorted(maps.Keys(roles)), ", "))
		}
		parsed, ok := parse(value)
		if !ok {
			return fmt.Errorf("theme: %s = %q is no colour: write \"#rrggbb\", \"#rgb\", or \"0\" to \"255\" for the terminal's own", role, value)
		}
		*c = parsed
	}
	return nil
}

// parse reads a colour as the config writes it.
func parse(value string) (Colour, bool) {
	if n, err := strconv.ParseUint(value, 10, 8); err == nil {
		if n > 15 {
			c := termenv.ANSI256Color(n)
			return Colour{c.String(), int(termenv.ANSI.Convert(c).(termenv.ANSIColor))}, true
		}
		return Colour{"", int(n)}, true
	}
	hex, found := strings.CutPrefix(value, "#")
	if found && len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if _, err := strconv.ParseUint(hex, 16, 32); err != nil || !found || len(hex) != 6 {
		return Colour{}, false
	}
	return Colour{"#" + hex, int(termenv.ANSI.Convert(termenv.RGBColor("#" + hex)).(termenv.ANSIColor))}, true
}

// sequence is the escape sequence of a colour as text or as ground, "" where
// the terminal shows none or the palette leaves it to the terminal. On a dark
// screen text may get lighter and its ground darker where there are only 256,
// on a light one the reverse.
func sequence(c Colour, p termenv.Profile, ground, dark bool) string {
	colour := p.Color(c.Hex)
	switch own := p == termenv.ANSI || c.Hex == ""; {
	case p == termenv.Ascii || own && c.ANSI < 0:
		return ""
	case own:
		colour = termenv.ANSIColor(c.ANSI)
	case p == termenv.ANSI256:
		colour = nearest(c.Hex, dark != ground)
	}
	if colour == nil {
		return ""
	}
	return "\x1b[" + colour.Sequence(ground) + "m"
}

// Attributes that every terminal has, colour or none.
const (
	bold      = "\x1b[1m"
	faint     = "\x1b[2m"
	underline = "\x1b[4m"
	reverse   = "\x1b[7m"
	struck    = "\x1b[9m"
)

// Build makes the inks of a palette for a terminal. On a terminal without
// colour (termenv.Ascii, which NO_COLOR asks for) the selected row, cursor and
// selection are reversed, diagnosed text underlined, ornaments faint.
func Build(name string, p Palette, dark bool, profile termenv.Profile) *Theme {
	text := func(c Colour) Ink { return Ink(sequence(c, profile, false, dark)) }
	ground := func(c Colour) string { return sequence(c, profile, true, dark) }
	t := &Theme{
		Name: name, Profile: profile,
		Text: text(p.Text), Dim: text(p.Dim), Faint: text(p.Faint),
		Border: text(p.Border), Focus: text(p.Focus), Title: bold + text(p.Text),
		Accent: text(p.Accent), Chip: bold + reverse + text(p.Accent),
		Good: text(p.Good), Warn: text(p.Warn), Bad: text(p.Bad),
		Lit: Ink(ground(p.Lit)) + text(p.LitText), Raised: Ink(ground(p.Raised)) + text(p.Text),
		Selection: Ink(ground(p.Selection)) + text(p.LitText), Cursor: reverse, Match: bold + underline,
		Bold:    bold,
		BadLine: underline + text(p.Bad), WarnLine: underline + text(p.Warn), HintLine: underline,
		Key: bold + text(p.Text),
		Low: text(p.Low), High: bold + text(p.High),
		Straddle: reverse + text(p.Warn),
		Gone:     struck + text(p.Bad), Came: underline + text(p.Good),
		categories: map[tags.Category]Ink{
			tags.General: text(p.General), tags.Artist: text(p.Artist), tags.Copyright: text(p.Copyright),
			tags.Character: text(p.Character), tags.Meta: text(p.Meta),
		},
		litGround: ground(p.Lit), raisGround: ground(p.Raised),
	}
	if profile == termenv.Ascii {
		t.Dim, t.Faint, t.Border = "", faint, faint
		t.Focus, t.Accent, t.Good, t.Bad, t.Warn = bold, bold, bold, bold, bold
		t.Lit, t.Selection, t.Straddle, t.litGround = reverse, reverse, reverse, reverse
		t.Gone, t.Came = struck, underline+bold
		t.categories[tags.Artist] = bold
	}
	if profile == termenv.ANSI && ground(p.Raised) == "" {
		t.Raised = text(p.Text)
	}
	return t
}

// Params returns the ink as the parameters of one SGR sequence, "1;38;5;4".
func (i Ink) Params() string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(string(i), "m\x1b[", ";"), "\x1b["), "m")
}
