package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/state"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/terminal"
	"tailor/ui/theme"
)

// list is what the tests' screens complete from: enough to see every category
// and an alias, and small enough that golden screens stay as they are when the
// starter list grows.
const list = `1girl,0,6000000,"1girls,sole_female"
solo,0,5000000,
long_hair,0,4300000,"/lh,longhair"
looking_at_viewer,0,3400000,
blush,0,3000000,
smile,0,2900000,
halo,0,410000,
half-closed_eyes,0,190000,
hair_ornament,0,1600000,
hair_ribbon,0,700000,
hairband,0,650000,
hair_bow,0,600000,
hair_flower,0,340000,
hairclip,0,330000,
hair_between_eyes,0,1200000,
hair_bun,0,250000,
hatsune_miku,4,110000,miku
dark_skin,0,240000,
dark-skinned_female,0,250000,
karin_(blue_archive),4,4100,"kakudate_karin"
karin_(bunny)_(blue_archive),4,1500,
blue_archive,3,160000,
vocaloid,3,150000,
kantoku,1,1800,
wlop,1,900,
kantai_collection,3,480000,kancolle
indoors,0,400000,
window,0,200000,
cat_ears,0,350000,
tail,0,600000,
holding_own_tail,0,1200,
red_eyes,0,1200000,
school_uniform,0,800000,
sitting,0,900000,
outdoors,0,500000,
cherry_blossoms,0,80000,
wind,0,30000,
petals,0,150000,
serafuku,0,350000,
pleated_skirt,0,500000,
highres,5,5200000,hires
`

