package ui

import (
	"strings"
	"testing"

	"tailor/ui/terminal"
)

// TestPasteComing has a paste come slowly: it is said, and what has come stands
// in the draft, until the paste is there.
func TestPasteComing(t *testing.T) {
	session := &flaky{}
	s := newScreen(t, 100, 24, func(o *Options) { o.Session = session })
	s.paste("cat, owl")
	s.press("left", "left", "left")
	s.send(terminal.PasteComingMsg{Text: "dog, \x1b[31m"})
	s.shows("A paste is coming: 5 characters so far")
	if d := session.saved[len(session.saved)-1]; d.Positive != "cat, dog, owl" {
		t.Errorf("the draft is %q", d.Positive)
	}
	s.wants("cat, owl")
	s.paste("dog, elk, ")
	s.hides("A paste is coming")
	s.wants("cat, dog, elk, owl")
	if d := s.m.Draft(); d.Positive != "cat, dog, elk, owl" {
		t.Errorf("the draft is %q", d.Positive)
	}
}

// TestPasteGoesOn has the rest of a paste come late: it is read as one with its
// beginning, unless something else was done meanwhile.
func TestPasteGoesOn(t *testing.T) {
	const first, rest = "1girl, solo\nNegative prompt: low", " quality\nSteps: 20, Sampler: Euler a, CFG scale: 7"
	goesOn := terminal.PasteGoesOnMsg{Rest: rest, Whole: first + rest}
	store := &memory{}
	s := newScreen(t, 100, 24, func(o *Options) { o.Store = store })
	s.paste(first)
	s.send(goesOn)
	s.wants("1girl, solo")
	if got := s.m.Texts().Negative; got != "low quality" || !strings.Contains(s.m.Settings.Text(), "Steps: 20") {
		t.Errorf("the negative is %q, the settings %q", got, s.m.Settings.Text())
	}
	s.press("ctrl+z")
	s.wants("")

	s = newScreen(t, 100, 24)
	s.paste("cat, ")
	s.paste("dog")
	s.press("left")
	s.send(terminal.PasteGoesOnMsg{Rest: "\tbed, ", Whole: "dog\tbed, "})
	s.wants("cat, dog bed, ")
	s.press("ctrl+z")
	s.wants("cat, ")

	s.paste("dog")
	s.write("x")
	s.send(terminal.PasteGoesOnMsg{Rest: "bed, ", Whole: "dogbed, "})
	s.wants("cat, dogxbed, ")
}
