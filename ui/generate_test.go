package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/state"
	"tailor/data/webui"
	"tailor/data/webui/webuitest"
	"tailor/tags/prompt"
	"tailor/tags/studio"
	"tailor/ui/desk"
	"tailor/ui/graphics"
	"tailor/ui/pictures"
)

func init() {
	for name, k := range map[string]tea.KeyMsg{
		"f7": {Type: tea.KeyF7}, "f8": {Type: tea.KeyF8}, "f9": {Type: tea.KeyF9}, "delete": {Type: tea.KeyDelete}, "alt+enter": {Type: tea.KeyEnter, Alt: true},
	} {
		named[name] = k
	}
}

// painter sets a screen up with a server, whose pictures go into a folder.
func painter(t testing.TB, url string, store *memory) change {
	dir := t.TempDir()
	return func(o *Options) {
		files := state.Dir(filepath.Join(dir, "state"))
		o.Studio = &studio.Studio{Server: webui.Options{URL: url, Every: time.Millisecond}, Folder: filepath.Join(dir, "pictures"), Name: "{seed}", Prompt: prompt.Defaults, Memory: files}
		o.AskServer = true
		o.Gallery = Gallery{Read: os.ReadFile, Remove: os.Remove, Remember: files.AddPicture, Canvas: graphics.Canvas{Profile: termenv.TrueColor}}
		o.Store = store
	}
}

// lively drives a screen whose commands run beside it, as Bubble Tea runs
// them.
type lively struct {
	*screen
	messages chan tea.Msg
}

func newLively(t testing.TB, w, h int, changes ...change) *lively {
	s := newScreen(t, w, h, append(changes, func(o *Options) { o.AskServer = false })...)
	return &lively{s, make(chan tea.Msg, 1000)}
}

func (l *lively) start(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				l.start(c)
			}
			return
		}
		if msg != nil {
			l.messages <- msg
		}
	}()
}

// do sends keys, whose commands run beside.
func (l *lively) do(keys ...string) {
	l.t.Helper()
	for _, name := range keys {
		l.hold, l.later = true, nil
		l.press(name)
		later := l.later
		l.hold, l.later = false, nil
		for _, cmd := range later {
			l.start(cmd)
		}
	}
}

// until takes messages until the screen shows a text.
func (l *lively) until(what string, f func() bool) {
	l.t.Helper()
	end := time.After(20 * time.Second)
	for !f() {
		select {
		case msg := <-l.messages:
			_, cmd := l.m.Update(msg)
			l.start(cmd)
			l.sound()
		case <-end:
			l.t.Fatalf("%s does not come:\n%s", what, l.plain())
		}
	}
}

func (l *lively) untilShown(text string) {
	l.t.Helper()
	l.until(fmt.Sprintf("%q", text), func() bool { return strings.Contains(l.plain(), text) })
}

// TestGenerate has pictures made by either kind of server, with everything
// that the keys do.
func TestGenerate(t *testing.T) {
	a := (&webuitest.A1111{StepTime: 4 * time.Millisecond, Small: true}).Start()
	c := (&webuitest.Comfy{StepTime: 4 * time.Millisecond, Small: true, Files: webuitest.Files{Checkpoints: []string{"rouwei.safetensors"}}}).Start()
	defer a.Close()
	defer c.Close()
	for name, url := range map[string]string{"A1111": a.URL, "ComfyUI": c.URL} {
		t.Run(name, func(t *testing.T) {
			store := &memory{}
			l := newLively(t, 140, 42, painter(t, url, store))
			l.do("f8")
			l.shows("write a prompt first")
			l.paste("1girl, halo")
			l.do("f7")
			l.shows("model: about 1 MP, sides × 32")
			l.do("right", "down")
			l.write("20")
			l.do("enter", "down", "down", "down", "down")
			l.write("77")
			l.do("enter")
			l.shows("77 (fixed)")
			l.do("esc")
			l.shows("832×1216 · 20 steps · CFG 7 · Euler a · seed 77")
			l.do("alt+enter", "f8")
			l.untilShown("picture 1 of 2")
			l.untilShown("step ")
			l.write(", smile") // typing goes on
			l.wants("1girl, halo, smile")
			l.do("esc") // the list, which says what the lit tag means
			l.untilShown("picture 2 of 2")
			l.untilShown("2 pictures saved, the last as ")
			l.untilShown("2/2")
			l.do("f9")
			l.until("the picture", func() bool {
				return len(l.m.pictures.Pane.Rows) > 0 && !strings.HasPrefix(l.m.pictures.Pane.Has(), "preview")
			})
			cellsAreThePicture(t, l)
			l.do("left", "t")
			l.wants("1girl, halo")
			l.do("ctrl+z")
			l.wants("1girl, halo, smile")
			l.do("*")
			l.do("c")
			l.until("the sheet", func() bool { return strings.HasPrefix(l.m.pictures.Pane.Has(), "sheet") })
			l.do("right", "enter", "d")
			l.shows("The same key again deletes")
			l.do("c", "d") // no other key leaves the question standing
			l.shows("The same key again deletes")
			l.do("d")
			l.untilShown("Deleted.")
			l.untilShown("1/1")
			if _, err := os.Stat(l.m.pictures.Pane.All[0].File); err != nil || !l.m.pictures.Pane.All[0].Starred {
				t.Errorf("the other picture: %v, %+v", err, l.m.pictures.Pane.All[0])
			}
			if len(store.copied) != 2 || store.copied[0].How != state.Made || !strings.Contains(store.copied[0].Settings, "Seed: 77") {
				t.Errorf("history %+v", store.copied)
			}
			l.do("esc", "f7", "f7")
			l.hides("about 1 MP")
		})
	}
}

