package ui

import (
	"regexp"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

var reverseCell = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?7m[^\x1b]`)

// reversed returns the cell of the drawn caret: the only one in reverse video
// that no title or lit row has.
func reversed(view string) (x, y int, ok bool) {
	for y, line := range strings.Split(view, "\n") {
		if at := reverseCell.FindStringIndex(line); at != nil && y > 0 {
			return ansi.StringWidth(line[:at[0]]), y, true
		}
	}
	return 0, 0, false
}

// TestCaret holds that the terminal's cursor goes where one types, in every
// line that is written in, with colours and without.
func TestCaret(t *testing.T) {
	cases := []struct {
		name string
		act  func(*screen)
		x, y int
	}{
		{"an empty prompt", func(*screen) {}, 2, 2},
		{"a prompt", func(s *screen) { s.write("1girl") }, 7, 2},
		{"wide letters", func(s *screen) { s.write("猫耳") }, 6, 2},
		{"a second line", func(s *screen) { s.write("a"); s.press("enter"); s.write("bc") }, 4, 3},
		{"behind an open list", func(s *screen) { s.write("hal") }, 5, 2},
		{"the history", func(s *screen) { s.press("ctrl+p"); s.write("ab") }, 6, 1},
		{"the history, wide letters", func(s *screen) { s.press("ctrl+p"); s.write("猫耳") }, 8, 1},
		{"a preset's name", func(s *screen) { s.paste("1girl"); s.press("ctrl+s"); s.write("night") }, 9, 1},
		{"the keys", func(s *screen) { s.press("f1"); s.write("co") }, 11, 0},
	}
	for _, c := range cases {
		for _, look := range []*theme.Theme{theme.Build("dark", theme.Dark, true, termenv.TrueColor), theme.Build("plain", theme.Dark, true, termenv.Ascii)} {
			t.Run(c.name+" "+look.Name, func(t *testing.T) {
				s := newScreen(t, 80, 24, func(o *Options) { o.Theme = look; o.Store = &memory{} })
				c.act(s)
				x, y, shown := s.m.CursorAt()
				if !shown || x != c.x || y != c.y {
					t.Errorf("the cursor is at %d,%d %v, want %d,%d\n%s", x, y, shown, c.x, c.y, ansi.Strip(s.m.View()))
				}
				if strings.Contains(s.m.View(), "\x1b_") {
					t.Error("the caret's mark is in the view")
				}
				if look.Name == "plain" && c.y > 0 {
					if dx, dy, ok := reversed(s.m.View()); !ok || dx != x || dy != y {
						t.Errorf("the drawn caret is at %d,%d %v, the cursor at %d,%d", dx, dy, ok, x, y)
					}
				}
			})
		}
	}
	s := newScreen(t, 120, 40)
	s.press("ctrl+n")
	s.write("low")
	if x, y, shown := s.m.CursorAt(); !shown || x != 5 || y <= s.m.Lay.Rule {
		t.Errorf("in the negative prompt the cursor is at %d,%d %v", x, y, shown)
	}
	s.press("ctrl+t")
	if _, _, shown := s.m.CursorAt(); shown {
		t.Error("one types in the toggles before there is a filter")
	}
	s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/br")})
	if x, _, shown := s.m.CursorAt(); !shown || x < s.m.Lay.Column.X {
		t.Errorf("in the filter of the toggles the cursor is at column %d %v", x, shown)
	}
}

// TestUncertainRows holds that rows which terminals measure differently have
// their frame's edges by column, on a row that was emptied: what is between
// them may leave a cell out.
func TestUncertainRows(t *testing.T) {
	for _, text := range []string{"ｶﾞ", "नमस्ते", "👨🏾‍🌾", "🎙️", "1️⃣ 猫"} {
		s := newScreen(t, 120, 40)
		s.paste(text)
		row := strings.Split(s.m.View(), "\n")[2]
		for _, move := range []string{"\x1b[2K\x1b[1G", "\x1b[94G"} {
			if !strings.Contains(row, move) {
				t.Errorf("%q: the row has no %q: %q", text, move, row)
			}
		}
		s.harmless()
	}
	s := newScreen(t, 120, 40)
	s.write("1girl, café … ")
	if view := s.m.View(); strings.Contains(view, "G") && columnMove.MatchString(view) {
		t.Error("plain rows are moved in")
	}
}

// TestInvisible holds that what nobody sees is shown as something in its
// place, and never reaches the terminal.
func TestInvisible(t *testing.T) {
	for _, text := range []string{"a\u3164b", "a\u034fb", "\u034f", "a\U000e0041b", "\U000e0041\U000e0042", "🏴\U000e0067", "\u115f\u1160", "\uffa0", "\u2060", "\u180e", "\u2800"} {
		s := newScreen(t, 60, 16)
		s.paste(text)
		s.harmless()
		if got := s.m.Texts().Positive; got != text && !strings.Contains(text, "\u2060") {
			t.Errorf("%q became %q", text, got)
		}
	}
}
