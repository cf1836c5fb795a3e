package ui

import (
	"strings"
	"testing"
)

// TestWritingComesFirst has the keys for writing on the first screen, beside each
// other, and says how much follows there and in the list of actions.
func TestWritingComesFirst(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("f1")
	for _, key := range []string{"ctrl+n ", "ctrl+z ", "ctrl+↑ ", "f2 ", "f4 ", "alt+j ", "ctrl+y ", "ctrl+f ", "f8 "} {
		s.shows(key)
	}
	s.shows(" more ──╯")
	s.press("end")
	s.hides(" more ──╯")
	s.press("esc", "alt+x")
	if rows := strings.Split(s.plain(), "\n"); !strings.Contains(rows[4], "to the negative prompt and back") {
		t.Errorf("writing does not come first:\n%s", s.plain())
	}
	s.shows(" more ╯")
	s.write("fix all")
	s.hides(" more ╯")
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
