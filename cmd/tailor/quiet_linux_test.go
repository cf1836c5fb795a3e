package main

import (
	"strings"
	"testing"
)

// TestNoQuestions holds that a command asks its terminal nothing: a terminal
// that does not answer would hold it up for seconds.
func TestNoQuestions(t *testing.T) {
	m := openMute(t, home(t), 80, 24, nil, binary, "version")
	if code := m.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	m.waitUntil("the version", func() bool { return strings.Contains(m.wrote(), "tailor ") })
	if got := m.wrote(); strings.Contains(got, "\x1b") {
		t.Errorf("it wrote %q", got)
	}
	// TERM is what it was: there are colours.
	m = openMute(t, home(t), 80, 24, nil, binary, "search", "--tags", file(t, "some.csv", someTags), "kantoku")
	if code := m.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	m.waitUntil("a colour", func() bool { return strings.Contains(m.wrote(), "\x1b[31mby kantoku\x1b[0m") })
}
