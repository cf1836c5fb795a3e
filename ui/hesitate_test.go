package ui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

func TestPalette(t *testing.T) {
	export := newScreen(t, 120, 40)
	export.write("solo")
	export.press("tab", "alt+x")
	export.shows("enter do it · ↑↓ choose · esc back")
	export.hides("ctrl+y copy ·")
	export.write("export")
	export.press("enter")
	export.shows("copy it for which program?")
	export.shows("enter do it")
	for _, open := range []tea.KeyMsg{{Type: tea.KeyF3}, {Type: tea.KeyRunes, Runes: []rune("x"), Alt: true}} {
		s := newScreen(t, 80, 24)
		s.paste("1girl, rain")
		s.send(open)
		s.shows("what is to be done?")
		s.shows("ctrl+y")
		s.write("copprom") // letters of "copy the prompt", in their order
		s.press("enter")
		s.hides("what is to be done?")
		if s.copied != "1girl, rain" {
			t.Errorf("%v: copied %q", open, s.copied)
		}
		s.send(open)
		s.write("zzzz")
		s.shows("nothing does that")
		s.press("esc")
		s.wants("1girl, rain")
	}
}

// TestEveryActionCanBePressed holds that the list can carry out whatever it
// names.
func TestEveryActionCanBePressed(t *testing.T) {
	s := newScreen(t, 80, 24)
	for _, b := range s.m.listed() {
		ok := false
		for _, name := range b.Keys() {
			_, known := keymap.Named(name)
			ok = ok || known
		}
		if !ok {
			t.Errorf("%q cannot be pressed: %v", b.Help().Desc, b.Keys())
		}
	}
}

func TestEscWithNothingOpenNamesTheKeys(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.write("hal")
	s.press("esc") // shuts the list
	s.hides("ctrl+p history")
	s.press("esc")
	s.shows("ctrl+p history")
	s.shows("f1 keys")
	s.write("o")
	s.hides("ctrl+p history")
}

// TestWhatFixAllLeftKeepsItsLook keeps the colours and BREAK's rule meanwhile.
func TestWhatFixAllLeftKeepsItsLook(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("by kantoku BREAK 1girl, long_hair")
	s.hold = true
	s.press("ctrl+l")
	s.shows("−long_hair")
	s.shows("BREAK ───")
	if artist := s.m.Theme.Category(tags.Artist).Paint("kantoku"); !strings.Contains(s.m.View(), artist) {
		t.Errorf("kantoku has lost its colour %q", artist)
	}
}

// TestWhatFixAllDidIsInSight shows a fix at the end of a prompt that is longer than
// its pane.
func TestWhatFixAllDidIsInSight(t *testing.T) {
	s := newScreen(t, 40, 10)
	s.paste("1girl, solo, halo, black hair, yellow eyes, dark skin, smile, night, rain, window, umbrella, school uniform, looking at viewer, cowboy shot, long_hair")
	s.hold = true
	s.press("ctrl+l")
	s.shows("−long_hair")
	s.shows("… ")
}

func TestWhatFixAllDidIsShown(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl, long_hair, hires, smile")
	s.hold = true
	s.press("ctrl+l")
	s.shows("ctrl+z undo")
	s.shows("−long_hair,")
	s.shows("+long")
	s.send(mendedOverMsg{s.m.mended.number})
	s.hides("−long_hair,")
	s.press("ctrl+z", "ctrl+l")
	s.shows("−long_hair,")
	s.press("left")
	s.hides("−long_hair,")
	if text := s.m.Texts().Positive; strings.Contains(text, "_") {
		t.Errorf("the prompt is %q", text)
	}
}

func TestTypingBeforeAnArtistFlashesNothing(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("by kantoku, by wlop BREAK 1girl, halo")
	s.press("ctrl+home")
	for _, r := range "smile" {
		s.write(string(r))
		for _, f := range s.m.Shown {
			if f.Len() > 0 {
				t.Fatalf("after %q: %s", s.m.Texts().Positive, f.Message)
			}
		}
	}
}

func TestTheStartOffersTheLastPrompts(t *testing.T) {
	start := func() *screen { return newScreen(t, 120, 40, func(o *Options) { o.Store = written() }) }
	s := start()
	s.shows("alt+1      1girl, halo, smile, window")
	s.shows("alt+2      cat ears, sitting")
	s.hides("1girl, halo, blush, window") // alike to the first
	s.press("alt+2")
	s.wants("cat ears, sitting")
	s = start()
	s.press("down", "down", "down", "enter")
	s.wants(written().copied[4].Prompt)
	s = start()
	s.press("down")
	s.write("x")
	s.wants("x")
}

// TestTheStartOffersTheNewest lists what was copied since, beside a negative too,
// and the stages of a prompt once.
func TestTheStartOffersTheNewest(t *testing.T) {
	store := &memory{last: &state.Draft{Positive: "flower", Finished: true}}
	s := newScreen(t, 120, 40, func(o *Options) { o.Store, o.LeftDraft = store, store.last })
	s.shows("flower")
	for _, prompt := range []string{"1girl, red dress", "1girl, blue dress", "cat, rain, night", "cat, rain, night, hat, smile"} {
		s.press("f4")
		s.paste(prompt)
		s.press("ctrl+y")
	}
	s.press("f4")
	s.shows("alt+1      cat, rain, night, hat, smile")
	s.shows("alt+2      1girl, blue dress")
	s.shows("alt+3      1girl, red dress")
	s.hides("What stood here last")
	s.press("ctrl+n")
	s.paste("blush")
	s.press("ctrl+n")
	s.shows("alt+2      1girl, blue dress")
	s.press("alt+2")
	s.wants("1girl, blue dress")
	s.press("ctrl+z")
	if got := s.m.Texts(); got.Positive != "" || got.Negative != "blush" {
		t.Errorf("undo brings back %q", got)
	}
}

