package theme

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/muesli/termenv"
)

// Colours is how many colours a terminal shows, by what termenv found and the
// value of $TERM. termenv knows a terminal by its name alone where $COLORTERM
// does not reach it, as over ssh, and takes those whose names it has not for
// ones without colour: all of these have had it for twenty years.
func Colours(found termenv.Profile, term string) termenv.Profile {
	if found != termenv.Ascii {
		return found
	}
	name, _, _ := strings.Cut(term, "-")
	switch name {
	case "foot", "alacritty", "contour", "ghostty", "kitty", "wezterm", "rio":
		return termenv.TrueColor
	case "putty", "konsole", "mlterm", "st", "stterm", "tmux", "vte", "gnome", "mintty", "iterm", "iterm2":
		return termenv.ANSI256
	case "screen", "rxvt", "eterm", "Eterm", "xterm", "linux", "cygwin", "msys", "kterm", "aterm", "jfbterm", "fbterm", "pcansi", "hurd":
		return termenv.ANSI
	}
	return found
}

// LightGround reports whether a terminal says by $COLORFGBG, as rxvt and konsole
// do ("0;15", "0;default;15"), that its ground is a light one of the sixteen.
func LightGround(colorfgbg string) bool {
	n, err := strconv.Atoi(colorfgbg[strings.LastIndexByte(colorfgbg, ';')+1:])
	return err == nil && (n == 7 || n > 8)
}

// ASCII returns the theme for a terminal whose font has neither round corners
// nor eighths of a block.
func (t *Theme) ASCII() *Theme {
	u := *t
	u.plain = strings.NewReplacer(
		"╭", "+", "╮", "+", "╰", "+", "╯", "+", "├", "+", "┤", "+", "─", "-", "│", "|", "┃", "#", "┊", ":",
		"▕", "|", "▏", "|", "▎", ".", "▍", ".", "▌", "+", "▋", "+", "▊", "#", "▉", "#", "█", "#",
		"✓", "v", "✗", "x", "⚠", "!", "›", ">", "▸", ">", "▾", "v", "−", "-", "⊖", "-", "≤", "<", "…", "~",
		"★", "*", "●", "*", "○", "o", "◐", "o", "▯", "?", "↗", ">", "–", "-", "—", "-", "⚙", "*", "▣", "#", "‹", "<", "◓", "o", "◑", "o", "◒", "o", "━", "=",
	)
	return &u
}

// NoArcs reports whether a terminal, by its value of $TERM, needs ASCII: the
// consoles of Linux and the BSDs have fonts of 256 or 512 signs.
func NoArcs(term string) bool {
	name, _, _ := strings.Cut(term, "-")
	return slices.Contains([]string{"linux", "cons25", "vt100", "vt102", "vt220", "wsvt25", "pccon", "pccon0", "ansi"}, name)
}

// Shown returns a drawn screen as the terminal's font has it.
func (t *Theme) Shown(screen string) string {
	if t.plain == nil {
		return screen
	}
	return t.plain.Replace(screen)
}

// nearest is the colour of the 256 that is nearest to "#rrggbb" by its red,
// green and blue, the sixteen left out, which every terminal has of its own:
// a dark blue grey becomes a grey, where nearness by hue makes it navy. Only
// colours at least as light come into question, or at least as dark, so that
// what stands out in the palette does so here.
func nearest(hex string, lighter bool) termenv.Color {
	want := rgb(hex)
	best, least, asked := 16, 1<<30, luminance(want)
	lights := cubeLights()
	for n := 16; n < 256; n++ {
		have := cube(n)
		if l := lights[n]; lighter && l < asked || !lighter && l > asked {
			continue
		}
		d := 0
		for i := range have {
			d += (have[i] - want[i]) * (have[i] - want[i])
		}
		if d < least {
			best, least = n, d
		}
	}
	return termenv.ANSI256Color(best)
}

// cubeLights holds the luminance of each of the 256 colours from 16 on.
var cubeLights = sync.OnceValue(func() (lights [256]float64) {
	for n := 16; n < len(lights); n++ {
		lights[n] = luminance(cube(n))
	}
	return lights
})

// luminance is how light a colour is, 0 to 1: WCAG 2.2's relative luminance.
func luminance(c [3]int) float64 {
	l := 0.0
	for i, share := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += share * v
	}
	return l
}

// rgb reads "#rrggbb", 0 to 255 each.
func rgb(hex string) (c [3]int) {
	n, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	return [3]int{int(n >> 16 & 0xff), int(n >> 8 & 0xff), int(n & 0xff)}
}

// cube is what xterm shows for one of the 256 colours, 16 to 255: a cube of
// six steps a side, and 24 greys.
func cube(n int) [3]int {
	if n >= 232 {
		grey := 8 + 10*(n-232)
		return [3]int{grey, grey, grey}
	}
	step := func(k int) int {
		if k == 0 {
			return 0
		}
		return 55 + 40*k
	}
	n -= 16
	return [3]int{step(n / 36), step(n / 6 % 6), step(n % 6)}
}
