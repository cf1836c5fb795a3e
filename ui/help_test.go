package ui

import (
	"strings"
	"testing"
)

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
