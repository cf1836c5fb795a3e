//go:build !windows

package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// look is how a cell of the screen is painted. Colours are as SGR writes them,
// "5;75" or "2;1;2;3" or the number of one of the sixteen; "" is the
// terminal's own.
type look struct {
	bold, faint, underline, reverse bool
	ink, ground                     string
}

// glyph is a cell of the screen; the second half of a wide character has no
// text.
type glyph struct {
	text string
	look look
}

// sgr changes a look by the parameters of an SGR sequence.
func (l *look) sgr(params string) {
	list := strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' })
	if len(list) == 0 {
		list = []string{"0"}
	}
	for i := 0; i < len(list); i++ {
		n, _ := strconv.Atoi(list[i])
		switch {
		case n == 0:
			*l = look{}
		case n == 1:
			l.bold = true
		case n == 2:
			l.faint = true
		case n == 4:
			l.underline = true
		case n == 7:
			l.reverse = true
		case n == 22:
			l.bold, l.faint = false, false
		case n == 24:
			l.underline = false
		case n == 27:
			l.reverse = false
		case n == 39:
			l.ink = ""
		case n == 49:
			l.ground = ""
		case n == 38 || n == 48:
			to := min(len(list), i+3)
			if i+1 < len(list) && list[i+1] == "2" {
				to = min(len(list), i+5)
			}
			if colour := strings.Join(list[i+1:to], ";"); n == 38 {
				l.ink = colour
			} else {
				l.ground = colour
			}
			i = to - 1
		case n >= 30 && n <= 37 || n >= 90 && n <= 97:
			l.ink = list[i]
		case n >= 40 && n <= 47 || n >= 100 && n <= 107:
			l.ground = strconv.Itoa(n - 10)
		}
	}
}

// lookOf is the look of an ink of a theme.
func lookOf(ink theme.Ink) look {
	var l look
	l.sgr("0;" + ink.Params())
	return l
}

// darkTheme is the theme that the composer has in a terminal of these tests,
// which has 256 colours and does not say what its ground is.
var darkTheme = theme.Build("dark", theme.Dark, true, termenv.ANSI256)

