package ui

import "testing"

// TestKeysWaitForTheList types a word and keys for its list in one go: they do
// what they do when each waits for the screen.
func TestKeysWaitForTheList(t *testing.T) {
	for _, keys := range [][]string{
		{"hai", "r", "down", "enter"}, {"hai", "tab"}, {"ha", "down", "down", "tab", "smi", "tab"}, {"zzzz", "enter", "a"},
		{"hai", "r", "up", "enter", "x"}, {"hai", "esc", "enter"}, {"hai", "pgdown", "enter", "ctrl+z"}, {"kant", "enter", "1gi", "down", "up", "enter"},
	} {
		do := func(s *screen) {
			for _, k := range keys {
				if _, ok := named[k]; ok {
					s.press(k)
				} else {
					s.write(k)
				}
			}
		}
		slow, fast := newScreen(t, 100, 30), newScreen(t, 100, 30)
		do(slow)
		fast.hold = true
		do(fast)
		for fast.hold || len(fast.later) > 0 {
			fast.release()
		}
		if got, want := fast.m.Texts(), slow.m.Texts(); got != want {
			t.Errorf("%q in one go gives %q, slowly %q", keys, got.Positive, want.Positive)
		}
	}
}

// TestLettersNeverWait types on while a search is under way.
func TestLettersNeverWait(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.hold = true
	s.write("hairband, smi")
	if got := s.m.Texts().Positive; got != "hairband, smi" {
		t.Errorf("the prompt is %q", got)
	}
	s.release()
}
