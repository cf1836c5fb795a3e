package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/terminal"
)

// flaky is a session that cannot be written to for a while.
type flaky struct {
	failures int
	saved    []state.Draft
}

func (f *flaky) Save(d state.Draft) error {
	if f.failures--; f.failures >= 0 {
		return errors.New("the draft is not saved: no space left on device")
	}
	f.saved = append(f.saved, d)
	return nil
}
func (f *flaky) Finish(d state.Draft) error { return f.Save(d) }

// TestWhatFixAllReplacesIsKept fixes a prompt: what stood there is in the
// history, and nothing where nothing was to be fixed.
func TestWhatFixAllReplacesIsKept(t *testing.T) {
	store := &memory{}
	s := newScreen(t, 80, 24, func(o *Options) { o.Store, o.Session = store, &flaky{} })
	s.paste("1girl, long_hair, smile")
	s.press("ctrl+l", "ctrl+l")
	if got := store.copied; len(got) != 1 || got[0].Prompt != "1girl, long_hair, smile" || got[0].How != state.Cleared {
		t.Errorf("the history has %v", got)
	}
}

// TestEveryTextIsKept clears, replaces and leaves a prompt in every way: it is
// in the history.
func TestEveryTextIsKept(t *testing.T) {
	const text = "1girl, solo, long hair"
	type how = state.How
	cases := []struct {
		name string
		act  func(*screen)
		how  how
	}{
		{"leaving", func(s *screen) { s.press("ctrl+q") }, state.Left},
		{"ctrl+c twice", func(s *screen) { s.press("ctrl+c", "ctrl+c") }, state.Left},
		{"a new prompt", func(s *screen) { s.press("f4") }, state.Cleared},
		{"a preset", func(s *screen) { s.press("ctrl+p"); s.write("night"); s.press("enter") }, state.Cleared},
		{"a paste over all", func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@"); s.paste("2girls") }, state.Cleared},
		{"a letter over all", func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@"); s.write("x") }, state.Cleared},
		{"all deleted", func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@", "backspace") }, state.Cleared},
		{"all cut", func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@", "ctrl+x") }, state.Cleared},
		{"deleted letter by letter", func(s *screen) {
			for range text {
				s.press("backspace")
			}
		}, state.Cleared},
		{"deleted to the line's start", func(s *screen) { s.press("ctrl+u") }, state.Cleared},
		{"an infotext", func(s *screen) { s.paste("cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, CFG scale: 7") }, state.Cleared},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			store := &memory{presets: []state.Preset{{Name: "night", Prompt: "night sky"}}}
			s := newScreen(t, 80, 24, func(o *Options) { o.Store, o.Session = store, &flaky{} })
			s.paste(text)
			c.act(s)
			if s.quit {
				if err := s.m.Close(); err != nil {
					t.Error(err)
				}
			}
			var got []state.Copied
			for _, one := range store.copied {
				if one.Prompt == text {
					got = append(got, one)
				}
			}
			if len(got) != 1 || got[0].How != c.how {
				t.Errorf("the history has %v", store.copied)
			}
		})
	}
	// A negative is a text like any other, also beside an empty prompt. A new
	// prompt leaves it alone.
	for _, c := range cases {
		if c.name == "a new prompt" {
			continue
		}
		for _, beside := range []string{"", "1boy"} {
			t.Run("negative/"+c.name, func(t *testing.T) {
				store := &memory{presets: []state.Preset{{Name: "night", Prompt: "night sky"}}}
				s := newScreen(t, 80, 24, func(o *Options) { o.Store, o.Session = store, &flaky{} })
				s.write(beside)
				s.press("esc", "ctrl+n")
				s.paste(text)
				if c.act(s); s.quit {
					if err := s.m.Close(); err != nil {
						t.Error(err)
					}
				}
				if got := store.copied; len(got) != 1 || got[0].Negative != text || got[0].Prompt != beside || got[0].How != c.how {
					t.Errorf("the history has %v", got)
				}
			})
		}
	}
	// So are the settings, which no prompt of their own has.
	store := &memory{}
	s := newScreen(t, 80, 24, func(o *Options) { o.Store, o.SettingsText = store, "Steps: 28, CFG scale: 5" })
	s.paste(text)
	before := s.m.Written()
	s.m.SetSettings(nil)
	s.run(s.m.KeepCleared(before, -1))
	if got := store.copied; len(got) != 1 || got[0].Prompt != text || got[0].Settings != "Steps: 28, CFG scale: 5" {
		t.Errorf("the history has %v", got)
	}
	// One that the command line brought is cleared as any other.
	store = &memory{}
	s = newScreen(t, 80, 24, func(o *Options) { o.Store, o.Texts = store, prompt.Texts{Positive: text, Negative: text} })
	if s.press("ctrl+u"); len(store.copied) != 1 || store.copied[0].Prompt != text || store.copied[0].Negative != text {
		t.Errorf("the history has %v", store.copied)
	}
	// A weight for all that is selected clears nothing.
	store = &memory{}
	s = newScreen(t, 80, 24, func(o *Options) { o.Store = store })
	s.paste("cat, dog, owl")
	if s.press("ctrl+@", "ctrl+@", "ctrl+@", "alt+up"); len(store.copied) != 0 {
		t.Errorf("the history has %v", store.copied)
	}
	// What goes at once is kept from two letters on.
	store = &memory{}
	s = newScreen(t, 80, 24, func(o *Options) { o.Store = store })
	s.write("长发")
	s.press("ctrl+u")
	s.write("x")
	s.press("ctrl+u")
	if len(store.copied) != 1 || store.copied[0].Prompt != "长发" {
		t.Errorf("the history has %v", store.copied)
	}
	// So is what stood before a translation to another model.
	store = &memory{}
	s = newScreen(t, 100, 30, func(o *Options) {
		noob, _ := profile.Builtin("noobai")
		o.Store = store
		o.Models = func() []ModelChoice { return []ModelChoice{{Name: "noobai", Profile: noob, Variant: "epsilon"}} }
	})
	s.write("by wlop, masterpiece BREAK 1girl, low brightness")
	s.press("alt+m", "end", "t")
	if got := s.m.Texts().Positive; strings.Contains(got, "by wlop") || len(store.copied) != 1 || !strings.Contains(store.copied[0].Prompt, "by wlop") {
		t.Errorf("translated to %q, the history has %v", got, store.copied)
	}
	// What was copied is in the history already.
	store = &memory{}
	s = newScreen(t, 80, 24, func(o *Options) { o.Store = store })
	s.paste(text)
	s.press("ctrl+y", "f4")
	if len(store.copied) != 1 {
		t.Errorf("the history has %v", store.copied)
	}
	// Writing and mending is no clearing.
	s.write("a")
	s.press("backspace")
	s.write("1gi")
	s.press("tab", "ctrl+z", "ctrl+r")
	if len(store.copied) != 1 {
		t.Errorf("the history has %v", store.copied)
	}
}

// TestCtrlC copies a selection and stays, and asks before it leaves a prompt.
func TestCtrlC(t *testing.T) {
	s := newScreen(t, 80, 24)
	s.paste("1girl, solo")
	s.press("ctrl+@", "ctrl+@", "ctrl+@", "ctrl+c")
	if s.copied != "1girl, solo" || s.quit {
		t.Errorf("copied %q, quit %v", s.copied, s.quit)
	}
	s.press("end", "ctrl+c")
	if s.quit || !strings.Contains(s.m.View(), "again to quit") {
		t.Error("ctrl+c does not ask")
	}
	s.press("left", "ctrl+c")
	if s.quit {
		t.Error("a key between does not count")
	}
	if s.press("ctrl+c"); !s.quit {
		t.Error("ctrl+c twice does not quit")
	}
	s = newScreen(t, 80, 24)
	if s.press("ctrl+c"); !s.quit {
		t.Error("ctrl+c does not leave an empty prompt")
	}
	s = newScreen(t, 80, 24)
	s.paste("1girl, solo")
	if s.press("ctrl+@", "ctrl+@", "ctrl+@", "ctrl+x"); s.copied != "1girl, solo" || s.m.Texts().Positive != "" {
		t.Errorf("cut %q, left %q", s.copied, s.m.Texts().Positive)
	}
}

// TestUnkept holds that a draft which cannot be written is said all the time,
// tried again, and that it is said when it is over.
func TestUnkept(t *testing.T) {
	session := &flaky{failures: 1000}
	s := newScreen(t, 100, 24, func(o *Options) { o.Session = session })
	s.write("cat, ")
	for _, key := range []string{"left", "esc", "right", "up"} {
		s.press(key)
		if view := s.m.View(); !strings.Contains(view, "not saved") || !strings.Contains(view, "no space left") {
			t.Errorf("after %s the screen does not say it", key)
		}
	}
	s.press("ctrl+q")
	if err := s.m.Close(); err == nil {
		t.Error("leaving does not say it")
	}
	session = &flaky{failures: 3}
	s = newScreen(t, 100, 24, func(o *Options) {
		o.Session = session
		o.After = func(_ time.Duration, msg func(time.Time) tea.Msg) tea.Cmd {
			return func() tea.Msg { return msg(time.Time{}) }
		}
	})
	s.write("cat")
	if len(session.saved) == 0 || session.saved[len(session.saved)-1].Positive != "cat" {
		t.Errorf("the draft is not tried again: %v", session.saved)
	}
	if strings.Contains(s.m.View(), "not saved") {
		t.Error("the screen says it still")
	}
	s = newScreen(t, 100, 24, func(o *Options) { o.Unkept = "Drafts and history are not kept: read-only" })
	s.write("cat, ")
	if view := s.m.View(); !strings.Contains(view, "not saved") {
		t.Error("a screen without a session does not say so")
	}
}

// TestLastPrompt offers the prompt of the last time.
func TestLastPrompt(t *testing.T) {
	s := newScreen(t, 100, 24, func(o *Options) {
		o.LeftDraft = &state.Draft{Positive: "1girl, solo", Finished: true}
	})
	if !strings.Contains(s.m.View(), "1girl, solo") {
		t.Error("the last prompt is not shown")
	}
	if s.press("enter"); s.m.Texts().Positive != "1girl, solo" {
		t.Errorf("enter gives %q", s.m.Texts().Positive)
	}
}

// TestOwed holds that what is cleared away while the history cannot be written
// is held, said all the time, tried again, and handed out on leaving.
func TestOwed(t *testing.T) {
	for name, clear := range map[string]func(*screen){
		"a new prompt": func(s *screen) { s.press("f4") },
		"a preset":     func(s *screen) { s.press("ctrl+p"); s.write("night"); s.press("enter") },
		"a paste":      func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@"); s.paste("2girls") },
		"all deleted":  func(s *screen) { s.press("ctrl+@", "ctrl+@", "ctrl+@", "backspace") },
	} {
		t.Run(name, func(t *testing.T) {
			store := &shut{err: errors.New("the prompt is not in the history: is a directory"), memory: memory{presets: []state.Preset{{Name: "night", Prompt: "night sky"}}}}
			session := &flaky{}
			s := newScreen(t, 100, 24, func(o *Options) { o.Store, o.Session = store, session })
			s.paste("precious one")
			clear(s)
			for _, key := range []string{"left", "esc", "right"} {
				s.press(key)
				if view := s.m.View(); !strings.Contains(view, "not saved") || !strings.Contains(view, "is a directory") {
					t.Errorf("after %s the screen does not say it", key)
				}
			}
			// A kill loses nothing: the draft has it meanwhile.
			if d := session.saved[len(session.saved)-1]; len(d.Cleared) != 1 || d.Cleared[0].Prompt != "precious one" {
				t.Errorf("the draft has %v", d.Cleared)
			}
			s.press("ctrl+q")
			if err := s.m.Close(); err == nil {
				t.Error("leaving does not say it")
			}
			if owed := s.m.Owed(); len(owed) != 1 || owed[0].Prompt != "precious one" {
				t.Errorf("owed: %v", owed)
			}
			store.err = nil
			s.send(desk.RetryDueMsg{})
			if len(s.m.Owed()) != 0 || len(store.copied) != 1 || store.copied[0].Prompt != "precious one" {
				t.Errorf("the history has %v, owed is %v", store.copied, s.m.Owed())
			}
			if d := session.saved[len(session.saved)-1]; len(d.Cleared) > 0 {
				t.Errorf("the draft still has %v", d.Cleared)
			}
			if strings.Contains(s.m.View(), "not saved") {
				t.Error("the screen says it still")
			}
		})
	}
	// The timer is asked for once, whatever fails meanwhile.
	store, timers := &shut{err: errors.New("no space left on device")}, 0
	s := newScreen(t, 100, 24, func(o *Options) {
		o.Store, o.Session = store, &flaky{}
		o.After = func(wait time.Duration, msg func(time.Time) tea.Msg) tea.Cmd {
			if _, retry := msg(time.Time{}).(desk.RetryDueMsg); retry {
				timers++
			}
			return nil
		}
	})
	for k := range 150 {
		s.paste(fmt.Sprint("prompt ", k))
		s.press("f4")
	}
	owed := s.m.Owed()
	if len(owed) != 100 || owed[0].Prompt != "prompt 50" || owed[99].Prompt != "prompt 149" {
		t.Errorf("%d are owed", len(owed))
	}
	if timers != 1 {
		t.Errorf("%d timers", timers)
	}
	// It is written on leaving, if it can be by then.
	store.err = nil
	s.press("ctrl+q")
	if err := s.m.Close(); err != nil || len(store.copied) != 100 || len(s.m.Owed()) != 0 {
		t.Errorf("%v, the history has %d", err, len(store.copied))
	}
	// What is copied is said to be lost to the history once.
	s = newScreen(t, 100, 24, func(o *Options) {
		o.Store = &shut{err: errors.New("the prompt is not in the history: is a directory")}
	})
	s.paste("cat")
	s.press("ctrl+y")
	s.shows("Copied, but the prompt is not in the history: is a directory")
	// Where nothing is kept at all, it is held for the end.
	s = newScreen(t, 100, 24, func(o *Options) { o.Unkept = "Drafts and history are not kept: read-only" })
	s.paste("precious one")
	if s.press("f4"); len(s.m.Owed()) != 1 {
		t.Errorf("owed: %v", s.m.Owed())
	}
}

// shut is a store that takes nothing for the history while it has an error.
type shut struct {
	memory
	err error
}

func (s *shut) AddHistory(c state.Copied) error {
	if s.err != nil {
		return s.err
	}
	return s.memory.AddHistory(c)
}

// TestRest stops the composer right behind a letter: the draft is saved before the
// stop goes on, which it does as well where saving fails or nothing was typed.
func TestRest(t *testing.T) {
	for _, failures := range []int{0, 1} {
		session := &flaky{failures: failures}
		s := newScreen(t, 80, 24, func(o *Options) {
			o.Session = session
			o.After = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil } // no time passes
		})
		kept := 0
		rest := terminal.RestingMsg{Kept: func() { kept++ }}
		if s.send(rest); kept != 1 || len(session.saved) != 0 {
			t.Errorf("stopped before a letter: told %d times, saved %v", kept, session.saved)
		}
		s.write("1girl")
		if s.send(rest); kept != 2 || session.failures != failures-1 {
			t.Errorf("told %d times; %d saves to fail, then %d", kept, failures, session.failures)
		}
		if failures == 0 && (len(session.saved) != 1 || session.saved[0].Positive != "1girl") {
			t.Errorf("saved: %v", session.saved)
		}
	}
}
