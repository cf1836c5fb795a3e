package ui

import (
	"strings"
	"testing"
)

// TestWhatIsNeededMostComesFirst has the keys that are used most on the first
// screen, however small, and says how much follows there and in the list of
// actions.
func TestWhatIsNeededMostComesFirst(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("f1")
	for _, key := range []string{"ctrl+n ", "ctrl+z ", "ctrl+↑ ", "f2 ", "f4 ", "alt+j ", "ctrl+y ", "ctrl+f ", "f8 "} {
		s.shows(key)
	}
	s.shows(" more ──╯")
	s.press("end")
	s.hides(" more ──╯")
	s.press("esc", "alt+x")
	if rows := strings.Split(s.plain(), "\n"); !strings.Contains(rows[4], "copy the prompt") {
		t.Errorf("what is used most does not come first:\n%s", s.plain())
	}
	s.shows(" more ╯")
	s.write("fix all")
	s.hides(" more ╯")
	s = newScreen(t, 80, 24)
	s.press("f1")
	for _, row := range []string{"tab/enter ", "ctrl+y ", "ctrl+z ctrl+r    undo, redo", "ctrl+n ", "ctrl+f ", "ctrl+l ", "ctrl+p ", "alt+x ", "ctrl+q ", "ctrl+↑ ↓         weigh more, less"} {
		s.shows(row)
	}
	for _, twice := range []string{"new line", "undo"} {
		s.press("home")
		n := strings.Count(s.plain(), twice)
		for range 4 {
			s.press("pgdown")
			n += strings.Count(s.plain(), twice)
		}
		if n != 1 {
			t.Errorf("%q stands in %d rows", twice, n)
		}
	}
}

func TestKeysFound(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.press("f1")
	s.shows("weigh more")
	s.write("fix")
	s.press("space") // still a page down
	s.shows("keys › fix")
	s.shows("fix all")
	s.hides("weigh more")
	if rows := strings.Split(s.plain(), "\n"); !strings.Contains(rows[2], "fix ") {
		t.Errorf("the best does not stand first:\n%s", s.plain())
	}
	s.write("zz")
	s.shows("no key does that")
	s.press("backspace", "backspace")
	s.shows("ctrl+l")
	s.press("esc")
	s.shows("weigh more")
	s.write("ctrl+y")
	s.shows("copy the prompt")
	s.press("esc", "esc")
	s.hides("copy the prompt")
	s.press("f1")
	s.shows("weigh more")
	s.wants("")
}
