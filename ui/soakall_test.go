package ui

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/data/webui/webuitest"
	"tailor/tags/catalogue"
	"tailor/tags/knowledge"
	"tailor/tags/picture"
	"tailor/tags/prompt/infotext"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/ui/desk"
	"tailor/ui/terminal"
)

// TestSoakAtOnce does everything at once for soakTime: pictures are
// made at both kinds of server while one types, pastes, scrolls, resizes, opens
// the history and presets, reads the lists anew, takes pictures over, copies
// for other programs, and leafs through the column. Then all ends, the pictures
// are deleted, and memory and goroutines are those of the cycles before.
func TestSoakAtOnce(t *testing.T) {
	before := runtime.NumGoroutine()
	var cycles, made int
	func() {
		a := (&webuitest.A1111{StepTime: time.Millisecond, Small: true}).Start()
		c := (&webuitest.Comfy{StepTime: time.Millisecond, Small: true, Files: webuitest.Files{Checkpoints: []string{"rouwei.safetensors"}}}).Start()
		defer a.Close()
		defer c.Close()
		csv := filepath.Join(t.TempDir(), "tags.csv")
		if err := os.WriteFile(csv, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		var loads, exports atomic.Int64
		screens := map[string]*lively{}
		for _, url := range []string{a.URL, c.URL} {
			store := &scarce{}
			screens[url] = newLively(t, 140, 42, painter(t, url, &store.memory), func(o *Options) {
				o.Store = store
				session, err := state.Dir(t.TempDir()).Sit()
				if err != nil {
					t.Fatal(err)
				}
				o.Session = session
				o.Load = func(context.Context) (Lists, error) {
					loads.Add(1)
					l, err := taglist.ReadFile(csv)
					if err != nil {
						return Lists{}, err
					}
					c := catalogue.Build(l)
					return Lists{Catalogue: c, Index: search.NewIndex(c)}, nil
				}
				o.Import = func(path string) (infotext.Infotext, []string, error) {
					p, err := picture.ReadFile(path)
					if err != nil {
						return infotext.Infotext{}, nil, err
					}
					return p.Infotext, nil, nil
				}
				o.Copy = func(context.Context, string) (string, error) { exports.Add(1); return "the test", nil }
			})
		}
		knowledge.HasCast("vocaloid") // read once, in whichever cycle a search first comes to it
		var first, last, most float64
		goroutines := runtime.NumGoroutine()
		for end := time.Now().Add(soakTime(t)); cycles < 4 || time.Now().Before(end); cycles++ {
			for _, l := range screens {
				made += l.everything(cycles)
				c.Forget()
				l.widths, l.safe = nil, nil // the test's own memory
			}
			a.CloseClientConnections() // the idle ones, which have goroutines
			c.CloseClientConnections()
			n := runtime.NumGoroutine()
			for end := time.Now().Add(5 * time.Second); n > goroutines && time.Now().Before(end); n = runtime.NumGoroutine() {
				time.Sleep(10 * time.Millisecond)
			}
			last = inUse()
			switch {
			case cycles < 3: // caches fill
				first = max(first, last)
			default:
				most = max(most, last)
			}
			if n > goroutines {
				t.Fatalf("%d goroutines after cycle %d, %d before:\n%s", n, cycles, goroutines, stacks())
			}
		}
		t.Logf("%d cycles, %d pictures, lists read %d times, %d copies: %.0f kB in use after the third cycle, %.0f at the most, %.0f at the end (%+.2f %%); %d goroutines",
			cycles, made, loads.Load(), exports.Load(), first/1e3, most/1e3, last/1e3, 100*(last/first-1), goroutines)
		if most > first*1.05 {
			t.Errorf("the memory in use grew from %.0f kB to %.0f kB", first/1e3, most/1e3)
		}
		if made < 2*cycles || loads.Load() < int64(cycles) || exports.Load() < int64(cycles) {
			t.Errorf("%d pictures, %d loads and %d copies in %d cycles", made, loads.Load(), exports.Load(), cycles)
		}
		for _, l := range screens {
			if err := l.m.Options.Session.Finish(state.Draft{}); err != nil {
				t.Error(err)
			}
		}
	}()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines before, %d after:\n%s", before, n, stacks())
	}
}