// testLists reads the tests' list.
func testLists(t testing.TB) Lists {
	t.Helper()
	lists, err := readLists()
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

var readLists = sync.OnceValues(func() (Lists, error) {
	l, err := taglist.ReadTags(strings.NewReader(list), "test.csv")
	c := catalogue.Build(l)
	return Lists{Catalogue: c, Index: search.NewIndex(c)}, err
})

// screen drives a model as a person would, carrying out its commands one by
// one.
type screen struct {
	t      testing.TB
	m      *Model
	timing sync.Mutex // of now
	now    time.Time
	copied string
	refuse error // what the clipboard answers
	quit   bool
	later  []tea.Cmd // commands held back while hold is set
	hold   bool
	// What was found sound is not looked at again: the cells of rows, and those
	// that are safe.
	widths map[string]int
	safe   map[string]bool
}

// change lets a test set options before the model is made.
type change func(*Options)

func newScreen(t testing.TB, w, h int, changes ...change) *screen {
	t.Helper()
	s := &screen{t: t, now: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	lists := testLists(t)
	o := Options{
		Profile: profile.RouWei(), Model: "epsilon", Prompt: prompt.Defaults,
		Keys: keymap.Default(), Theme: theme.Build("dark", theme.Dark, true, termenv.TrueColor), Mouse: true,
		Load: func(context.Context) (Lists, error) { return lists, nil },
		Copy: func(_ context.Context, text string) (string, error) {
			if s.refuse != nil {
				return "", s.refuse
			}
			s.copied = text
			return "the test", nil
		},
		Width: w, Height: h,
		// Every look at the clock is a frame later, so that all is drawn.
		Now: func() time.Time { return s.clock(desk.FrameTime) },
		// Who waits for less than a second has its answer at once, the others
		// never.
		After: func(wait time.Duration, msg func(time.Time) tea.Msg) tea.Cmd {
			if wait >= time.Second {
				return nil
			}
			return func() tea.Msg { return msg(s.clock(0)) }
		},
	}
	for _, c := range changes {
		c(&o)
	}
	s.m = New(o)
	s.run(s.m.Init())
	return s
}

// clock moves the screen's time on and returns it. Commands that run beside
// look at it too.
func (s *screen) clock(on time.Duration) time.Time {
	s.timing.Lock()
	defer s.timing.Unlock()
	s.now = s.now.Add(on)
	return s.now
}

// send gives the model a message and carries out what follows from it.
func (s *screen) send(msg tea.Msg) {
	s.t.Helper()
	_, cmd := s.m.Update(msg)
	s.run(cmd)
}

// run carries out a command, unless commands are held back.
func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if s.hold {
		s.later = append(s.later, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case tea.QuitMsg:
		s.quit = true
	default:
		s.send(msg)
	}
}

// release carries out what was held back.
func (s *screen) release() {
	s.hold = false
	later := s.later
	s.later = nil
	for _, cmd := range later {
		s.run(cmd)
	}
}

// write types a text letter by letter.
func (s *screen) write(text string) {
	s.t.Helper()
	for _, r := range text {
		switch r {
		case ' ':
			s.send(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		default:
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
}

var named = map[string]tea.KeyMsg{
	"tab": {Type: tea.KeyTab}, "enter": {Type: tea.KeyEnter}, "esc": {Type: tea.KeyEsc},
	"up": {Type: tea.KeyUp}, "down": {Type: tea.KeyDown}, "left": {Type: tea.KeyLeft}, "right": {Type: tea.KeyRight},
	"home": {Type: tea.KeyHome}, "end": {Type: tea.KeyEnd}, "pgup": {Type: tea.KeyPgUp}, "pgdown": {Type: tea.KeyPgDown},
	"backspace": {Type: tea.KeyBackspace}, "space": {Type: tea.KeySpace, Runes: []rune{' '}}, "f1": {Type: tea.KeyF1}, "f5": {Type: tea.KeyF5},
	"f2": {Type: tea.KeyF2}, "f4": {Type: tea.KeyF4}, "ctrl+x": {Type: tea.KeyCtrlX}, "ctrl+u": {Type: tea.KeyCtrlU}, "ctrl+a": {Type: tea.KeyCtrlA}, "ctrl+c": {Type: tea.KeyCtrlC}, "ctrl+d": {Type: tea.KeyCtrlD}, "ctrl+e": {Type: tea.KeyCtrlE},
	"ctrl+f": {Type: tea.KeyCtrlF}, "ctrl+g": {Type: tea.KeyCtrlG}, "ctrl+l": {Type: tea.KeyCtrlL}, "ctrl+n": {Type: tea.KeyCtrlN},
	"ctrl+p": {Type: tea.KeyCtrlP}, "ctrl+q": {Type: tea.KeyCtrlQ}, "ctrl+r": {Type: tea.KeyCtrlR}, "ctrl+s": {Type: tea.KeyCtrlS},
	"ctrl+t": {Type: tea.KeyCtrlT}, "ctrl+y": {Type: tea.KeyCtrlY}, "ctrl+z": {Type: tea.KeyCtrlZ},
	"ctrl+up": {Type: tea.KeyCtrlUp}, "ctrl+down": {Type: tea.KeyCtrlDown}, "ctrl+home": {Type: tea.KeyCtrlHome},
	"ctrl+left": {Type: tea.KeyCtrlLeft}, "ctrl+right": {Type: tea.KeyCtrlRight}, "ctrl+w": {Type: tea.KeyCtrlW}, "ctrl+k": {Type: tea.KeyCtrlK},
	"shift+left": {Type: tea.KeyShiftLeft}, "ctrl+@": {Type: tea.KeyCtrlAt},
	"alt+left": {Type: tea.KeyLeft, Alt: true}, "alt+right": {Type: tea.KeyRight, Alt: true}, "alt+up": {Type: tea.KeyUp, Alt: true},
}

// press presses keys by name: "ctrl+y", "alt+g", "+".
func (s *screen) press(keys ...string) {
	s.t.Helper()
	for _, name := range keys {
		msg, ok := named[name]
		if rest, alt := strings.CutPrefix(name, "alt+"); !ok && alt {
			msg, ok = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rest), Alt: true}, true
		}
		if !ok && len([]rune(name)) == 1 {
			msg, ok = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}, true
		}
		if !ok {
			s.t.Fatalf("the test knows no key %q", name)
		}
		s.send(msg)
	}
}

// paste pastes a text as a terminal does.
func (s *screen) paste(text string) {
	s.send(terminal.PasteMsg(text))
}

// plain is the screen without colours.
func (s *screen) plain() string { return ansi.Strip(s.m.View()) }

// wants checks the prompt.
func (s *screen) wants(prompt string) {
	s.t.Helper()
	if got := s.m.Texts().Positive; got != prompt {
		s.t.Fatalf("the prompt is\n%q, wanted\n%q\n%s", got, prompt, s.plain())
	}
}

// shows checks that the screen shows a text, hides that it does not.
func (s *screen) shows(text string) {
	s.t.Helper()
	if !strings.Contains(s.plain(), text) {
		s.t.Fatalf("the screen does not show %q:\n%s", text, s.plain())
	}
}

func (s *screen) hides(text string) {
	s.t.Helper()
	if strings.Contains(s.plain(), text) {
		s.t.Fatalf("the screen shows %q:\n%s", text, s.plain())
	}
}

// sound checks that the screen fills its size and no more.
func (s *screen) sound() {
	s.t.Helper()
	lines := strings.Split(s.m.View(), "\n")
	if len(lines) > s.m.Lay.H {
		s.t.Fatalf("%d rows on a screen of %dx%d", len(lines), s.m.Lay.W, s.m.Lay.H)
	}
	for k, l := range lines {
		n, known := s.widths[l]
		if !known {
			n = ansi.StringWidth(l)
			if len(s.widths) > 4000 || s.widths == nil {
				s.widths = map[string]int{}
			}
			s.widths[l] = n
		}
		if n > s.m.Lay.W {
			s.t.Fatalf("row %d is %d cells wide on a screen of %dx%d: %q", k, n, s.m.Lay.W, s.m.Lay.H, l)
		}
	}
}

// memory is a store in memory, asked by several goroutines as the files are.
type memory struct {
	mu      sync.Mutex
	copied  []state.Copied
	presets []state.Preset
	made    []state.Picture
	last    *state.Draft
	err     error
}

func (m *memory) AddHistory(c state.Copied) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.copied = append([]state.Copied{c}, m.copied...)
	return m.err
}
func (m *memory) History() ([]state.Copied, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.copied), m.err
}
func (m *memory) Pictures() ([]state.Picture, error) { return m.made, m.err }
func (m *memory) Presets() ([]state.Preset, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.presets), m.err
}
func (m *memory) Last() (state.Draft, bool, error) {
	if m.last == nil {
		return state.Draft{}, false, m.err
	}
	return *m.last, true, m.err
}
func (m *memory) SavePreset(p state.Preset) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.put(p)
}
func (m *memory) put(p state.Preset) error {
	m.presets = append(slices.DeleteFunc(m.presets, func(have state.Preset) bool { return have.Name == p.Name }), p)
	return m.err
}
func (m *memory) AddPreset(p state.Preset) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(m.presets, func(have state.Preset) bool { return have.Name == p.Name && have != p }) {
		return state.ErrTaken
	}
	return m.put(p)
}
func (m *memory) RenamePreset(was, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k := range m.presets {
		if m.presets[k].Name == was {
			m.presets[k].Name = name
		}
	}
	return m.err
}
func (m *memory) ForgetCopied(positive, negative string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.copied = slices.DeleteFunc(m.copied, func(c state.Copied) bool { return c.Prompt == positive && c.Negative == negative })
	return m.err
}
func (m *memory) Mark(positive, negative string, star bool, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k := range m.copied {
		if c := &m.copied[k]; c.Prompt == positive && c.Negative == negative {
			c.Star, c.Name = star, name
		}
	}
	return m.err
}
func (m *memory) Restore(c state.Copied) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, _ := slices.BinarySearchFunc(m.copied, c, func(a, b state.Copied) int { return b.Time.Compare(a.Time) })
	m.copied = slices.Insert(m.copied, at, c)
	return m.err
}
func (m *memory) RemovePreset(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, p := range m.presets {
		if p.Name == name {
			m.presets = append(m.presets[:k], m.presets[k+1:]...)
			return nil
		}
	}
	return errors.New("no such preset")
}