// settled reports whether what is drawn is what should be.
func (l *lively) settled() bool { return l.m.pictures.Pane.Settled() }

// cellsAreThePicture holds the cells on the screen against the pixels of the
// picture's file.
func cellsAreThePicture(t *testing.T, l *lively) {
	t.Helper()
	data, err := os.ReadFile(l.m.pictures.Pane.Current().File)
	if err != nil {
		t.Fatal(err)
	}
	m, err := graphics.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	rows := graphics.DrawBlocks(m, l.m.pictures.Pane.Cells, len(l.m.pictures.Pane.Rows), termenv.TrueColor)
	for _, row := range rows {
		if !strings.Contains(l.m.View(), row) {
			t.Fatalf("the screen does not hold a row of the picture:\n%s", ansi.Strip(l.m.View()))
		}
	}
}

// TestGenerateStop stops one picture, and then all.
func TestGenerateStop(t *testing.T) {
	a := (&webuitest.A1111{StepTime: 10 * time.Millisecond, Small: true}).Start()
	defer a.Close()
	l := newLively(t, 100, 30, painter(t, a.URL, &memory{}))
	l.do("alt+q")
	l.shows("No picture is being made")
	l.paste("1girl")
	l.do("f8", "f8", "f8")
	l.untilShown("step ")
	l.do("alt+q")
	l.shows("again stops all")
	l.do("alt+q")
	l.until("the end", func() bool { return !l.m.pictures.Running() })
	if n := a.Interrupts(); n != 1 || len(a.Asked()) != 1 {
		t.Errorf("%d interrupts of %d requests", n, len(a.Asked()))
	}
	l.hides("picture 1 of")
}

// TestGenerateFails says in the footer what is wrong, and loses nothing.
func TestGenerateFails(t *testing.T) {
	a := (&webuitest.A1111{Small: true}).Start()
	for _, c := range []struct{ url, settings, want string }{
		{"http://127.0.0.1:1", "", "is the web UI running?"},
		{a.URL, "Sampler: Eular a", `no sampler "Eular a"`},
		{a.URL, "Model: pony", `no checkpoint "pony"`},
	} {
		store := &memory{}
		l := newLively(t, 140, 30, painter(t, c.url, store), func(o *Options) { o.SettingsText = c.settings })
		l.paste("1girl, halo")
		l.do("f8")
		l.untilShown(c.want)
		l.wants("1girl, halo")
		l.hides("picture 1 of")
		if len(store.copied) > 0 {
			t.Errorf("no picture was made, and the history has %+v", store.copied)
		}
	}
	a.Close()
	s := newScreen(t, 100, 30)
	s.paste("1girl")
	s.press("f8")
	s.shows("Pictures cannot be made")
}

