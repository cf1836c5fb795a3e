package ui

import (
	"errors"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestHalfTyped leaves while a value or a name is typed that is not taken: it is
// asked about once, told where a signal ends the screen, and no other key, click or
// answer takes it away.
func TestHalfTyped(t *testing.T) {
	for name, c := range map[string]struct {
		keys  []string
		typed string
		said  string
	}{
		"a value that cannot be":  {[]string{"f7", "down"}, "3x", `The value "3x" is not taken`},
		"a preset's name":         {[]string{"esc", "esc", "ctrl+s"}, "my pre", `The name "my pre" is not taken`},
		"a name in the history":   {[]string{"ctrl+p", "alt+r"}, "night", `The name "night" is not taken`},
		"a preset's new name":     {[]string{"ctrl+p", "alt+t", "alt+r"}, "x", `x" is not taken`},
		"a value that can be":     {[]string{"f7", "down"}, "33", ""},
		"no name":                 {[]string{"ctrl+p", "alt+r"}, "", ""},
		"a filter of the history": {[]string{"ctrl+p"}, "night", ""},
	} {
		begin := func() *screen {
			s := browser(t, 100, 30, written())
			s.press("esc")
			s.write("1girl, ")
			s.press(c.keys...)
			s.write(c.typed)
			return s
		}
		for _, leave := range []string{"ctrl+q", "ctrl+c"} {
			s := begin()
			s.press(leave)
			if asks := c.said != "" || leave == "ctrl+c"; s.quit == asks {
				t.Errorf("%s, %s: left %v", name, leave, s.quit)
			}
			if c.said != "" {
				s.shows(c.said + ": " + leave + " again to quit")
			}
			if s.press(leave); !s.quit {
				t.Errorf("%s, %s twice: did not leave", name, leave)
			}
			if err := s.m.Close(); err != nil || s.m.dropped != "" {
				t.Errorf("%s: %v, told again: %q", name, err, s.m.dropped)
			}
		}
		s := begin()
		if err := s.m.Close(); err != nil || (s.m.dropped != "") != (c.said != "") {
			t.Errorf("%s, a signal: %v, told %q", name, err, s.m.dropped)
		}
	}
	store := written()
	s := browser(t, 100, 30, store)
	s.press("alt+r")
	s.write("night")
	for range 2 {
		s.send(tea.MouseMsg{X: 5, Y: 4, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	}
	s.shows("name › night")
	s.press("ctrl+p")
	if store.copied[0].Name != "night" {
		t.Errorf("ctrl+p leaves the name %q", store.copied[0].Name)
	}
	s = newScreen(t, 100, 30)
	s.write("1girl, ")
	s.press("f7", "down")
	s.write("3x")
	s.send(copiedMsg{Text: "1girl", Err: errors.New("no clipboard took it")})
	s.shows("no clipboard took it")
	s.shows("3x")
}