// TestNothingOfALongFaultIsLost says a fault that takes more than two rows in
// as many as it takes, and gives them back.
func TestNothingOfALongFaultIsLost(t *testing.T) {
	s := newScreen(t, 80, 24)
	s.paste("1girl, solo")
	rows := s.m.Lay.Prompt.H
	long := strings.TrimSpace(strings.Repeat("what is wrong, ", 12)) + " and what to do."
	s.m.Say(view.Warning, long)
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if said := strings.Join(strings.Fields(s.plain()), " "); !strings.Contains(said, long[:100]) || !strings.Contains(said, "to do.") || strings.Contains(said, "…w") || s.m.Lay.Prompt.H >= rows {
		t.Errorf("%d rows of %d:\n%s", s.m.Lay.Prompt.H, rows, s.plain())
	}
	s.press("esc", "left")
	if s.m.Lay.Prompt.H != rows {
		t.Errorf("%d rows, had %d", s.m.Lay.Prompt.H, rows)
	}
}

// TestWhatIsNotConfigured says where wildcards, LoRAs and embeddings are named,
// while one types one and none is.
func TestWhatIsNotConfigured(t *testing.T) {
	s := newScreen(t, 120, 40)
	for typed, key := range map[string]string{"__": `wildcards = [`, "<": `loras = [`, "embedding:": `embeddings = [`} {
		s.write("1girl, " + typed)
		s.shows(key)
		s.press("ctrl+@", "ctrl+@", "ctrl+@", "backspace")
		s.hides(key)
	}
}

// TestABracketOnItsWayIsNoFault leaves a bracket alone that is still to be
// closed, and not one that others stand behind.
func TestABracketOnItsWayIsNoFault(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.write("1girl, (smile")
	s.hides("never closed")
	s.press("esc", "left")
	s.shows("never closed")
	s.press("end", "ctrl+up")
	s.wants("1girl, (smile:1.1)")
	s.write(", (by kan")
	s.press("tab")
	s.hides("never closed")
	s.write("x")
	s.press("backspace")
	s.hides("never closed")
	s.press("left")
	s.shows("never closed")
	s.press("end")
	s.write(")")
	s.hides("never closed")
}

// TestTheGaugeCountsWhatIsCopied holds that a comma left over from typing, which
// is not copied, is not counted.
func TestTheGaugeCountsWhatIsCopied(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl, solo, ")
	s.shows(" · 4/75")
	s.press("ctrl+y")
	s.shows("Prompt copied, 4/75")
	// What is to be expanded counts by its longest in the gauge, and a number of
	// the copied text would be another.
	s.paste("{red|blue}")
	s.press("ctrl+y")
	s.shows("Prompt copied as it is written, alt+c copies it expanded")
	// BREAK fills a chunk up, which is not full.
	s = newScreen(t, 120, 40)
	s.paste("by wlop BREAK ")
	s.shows("empty · 75/75 by BREAK")
	s.press("ctrl+home")
	s.shows("left · 75/75 by BREAK")
}

// TestTheNegativeSaysWhatItNeeds lists at an empty word of the negative prompt
// what belongs there, and names the way back.
func TestTheNegativeSaysWhatItNeeds(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl")
	s.shows("empty (ctrl+n): worst quality")
	s.press("ctrl+n")
	s.shows("ctrl+n prompt")
	s.press("tab")
	s.shows("belongs here")
	s.press("tab")
	if got := s.m.Texts().Negative; got != "worst quality, " {
		t.Errorf("the negative is %q", got)
	}
}

// TestTypingGoesOnBehindAVisit goes to a tag that is in the prompt already, and
// on where one was when a letter is typed.
func TestTypingGoesOnBehindAVisit(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.write("smile, halo, smil")
	s.press("tab")
	s.shows("in the prompt already")
	s.write("blus")
	s.press("tab")
	s.wants("smile, halo, blush, ")
}

// TestKeysAreFoundByWords takes blanks into what is looked for among the keys.
func TestKeysAreFoundByWords(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("f1")
	s.write("settings infotext")
	s.shows("› settings infotext")
	s.shows("ctrl+g")
}

// TestAPageSaysAQuestionWhole asks on a page of the history what has to be
// answered, in as many rows as that takes.
func TestAPageSaysAQuestionWhole(t *testing.T) {
	s := newScreen(t, 80, 24)
	s.press("ctrl+p")
	long := `"outfit/maid" stands in the prompt: tab again puts this in its place, alt+i beside it, and no more.`
	s.m.Say(view.Warning, long)
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if said := strings.Join(strings.Fields(s.plain()), " "); !strings.Contains(said, long) || !strings.Contains(said, "esc back") {
		t.Error(s.plain())
	}
	s.send(tea.WindowSizeMsg{Width: 21, Height: 6})
	s.sound()
}