// TestSettingsTravel has the settings go where the two prompts go.
func TestSettingsTravel(t *testing.T) {
	store := &memory{}
	s := newScreen(t, 140, 40, func(o *Options) { o.Store = store })
	s.paste("1girl\nNegative prompt: bad\nSteps: 24, Sampler: DDIM, CFG scale: 5, Seed: 9, Size: 832x1216, Model hash: aa, Model: x, Version: v1.10.1")
	s.shows("832×1216 · 24 steps · CFG 5 · DDIM · seed 9 · x")
	s.press("ctrl+g")
	if want := "1girl\nNegative prompt: bad\nSteps: 24, Sampler: DDIM, Schedule type: Automatic, CFG scale: 5, Seed: 9, Size: 832x1216, Model hash: aa, Model: x"; s.copied != want {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
	if d := s.m.Draft(); !strings.HasPrefix(d.Settings, "Steps: 24") {
		t.Errorf("draft %+v", d)
	}
	s.press("ctrl+z")
	s.shows("1024×1024 · 28 steps · CFG 7 · Euler a · seed random")
	s.wants("")
	s.press("ctrl+p", "enter")
	s.shows("24 steps")
	s.press("ctrl+s")
	s.write("mine")
	s.press("enter")
	if len(store.presets) != 1 || !strings.HasPrefix(store.presets[0].Settings, "Steps: 24") {
		t.Errorf("presets %+v", store.presets)
	}
	s.press("f7", "down", "delete")
	s.press("esc")
	s.shows("28 steps")
	s.press("ctrl+z")
	s.shows("24 steps")
}

// TestFormUndo undoes on the page that hides the prompts: what was set there comes
// and goes, what was typed before stays.
func TestFormUndo(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("1girl, smile")
	s.press("f7", "down", "left")
	was := s.m.SettingsLine().Get("Steps")
	s.press("ctrl+z")
	if now := s.m.SettingsLine().Get("Steps"); now == was {
		t.Errorf("%s steps stay", now)
	}
	s.press("ctrl+r")
	if now := s.m.SettingsLine().Get("Steps"); now != was {
		t.Errorf("%s steps, want %s again", now, was)
	}
	s.press("ctrl+z", "ctrl+z", "ctrl+z")
	s.shows("Nothing to undo in the settings.")
	s.press("esc")
	s.wants("1girl, smile")
}

// TestFormTyped leaves a field in every way while a value is typed into it: the
// value is taken, but by esc.
func TestFormTyped(t *testing.T) {
	at := func(row int, b tea.MouseButton) func(*screen) {
		return func(s *screen) { s.send(tea.MouseMsg{X: 5, Y: row, Action: tea.MouseActionPress, Button: b}) }
	}
	keys := func(keys ...string) func(*screen) { return func(s *screen) { s.press(keys...) } }
	for _, c := range []struct {
		name  string
		leave func(*screen)
		steps string
	}{
		{"enter", keys("enter"), "33"}, {"down", keys("down"), "33"}, {"f7", keys("f7"), "33"}, {"f8", keys("f8"), "33"},
		{"ctrl+q", keys("ctrl+q"), "33"}, {"a signal", func(*screen) {}, "33"},
		{"a click on another field", at(1, tea.MouseButtonLeft), "33"}, {"a click on the field", at(2, tea.MouseButtonLeft), "33"},
		{"the wheel on another field", at(4, tea.MouseButtonWheelDown), "33"},
		{"esc", keys("esc"), "28"}, {"esc twice", keys("esc", "esc"), "28"},
	} {
		s := newScreen(t, 100, 30)
		s.press("f7", "down")
		s.write("33")
		c.leave(s)
		if err := s.m.Close(); err != nil {
			t.Fatal(err)
		}
		if steps := s.m.SettingsLine().Get("Steps"); steps != c.steps {
			t.Errorf("%s: %s steps, want %s", c.name, steps, c.steps)
		}
	}
	s := newScreen(t, 100, 30)
	s.press("f7", "down")
	s.write("x")
	for _, k := range []string{"f7", "f8"} {
		s.press(k)
		s.shows("takes a whole number")
	}
	s.press("esc", "esc")
	s.hides("about 1 MP")
}

// TestForm has what the form refuses, warns of and offers.
func TestForm(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.press("f7")
	s.write("833x1000")
	s.press("enter")
	s.shows("no multiples of 32; 832x992 would do")
	s.press("down")
	s.write("x")
	s.press("enter")
	s.shows("takes a whole number")
	s.press("esc", "right")
	if steps := s.m.SettingsLine().Get("Steps"); steps != "28" {
		t.Errorf("%s steps behind the most", steps)
	}
	s.press("down", "down", "down", "down", "down", "down", "enter")
	s.shows("upscaler")
	s.shows("denoising")
	s.press("esc")
	s.shows("high-res 1.5×")
	s.send(tea.MouseMsg{X: 5, Y: s.m.Lay.Settings.Y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	s.shows("about 1 MP")
	for _, size := range [][2]int{{40, 10}, {20, 5}, {140, 50}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		s.sound()
	}
}

// TestHistoryPictures finds the pictures of a prompt in the history.
func TestHistoryPictures(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(file, webuitest.PNG(webuitest.Draw(40, 60, 1), ""), 0o600); err != nil {
		t.Fatal(err)
	}
	store := &memory{copied: []state.Copied{{Prompt: "1girl"}, {Prompt: "halo"}}, made: []state.Picture{{File: file, Prompt: "halo", Seed: "7"}}}
	l := newLively(t, 120, 40, painter(t, "http://127.0.0.1:1", store))
	l.do("ctrl+p")
	l.untilShown("▣ 1")
	l.do("f9")
	l.shows("No picture of this prompt")
	l.do("down", "f9")
	l.untilShown("seed 7")
	l.until("the picture", l.settled)
	cellsAreThePicture(t, l)
}

// TestPicturesResize draws the picture again for every size.
func TestPicturesResize(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(file, webuitest.PNG(webuitest.Draw(300, 200, 1), ""), 0o600); err != nil {
		t.Fatal(err)
	}
	l := newLively(t, 120, 40, painter(t, "http://127.0.0.1:1", &memory{}))
	l.m.pictures.Pane.All = []state.Picture{{File: file, Prompt: "halo"}}
	l.do("f9")
	for _, size := range [][2]int{{140, 50}, {60, 20}, {100, 30}, {21, 6}, {120, 40}} {
		_, cmd := l.m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		l.start(cmd)
		l.sound()
		if size[0] < 30 {
			continue
		}
		l.until("the picture", l.settled)
		cellsAreThePicture(t, l)
	}
	l.do("f9")
	if regexp.MustCompile("▀").MatchString(l.m.View()) {
		t.Error("the picture is there after it was left")
	}
}

// TestPicturesMemory leaves the memory flat over 200 pictures.
func TestPicturesMemory(t *testing.T) {
	dir := t.TempDir()
	l := newLively(t, 120, 40, painter(t, "http://127.0.0.1:1", &memory{}))
	show := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			file := filepath.Join(dir, fmt.Sprint(i, ".png"))
			if err := os.WriteFile(file, webuitest.PNG(webuitest.Draw(80, 60, uint64(i)), ""), 0o600); err != nil {
				t.Fatal(err)
			}
			_, cmd := l.m.Update(pictures.MadeMsg{Pictures: []state.Picture{{File: file}}})
			l.start(cmd)
			l.m.pictures.Pane.Add([]state.Picture{{File: file}})
			l.m.column.Bring(l.m.pictures.Pane)
			l.m.Relayout()
			l.start(l.m.pictures.Pane.Redraw())
			l.until("the picture", func() bool { return l.m.pictures.Pane.Has() == file })
		}
		runtime.GC()
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	all := 200
	if testing.Short() {
		all = 60
	}
	early := show(0, 20)
	late := show(20, all)
	t.Logf("%d KB after 20 pictures, %d KB after %d", early>>10, late>>10, all)
	if late > early+4<<20 {
		t.Errorf("%d KB after 20 pictures, %d KB after %d", early>>10, late>>10, all)
	}
}

// BenchmarkKeyBesidePicture types while a picture stands in the pane.
func BenchmarkKeyBesidePicture(b *testing.B) {
	for _, with := range []bool{false, true} {
		b.Run(fmt.Sprint("picture ", with), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "a.png")
			if err := os.WriteFile(file, webuitest.PNG(webuitest.Draw(1216, 832, 1), ""), 0o600); err != nil {
				b.Fatal(err)
			}
			l := newLively(b, 140, 42, painter(b, "http://127.0.0.1:1", &memory{}))
			l.paste(longBody)
			l.m.pictures.Pane.All = []state.Picture{{File: file, Prompt: "halo"}}
			if with {
				l.do("f9")
				l.until("the picture", func() bool { return len(l.m.pictures.Pane.Rows) > 0 })
				l.m.GoTo(desk.InPrompt)
			}
			for b.Loop() {
				l.m.Update(tea.KeyMsg{Type: tea.KeyLeft})
				l.m.draw()
			}
		})
	}
}

// TestServerNames completes LoRAs and embeddings of the server's, and judges
// those that it does not have.
func TestServerNames(t *testing.T) {
	c := (&webuitest.Comfy{}).Start()
	defer c.Close()
	s := newScreen(t, 120, 30, painter(t, c.URL, &memory{}))
	s.shows("ComfyUI ●")
	s.write("<neo")
	s.shows("neon-lights")
	s.press("tab")
	s.wants("<lora:neon-lights:1>")
	s.write(", embedding:bad")
	s.shows("badhands")
	s.press("tab")
	s.wants("<lora:neon-lights:1>, embedding:badhands")
	s.paste(", <lora:hallo:1>")
	s.shows(`no LoRA "hallo"`)
	s.press("ctrl+f")
	s.wants("<lora:neon-lights:1>, embedding:badhands, <lora:halo:1>")
}