// cells reads captured text with escape sequences into rows of cells.
func cells(captured string) [][]glyph {
	var rows [][]glyph
	var now look
	for _, line := range strings.Split(strings.TrimSuffix(captured, "\n"), "\n") {
		var row []glyph
		var state byte
		for len(line) > 0 {
			seq, width, n, next := ansi.DecodeSequence(line, state, nil)
			line, state = line[n:], next
			if params, ok := strings.CutPrefix(seq, "\x1b["); ok && strings.HasSuffix(params, "m") {
				now.sgr(strings.TrimSuffix(params, "m"))
				continue
			}
			for k := range width {
				row = append(row, glyph{look: now})
				if k == 0 {
					row[len(row)-1].text = seq
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// cells returns what is on the screen, cell by cell.
func (s *pane) cells() [][]glyph {
	s.t.Helper()
	return cells(s.colored())
}

// shot is the screen at one moment: its text by cells, so that columns can be
// counted in runes.
type shot [][]rune

func (s *pane) shot() shot {
	s.t.Helper()
	var rows shot
	for _, line := range strings.Split(strings.TrimSuffix(s.shows(), "\n"), "\n") {
		var row []rune
		for _, r := range line {
			row = append(row, r)
			for range ansi.StringWidth(string(r)) - 1 {
				row = append(row, -1)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// find returns the cell at which a text starts, from a row on.
func (rows shot) find(text string, from int) (x, y int, ok bool) {
	want := []rune(text)
	for y := from; y < len(rows); y++ {
		for x := 0; x+len(want) <= len(rows[y]); x++ {
			if slices.Equal(rows[y][x:x+len(want)], want) {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}

// looks waits until a text is painted in one look that fits.
func (s *pane) looks(text, what string, fits func(look) bool) {
	s.t.Helper()
	var last []look
	s.waitUntil(fmt.Sprintf("%q %s", text, what), func() bool {
		last = nil
		for _, row := range s.cells() {
			var line strings.Builder
			var at []int // the cell of every byte
			for k, c := range row {
				line.WriteString(c.text)
				for range len(c.text) {
					at = append(at, k)
				}
			}
			from := strings.Index(line.String(), text)
			if from < 0 {
				continue
			}
			all := true
			for _, c := range row[at[from] : at[from+len(text)-1]+1] {
				last = append(last, c.look)
				all = all && fits(c.look)
			}
			if all {
				return true
			}
		}
		return false
	})
}

// painted waits until a text has the colour of an ink.
func (s *pane) painted(text string, ink theme.Ink) {
	s.t.Helper()
	want := lookOf(ink)
	s.looks(text, fmt.Sprintf("in colour %s", want.ink), func(l look) bool { return l.ink == want.ink })
}

// row returns a row of the text in the upper box, the first being 0, as
// editors' tests write it: | stands at the cursor, «» around what is
// selected.
func (s *pane) row(n int) string {
	s.t.Helper()
	all := s.cells()
	top := 0
	for top < len(all) && (len(all[top]) == 0 || all[top][0].text != "╭") {
		top++
	}
	if top+1+n >= len(all) {
		return ""
	}
	row := all[top+1+n]
	selection := lookOf(darkTheme.Selection).ground
	var b strings.Builder
	selected, cursor := false, false
	for _, c := range row[min(2, len(row)):] {
		if c.text == "│" {
			break
		}
		if on := c.look.ground == selection; on != selected {
			b.WriteString(map[bool]string{true: "«", false: "»"}[on])
			selected = on
		}
		if c.look.reverse && !cursor {
			b.WriteString("|")
			cursor = true
		}
		b.WriteString(c.text)
	}
	return strings.TrimRight(b.String(), " ")
}

// reads waits until the first rows of the text are these, see row.
func (s *pane) reads(rows ...string) {
	s.t.Helper()
	var got []string
	wanted := func() string { return fmt.Sprintf("the rows\n%s\n", strings.Join(rows, "\n")) }
	defer func() {
		if s.t.Failed() {
			s.t.Logf("the rows were\n%s", strings.Join(got, "\n"))
		}
	}()
	s.waitUntil(wanted(), func() bool {
		got = got[:0]
		for k := range rows {
			got = append(got, s.row(k))
		}
		return slices.Equal(got, rows)
	})
}

// mouse sends what a terminal sends for a button (0 the left one, 64 and 65
// the wheel) pressed at a cell that counts from 0, and for its release.
func (s *pane) mouse(button, x, y int) {
	s.t.Helper()
	events := fmt.Sprintf("\x1b[<%d;%d;%dM", button, x+1, y+1)
	if button < 64 {
		events += fmt.Sprintf("\x1b[<%d;%d;%dm", button, x+1, y+1)
	}
	s.bytes(events)
}

// drag draws the mouse from one cell to another with the left button down.
func (s *pane) drag(x, y, toX, toY int) {
	s.t.Helper()
	s.bytes(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<32;%d;%dM\x1b[<0;%[3]d;%[4]dm", x+1, y+1, toX+1, toY+1))
}

// bytes sends bytes as they are.
func (s *pane) bytes(text string) {
	s.t.Helper()
	args := []string{"send-keys", "-H"}
	for _, b := range []byte(text) {
		args = append(args, fmt.Sprintf("%x", b))
	}
	s.run(args...)
}

// click clicks on a text that is on the screen, from a row on.
func (s *pane) click(text string, from int) {
	s.t.Helper()
	var x, y int
	s.waitUntil(fmt.Sprintf("%q to click on", text), func() (ok bool) {
		x, y, ok = s.shot().find(text, from)
		return ok
	})
	s.mouse(0, x, y)
}

// escape shuts by the escape key what shows a text, and waits until it is gone:
// an escape and a key right behind it are alt with that key.
func (s *pane) escape(shown string) {
	s.t.Helper()
	s.waitFor(shown)
	s.keys("Escape")
	s.waitGone(shown)
}

// someList is a list that these tests complete from: every category, an
// alias, and enough tags of one beginning for the list to be scrolled.
const someList = `1girl,0,6000000,"1girls,sole_female"
solo,0,5000000,
long_hair,0,4300000,"/lh,longhair"
looking_at_viewer,0,3400000,
smile,0,2900000,
halo,0,410000,
half-closed_eyes,0,190000,
hair_ornament,0,1600000,
hair_ribbon,0,700000,
hairband,0,650000,
hair_bow,0,600000,
hair_flower,0,340000,
hairclip,0,330000,
hair_between_eyes,0,1200000,
hair_bun,0,250000,
hair_tubes,0,200000,
hair_bobbles,0,180000,
hair_rings,0,100000,
hair_scrunchie,0,60000,
hair_stick,0,30000,
hairpods,0,20000,
hatsune_miku,4,110000,miku
karin_(blue_archive),4,4100,"kakudate_karin"
blue_archive,3,160000,
vocaloid,3,150000,
kantoku,1,1800,
wlop,1,900,
rain,0,100000,
highres,5,5200000,hires
`

// begin opens the composer on a prompt, with someList, in a home of its own.
func begin(t *testing.T, columns, rows int, args ...string) *pane {
	t.Helper()
	return beginIn(t, home(t), columns, rows, args...)
}

func beginIn(t *testing.T, env []string, columns, rows int, args ...string) *pane {
	t.Helper()
	list := file(t, "some.csv", someList)
	s := open(t, env, columns, rows, append([]string{binary, "--tags", list}, args...)...)
	s.patience = 30 * time.Second
	s.waitFor("prompt", "29 tags")
	return s
}
