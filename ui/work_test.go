package ui

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/ui/desk"
)

// faulty is a prompt with something to fix and to gather, longer than what is
// worked on at once.
func faulty(t testing.TB) string {
	text := "1girl, wlop, long_hair, by kantoku, " + strings.TrimSuffix(strings.Repeat("red_eyes, smile, halo, window, ", desk.LargeText/30+1), ", ")
	if !desk.IsLarge(prompt.Texts{Positive: text}) {
		t.Fatal("the text is worked on at once")
	}
	return text
}

// commands are the keys that work behind the screen in large prompts, with what
// is said meanwhile and what they make of texts when asked directly.
var commands = []struct {
	key, says string
	direct    func(*Model, prompt.Texts) string
}{
	{"ctrl+l", "Fixing all …", func(m *Model, t prompt.Texts) string { return m.Analyst.Checker.Fix(t).Positive }},
	{"alt+g", "Gathering artists and styles …", func(m *Model, t prompt.Texts) string {
		return prompt.Apply(t.Positive, edit.Gather(m.Options.Profile, m.Lists.Catalogue, t, m.Options.Lane).Positive)
	}},
}

// TestWorkBehindTheScreen holds that a key that works behind the screen makes
// the same of the prompt as directly, as one step of undo.
func TestWorkBehindTheScreen(t *testing.T) {
	for _, c := range commands {
		s := newScreen(t, 120, 30)
		text := faulty(t)
		s.paste(text)
		want := c.direct(s.m, s.m.Texts())
		if want == text {
			t.Fatalf("%s has nothing to do", c.key)
		}
		s.hold = true
		s.press(c.key, "left") // a move is no change
		s.wants(text)
		s.shows(c.says)
		s.press(c.key) // is under way already
		s.release()
		s.wants(want)
		s.hides(c.says)
		s.hides("again")
		s.press("ctrl+z")
		s.wants(text)
	}
}

// TestWorkOfAnotherText types while such a key's work is under way: what is
// typed stands, the result is dropped, and that is said.
func TestWorkOfAnotherText(t *testing.T) {
	for _, c := range commands {
		s := newScreen(t, 120, 30)
		text := faulty(t)
		s.paste(text)
		s.hold = true
		s.press(c.key)
		s.write("x")
		s.wants(text + "x")
		s.shows(c.says)
		s.release()
		s.wants(text + "x")
		s.shows("The prompt has changed; press " + c.key + " again.")
		want := c.direct(s.m, s.m.Texts())
		s.press(c.key)
		s.wants(want)

		s.press("ctrl+z")
		s.hold = true
		s.press(c.key)
		s.m.Fit(s.m.Checker()(s.m.Lists))
		s.release()
		s.wants(text + "x")
		s.shows("The lists or the model have changed; press " + c.key + " again.")
	}
}

// TestWorkAfterWork presses such keys while work is under way: what was asked
// for last is done after it, to the text that stands then.
func TestWorkAfterWork(t *testing.T) {
	s := newScreen(t, 120, 30)
	text := faulty(t)
	s.paste(text)
	gathered := commands[1].direct(s.m, s.m.Texts())
	want := commands[0].direct(s.m, prompt.Texts{Positive: gathered})
	s.hold = true
	s.press("alt+g", "ctrl+l")
	s.release()
	s.wants(want)
	s.press("ctrl+z")
	s.wants(gathered)
	s.press("ctrl+z")
	s.wants(text)

	s.hold = true
	s.press("ctrl+l")
	s.write("x")
	want = commands[0].direct(s.m, s.m.Texts())
	s.press("ctrl+l")
	s.release()
	s.wants(want)
	s.hides("again")
}