func stacks() string {
	text := make([]byte, 1<<16)
	return string(text[:runtime.Stack(text, true)])
}

// everything does all that a screen can do while pictures are made, waits for
// its end, tidies up, and returns how many pictures were made.
func (l *lively) everything(cycle int) int {
	l.t.Helper()
	post := func(msg tea.Msg) {
		_, cmd := l.m.Update(msg)
		l.start(cmd)
	}
	l.do("esc", "esc")
	l.paste("1girl, halo, long hair, ")
	l.do("f8", "f8")
	for k, word := range []string{"smile", "hair ri", "by wl", "school un", "(wind:1.2), ", "karin"} {
		for _, r := range word {
			if r == ' ' {
				l.do("space")
			} else {
				l.do(string(r))
			}
		}
		l.do([]string{"tab", "esc", "enter"}[(k+cycle)%3])
		post(tea.MouseMsg{X: 10 + k, Y: 5, Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown})
		post(tea.MouseMsg{X: 10 + k, Y: 5, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
		post(tea.WindowSizeMsg{Width: 60 + 20*k, Height: 20 + 5*k})
		l.sound()
	}
	post(tea.WindowSizeMsg{Width: 140, Height: 42})
	large := terminal.PasteMsg(strings.Repeat("window, blush, ", 3000)) // analysed behind the screen
	post(large)
	l.do("ctrl+z") // overtaken, or not
	post(large)
	l.until("the analysis", func() bool { return !l.m.Stale() }) // which is kept, so that each cycle keeps the same
	l.do("ctrl+z", "f5", "ctrl+y", "alt+o", "enter", "esc", "ctrl+t", "down", "space", "down", "space", "ctrl+t", "ctrl+g", "esc")
	_ = l.m.Options.Store.RemovePreset("soak") // or its name would be asked for again, whenever that comes
	l.do("ctrl+s", "s", "o", "a", "k", "enter", "ctrl+p", "down", "up", "f9", "esc", "esc", "f1", "pgdown", "esc", "f7", "down", "esc", "alt+m", "alt+g", "ctrl+n", "ctrl+n", "ctrl+z", "ctrl+z")
	l.until("the end of the pictures", func() bool { return !l.m.pictures.Running() })
	l.do("esc", "esc", "esc")
	l.m.GoTo(desk.InPrompt)
	made := len(l.m.pictures.Pane.All)
	if made > 0 { // a picture's prompt is taken over
		post(terminal.PasteMsg(l.m.pictures.Pane.All[0].File))
	}
	l.do("f9")
	l.until("the picture", l.settled)
	for range 2 * made {
		if len(l.m.pictures.Pane.All) > 0 {
			l.do("left", "c", "c", "d", "d")
			l.until("the picture", func() bool { return len(l.m.pictures.Pane.All) == 0 || l.settled() })
		}
	}
	if n := len(l.m.pictures.Pane.All); n > 0 {
		l.t.Fatalf("%d of %d pictures are left:\n%s", n, made, l.plain())
	}
	l.do("esc", "esc")
	for len(l.m.Undo.Undo()) > 0 {
	}
	l.m.GoTo(desk.InPrompt)
	l.do("ctrl+n", "ctrl+n", "x", "esc", "ctrl+z") // what was undone is forgotten
	quiet := time.Now()
	l.until("quiet", func() bool { // nothing comes for longer than the draft waits
		select {
		case msg := <-l.messages:
			post(msg)
			quiet = time.Now()
		default:
			time.Sleep(time.Millisecond)
		}
		if time.Since(quiet) < 400*time.Millisecond {
			l.messages <- nil // so that until looks again
			return false
		}
		return true
	})
	return made
}
