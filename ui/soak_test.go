package ui

import (
	"context"
	"errors"
	"math/rand"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/ui/terminal"
	"tailor/ui/theme"

	"github.com/muesli/termenv"
	"tailor/ui/keymap"
)

// soakTime is how long TestSoakAtOnce goes on, and TestSoak a tenth of it;
// TAILOR_SOAK=10m asks for longer.
func soakTime(t *testing.T) time.Duration {
	text := os.Getenv("TAILOR_SOAK")
	if text == "" {
		return 2 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("TAILOR_SOAK: %v", err)
	}
	return d
}

// TestSoak types, completes, pastes, toggles, mends, copies, resizes and
// searches without pause, undoes everything and begins again. The memory in use
// at the end of a round stays within 5 % of what it was after the first ones,
// and so does the number of goroutines. Undo has no end by design, so a round
// ends by undoing.
func TestSoak(t *testing.T) {
	s := newScreen(t, 120, 40, func(o *Options) {
		o.Store = &scarce{}
		o.Picks = new(state.Picks)
	})
	const rounds = 3 // different ones; then they come again
	var first, last, most float64
	goroutines := runtime.NumGoroutine()
	cycles, actions := 0, 0
	for end := time.Now().Add(soakTime(t) / 10); cycles < 4 || time.Now().Before(end); cycles++ {
		for seed := range rounds {
			actions += s.round(rand.New(rand.NewSource(int64(seed))))
		}
		s.widths, s.safe = nil, nil // the test's own memory
		last = inUse()
		switch {
		case cycles < 2: // caches fill
			first = last
		case last > most:
			most = last
		}
		if n := runtime.NumGoroutine(); n > goroutines {
			t.Fatalf("%d goroutines after cycle %d, %d at the start", n, cycles, goroutines)
		}
	}
	t.Logf("%d cycles of %d actions: %.0f kB in use after the second, %.0f at the most, %.0f at the end (%+.2f %%); %d goroutines",
		cycles, actions/cycles, first/1e3, most/1e3, last/1e3, 100*(last/first-1), runtime.NumGoroutine())
	if most > first*1.05 {
		t.Errorf("the memory in use grew from %.0f kB to %.0f kB", first/1e3, most/1e3)
	}
}

// inUse is the heap in use after a garbage collection, in bytes.
func inUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what finalizers held
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// round does a few hundred things, undoes them all, and returns their number.
func (s *screen) round(r *rand.Rand) int {
	s.t.Helper()
	words := []string{"1gi", "halo, ", "karin", "by kant", "looking at", "a girl in the rain, ", "hair ", "(smile:1.2), ", "masterp", "score_9, ", "zzz "}
	keys := []string{"tab", "tab", "tab", "esc", "enter", "left", "right", "home", "end", "backspace", "ctrl+up", "ctrl+down", "alt+left", "alt+right",
		"ctrl+n", "ctrl+f", "ctrl+l", "ctrl+z", "ctrl+r", "alt+g", "alt+n", "alt+m", "alt+2", "up", "down", "shift+left", "ctrl+a", "ctrl+y", "ctrl+g"}
	things := 100
	if testing.Short() {
		things = 30
	}
	for range things {
		switch k := r.Intn(20); {
		case k < 8:
			s.write(words[r.Intn(len(words))])
		case k < 14:
			s.press(keys[r.Intn(len(keys))])
		case k == 14:
			if len(s.m.Texts().Positive) < 3000 {
				s.paste("masterpiece, best quality BREAK 1girl, solo, " + strings.Repeat("long hair, window, ", r.Intn(8)) + "\x1b[31mwind")
			}
		case k == 15:
			s.press("ctrl+t", "down", "space", "down", "+", "up", "-", "ctrl+t")
		case k == 16:
			s.send(tea.WindowSizeMsg{Width: 30 + r.Intn(140), Height: 8 + r.Intn(50)})
		case k == 17:
			s.press("ctrl+p", "down")
			s.write("girl")
			s.press("enter", "esc")
		case k == 18:
			s.press("f1", "pgdown", "esc")
		default:
			s.send(tea.MouseMsg{X: r.Intn(120), Y: r.Intn(40), Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
		}
	}
	s.press("esc", "esc")
	for len(s.m.Undo.Undo()) > 0 {
	}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.press("ctrl+n", "ctrl+n")
	s.write("x") // what was undone is forgotten
	s.press("esc", "ctrl+z")
	s.harmless()
	return things
}

// scarce is a store of the last copied prompts, as the one on the disk keeps
// no more than a number of them: three, which are there from the first cycle on.
type scarce struct{ memory }

func (s *scarce) AddHistory(c state.Copied) error {
	err := s.memory.AddHistory(c)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.copied = s.copied[:min(len(s.copied), 3):min(len(s.copied), 3)]
	return err
}

// TestNothingRuns runs the whole program on pipes, as often as there is time,
// and holds that nothing of it runs on when it has ended: by the key, by its
// context, and by a mistake.
func TestNothingRuns(t *testing.T) {
	lists := testLists(t)
	run := func(ctx context.Context, keys string, copy func() error) error {
		in, typed, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		defer typed.Close()
		out, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		if _, err := typed.WriteString(keys); err != nil {
			t.Fatal(err)
		}
		_, err = Run(ctx, Options{
			Profile: profile.RouWei(), Model: "epsilon", Prompt: prompt.Defaults, Keys: keymap.Default(), Mouse: true,
			Theme: theme.Build("dark", theme.Dark, true, termenv.TrueColor), Light: theme.Build("light", theme.Light, false, termenv.TrueColor),
			Load: func(context.Context) (Lists, error) { return lists, nil },
			Copy: func(context.Context, string) (string, error) { return "", copy() },
		}, terminal.Of(in, out))
		return err
	}
	const typed = "halo, \x1b[200~1girl, smile\x1b[201~, \x0elow\x0e\x14 \x14ha"
	once := func() {
		if err := run(t.Context(), typed+"\x11", nil); err != nil {
			t.Errorf("left by the key: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		err := run(ctx, typed+"\x19", func() error { cancel(); return errors.New("no clipboard") })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended by its context: %v", err)
		}
		var fault *terminal.Fault
		if err := run(t.Context(), typed+"\x19", func() error { panic("a mistake") }); !errors.As(err, &fault) {
			t.Errorf("ended by a mistake: %v", err)
		}
	}
	once() // what os/signal starts stays
	before := runtime.NumGoroutine()
	for range 3 {
		once()
	}
	after := runtime.NumGoroutine()
	for deadline := time.Now().Add(5 * time.Second); after > before && time.Now().Before(deadline); after = runtime.NumGoroutine() {
		time.Sleep(5 * time.Millisecond)
	}
	if after > before {
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after:\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
	}
}
