package ui

import (
	"errors"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/profile"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/models"
)

func TestCompletion(t *testing.T) {
	t.Run("opens from the second letter and accepts", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("h")
		s.hides("halo")
		s.write("al")
		s.shows("halo")
		s.press("tab")
		s.wants("halo, ")
		s.hides("half-closed")
	})
	t.Run("shuts when nothing fits", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("halqqq")
		if s.m.Popup.Open {
			t.Fatal(s.plain())
		}
	})
	t.Run("escape closes and enter then breaks the line", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("halo")
		s.press("esc", "enter")
		s.wants("halo\n")
	})
	t.Run("down chooses", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("hair")
		second := s.m.Popup.Items[1].Tag.Prompt()
		s.press("down", "enter")
		s.wants(second + ", ")
	})
	t.Run("an accept that comes before the list waits for it", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("ha")
		s.hold = true // the search is slower than the fingers
		s.write("lo")
		s.press("tab")
		s.release()
		s.wants("halo, ")
	})
	t.Run("a stale reply is dropped", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.hold = true
		s.write("ha")
		s.press("esc")
		s.release()
		if s.m.Popup.Open {
			t.Fatal("the popup opened for what is no longer asked")
		}
	})
	t.Run("typing on is never stopped", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("a girl in the wind, smile")
		s.wants("a girl in the wind, smile")
	})
	t.Run("the model's own tags are offered", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("masterp")
		s.press("tab")
		s.write("low br")
		s.press("tab")
		s.wants("masterpiece BREAK low brightness, ")
	})
	t.Run("the model's own tags leave two letters to the booru", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.write("lo")
		s.press("tab")
		s.wants("long hair, ")
	})
	t.Run("while the lists load the keys are written", func(t *testing.T) {
		s := newScreen(t, 100, 30, func(o *Options) { o.Load = nil })
		s.m.loading = true
		s.write("halo")
		s.wants("halo")
		s.m.loads = 1
		s.send(listsLoadedMsg{Load: 1, Profile: s.m.Options.Profile, Model: s.m.Options.Model, Lists: testLists(t)})
		s.shows("410k")
	})
	for _, c := range []struct {
		name, want string
		keys       []string
	}{
		{"while the lists load a tab waits", "long hair, ", []string{"tab"}},
		{"a key behind such a tab has it forgotten", "long h", []string{"tab", "left"}},
		{"tab and letters while the lists load", "long hx", []string{"tab", "x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(t, 100, 30, func(o *Options) { o.Load = nil })
			s.m.loading = true
			s.write("long h")
			s.press(c.keys...)
			s.m.loads = 1
			s.send(listsLoadedMsg{Load: 1, Profile: s.m.Options.Profile, Model: s.m.Options.Model, Lists: testLists(t)})
			s.wants(c.want)
		})
	}
}

func TestMainJob(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 10}} {
		s := newScreen(t, size[0], size[1])
		s.write("by kant")
		s.press("tab")
		s.write("by wl")
		s.press("tab", "ctrl+t", "down", "space", "up", "space", "ctrl+t")
		for _, query := range []string{"1gir", "karin blue", "looking at"} {
			s.write(query)
			s.press("tab")
		}
		s.press("ctrl+y")
		want := `by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), looking at viewer`
		if s.copied != want {
			t.Fatalf("at %v copied\n%q, wanted\n%q", size, s.copied, want)
		}
		s.shows("copied")
		s.sound()
	}
}

func TestCopyThatFails(t *testing.T) {
	s := newScreen(t, 80, 24)
	s.refuse = errors.New("no clipboard: tried tmux, OSC 52")
	s.write("smile, ")
	s.press("ctrl+y")
	s.shows("select it here")
	s.shows("smile")
	if s.m.ByHand() != "smile" {
		t.Fatalf("left behind %q", s.m.ByHand())
	}
	s.press("esc")
	s.wants("smile, ")
}

func TestUndoIsOneStack(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("smile")
	s.press("esc", "ctrl+t", "space", "ctrl+t", "ctrl+n")
	s.write("blush")
	s.press("esc", "ctrl+z")
	if got := s.m.Texts().Negative; got != "" {
		t.Fatalf("negative is %q", got)
	}
	s.press("ctrl+z")
	s.wants("smile")
	if s.m.At != desk.InPrompt {
		t.Error("the prompt that was undone has not the keys")
	}
	s.press("ctrl+z")
	s.wants("")
	s.press("ctrl+r", "ctrl+r", "ctrl+r")
	if got := s.m.Texts().Negative; got != "blush" || !strings.Contains(s.m.Texts().Positive, "masterpiece") {
		t.Fatalf("after redo %q", s.m.Texts())
	}
}

func TestPastedPromptLightsItsToggles(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("(masterpiece:1.2), 1girl, low_brightness")
	s.shows("+ masterpiece")
	s.shows("+ low brightness")
}

func TestDraftThatWasLeftBehind(t *testing.T) {
	orphan := func(o *Options) {
		o.LeftDraft = &state.Draft{Positive: "halo, smile", Negative: "blush", PositiveCursor: 4}
	}
	t.Run("enter takes it up", func(t *testing.T) {
		s := newScreen(t, 100, 30, orphan)
		s.shows("halo, smile")
		s.press("enter")
		s.wants("halo, smile")
		if s.m.Texts().Negative != "blush" || s.m.Editors[desk.InPrompt].Cursor() != 4 {
			t.Error("not all of it came back")
		}
	})
	t.Run("typing begins anew and keeps it in the history", func(t *testing.T) {
		s := newScreen(t, 100, 30, orphan)
		s.write("x")
		s.wants("x")
		s.press("ctrl+p")
		s.shows("halo, smile")
		s.press("enter")
		s.wants("halo, smile")
	})
}

func TestWhatWasLeftIsInTheHistory(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = &memory{last: &state.Draft{Positive: "halo, wind"}} })
	s.press("ctrl+p")
	s.shows("what stood here last time")
	s.press("enter")
	s.wants("halo, wind")
}

func TestHistoryAndPresets(t *testing.T) {
	store := &memory{}
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
	s.write("smile, ")
	s.press("ctrl+y")
	if len(store.copied) != 1 || store.copied[0].Prompt != "smile" {
		t.Fatalf("history %v", store.copied)
	}
	s.press("ctrl+s")
	s.write("a face")
	s.press("enter")
	s.shows("a face")
	if len(store.presets) != 1 || store.presets[0].Name != "a face" {
		t.Fatalf("presets %v", store.presets)
	}
	s.press("ctrl+a")
	s.press("ctrl+p")
	s.write("face")
	s.press("tab")
	s.wants("smile, smile, ")
	s.press("ctrl+p")
	s.press("alt+t", "ctrl+d")
	s.shows("ctrl+z brings it back")
	if len(store.presets) != 0 {
		t.Fatal("the preset was not forgotten")
	}
	s.press("ctrl+z")
	if len(store.presets) != 1 {
		t.Fatal("the preset did not come back")
	}
	// What was copied goes the same way.
	s.press("alt+t", "alt+t", "ctrl+d")
	if len(store.copied) != 0 {
		t.Fatal("the copied prompt was not forgotten")
	}
	s.press("ctrl+z")
	if len(store.copied) != 1 || store.copied[0].Prompt != "smile" {
		t.Fatalf("what came back is %v", store.copied)
	}
}

// TestInsertedWhereOneWrites inserts a preset behind the tag at the cursor,
// and leaves the cursor behind it.
func TestInsertedWhereOneWrites(t *testing.T) {
	store := &memory{presets: []state.Preset{{Name: "p", Prompt: "halo, smile"}}}
	for _, c := range []struct{ text, keys, want string }{
		{"1girl, solo, ", "", "1girl, solo, halo, smile, x"},
		{"1girl, solo", "left left", "1girl, solo, halo, smile, x"},
		{"", "", "halo, smile, x"},
	} {
		s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
		s.write(c.text)
		s.press("esc")
		for _, key := range strings.Fields(c.keys) {
			s.press(key)
		}
		s.press("ctrl+p")
		s.press("tab")
		s.write("x")
		if got := s.m.Texts().Positive; got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestPresetIsNotReplacedUnasked keeps a second preset under a name that is
// taken.
func TestPresetIsNotReplacedUnasked(t *testing.T) {
	store := &memory{presets: []state.Preset{{Name: "p", Prompt: "halo"}}}
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
	s.write("smile")
	s.press("ctrl+s")
	s.write("p")
	s.press("enter")
	s.shows(`There is a preset "p" already`)
	if store.presets[0].Prompt != "halo" {
		t.Fatal("it was replaced")
	}
	s.write("2")
	s.press("enter")
	s.shows(`Kept as "p2"`)
	s.press("ctrl+s")
	s.write("p")
	s.press("enter")
	s.press("enter")
	s.shows(`Kept as "p"`)
	if len(store.presets) != 2 || store.presets[1].Prompt != "smile" {
		t.Errorf("presets %v", store.presets)
	}
}

func TestNothingToCopy(t *testing.T) {
	store := &memory{}
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
	for _, key := range []string{"ctrl+y", "ctrl+g", "alt+c"} {
		s.press(key)
		s.shows("There is nothing to copy yet.")
	}
	if len(store.copied) > 0 || s.copied != "" {
		t.Errorf("copied %q, history %v", s.copied, store.copied)
	}
}

// TestSaysWhatIsLeft holds that fixing all and copying name the gravest fault
// that remains: A1111 stops at this weight.
func TestSaysWhatIsLeft(t *testing.T) {
	s := newScreen(t, 140, 30)
	s.paste("long_hair, (smile:1.1.2), solo")
	s.press("ctrl+l")
	s.shows("Fixed 1 of 2")
	s.shows("A1111 stops with an error")
	s.press("ctrl+y")
	s.shows("(by the test), but: ")
	s.shows("A1111 stops with an error")
}

// TestFixesWhatIsShown holds that ctrl+f mends the fault that the footer tells
// of and no other.
func TestFixesWhatIsShown(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.paste("long_hair, 1girl, smile, 2girls")
	s.press("ctrl+f")
	s.wants("long_hair, 1girl, smile, 2girls")
	s.shows("No sure fix for this")
	s.press("ctrl+l")
	if got := s.m.Texts().Positive; strings.Contains(got, "_") {
		t.Errorf("%q", got)
	}
	s = newScreen(t, 100, 30)
	s.paste("long_hair, 1girl")
	s.press("ctrl+f")
	s.shows("Fixed: long_hair is long hair now.")
}

// TestAnySize draws every scene at every size from 1x1 on.
func TestAnySize(t *testing.T) {
	across, down := 3, 2
	if testing.Short() {
		across, down = 7, 5
	}
	for _, scene := range goldenScenes {
		t.Run(scene.name, func(t *testing.T) {
			t.Parallel()
			s := newScreen(t, 80, 24, func(o *Options) {
				if scene.set != nil {
					scene.set(o)
				}
			})
			scene.act(s)
			for w := 1; w <= 130; w += across {
				for h := 1; h <= 45; h += down {
					s.send(tea.WindowSizeMsg{Width: w, Height: h})
					s.sound()
				}
			}
		})
	}
}

// TestAnyKeys presses keys at random on screens of all sizes: nothing panics,
// and the screen stays within its size.
func TestAnyKeys(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewSource(1))
	var keys []string
	for name := range named {
		if name != "ctrl+q" && name != "ctrl+c" {
			keys = append(keys, name)
		}
	}
	sort.Strings(keys)
	letters := []rune("ahbr, ()\\:_1日é👩‍👩‍👧BREAK[]{}|<>#-+")
	s := newScreen(t, 80, 24, func(o *Options) { o.Store = &memory{} })
	presses := 6000
	if testing.Short() {
		presses = 1500
	}
	for range presses {
		switch n := r.Intn(20); {
		case n < 9:
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{letters[r.Intn(len(letters))]}})
		case n < 16:
			s.press(keys[r.Intn(len(keys))])
		case n < 17:
			s.send(tea.WindowSizeMsg{Width: 1 + r.Intn(140), Height: 1 + r.Intn(45)})
		case n < 19:
			s.send(tea.MouseMsg{X: r.Intn(120), Y: r.Intn(40), Button: tea.MouseButton(r.Intn(6)), Action: tea.MouseAction(r.Intn(3))})
		default:
			if len(s.m.Texts().Positive) > 3000 {
				s.m.Editors[desk.InPrompt].SetText("")
			}
			s.paste(exampleTyped)
		}
		s.sound()
	}
}

// TestDrawnOnceAFrame counts drawings: a burst of keys within a frame is
// drawn when the frame is over, not key by key.
func TestDrawnOnceAFrame(t *testing.T) {
	s := newScreen(t, 100, 30)
	now := s.now.Add(1000 * desk.FrameTime)
	s.m.Options.Now = func() time.Time { return now }
	s.hold = true
	before := s.m.throttle.count
	for i := 0; i < 50; i++ {
		s.write("x")
	}
	if n := s.m.throttle.count - before; n != 1 {
		t.Errorf("50 keys in a frame drew %d times", n)
	}
	now = now.Add(desk.FrameTime)
	s.send(frameMsg{})
	if n := s.m.throttle.count - before; n != 2 {
		t.Errorf("after the frame %d drawings", n)
	}
	s.shows(strings.Repeat("x", 50))
}

// TestNoKeyTwice holds that no key means two things at the same place, in the
// screen's own key map and against the editor's.
func TestNoKeyTwice(t *testing.T) {
	k := keymap.Default()
	// What means something else only while a list, a page or the toggles have
	// the keys.
	apart := map[string]bool{"accept": true, "up": true, "down": true, "page-up": true, "page-down": true,
		"cycle": true, "want": true, "refuse": true, "forget": true, "newline": true,
		"star": true, "rename": true, "differs": true, "unfold": true, "beside": true}
	owner := map[string]string{}
	for _, a := range k.Actions() {
		if apart[a.Name] {
			continue
		}
		for _, name := range a.Binding.Keys() {
			if other, taken := owner[name]; taken {
				t.Errorf("%s is %s and %s", name, other, a.Name)
			}
			owner[name] = a.Name
		}
	}
	for _, column := range newScreen(t, 80, 24).m.Editors[desk.InPrompt].Keys.FullHelp() {
		for _, b := range column {
			for _, name := range b.Keys() {
				if other, taken := owner[name]; taken && other != "undo" {
					t.Errorf("%s is %s, and %q in the editor", name, other, b.Help().Desc)
				}
			}
		}
	}
}

// TestRebind gives an action another key, and tells of one that does not
// exist.
func TestRebind(t *testing.T) {
	k := keymap.Default()
	if _, err := k.Rebind(map[string][]string{"copy": {"f5"}, "reload": {}}); err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, 80, 24, func(o *Options) { o.Keys = k })
	s.write("smile")
	s.press("esc")
	s.send(tea.KeyMsg{Type: tea.KeyF5})
	if s.copied != "smile" {
		t.Fatalf("copied %q", s.copied)
	}
	for _, c := range []struct {
		keys map[string][]string
		want string // of the error, "" for none
	}{
		{map[string][]string{"copi": {"f5"}}, "copy"},
		{map[string][]string{"copy": {"ctrl+z"}}, `the key of "undo"`},
		{map[string][]string{"copy": {"ctrl+z"}, "undo": {}}, ""},
		{map[string][]string{"copy": {"ctrl+z"}, "undo": {"ctrl+y"}}, ""},
		{map[string][]string{"copy": {" "}}, "to type with"},
		{map[string][]string{"copy": {"a"}}, "to type with"},
		{map[string][]string{"copy": {"backspace"}}, "to type with"},
		{map[string][]string{"copy": {"ctrl+m"}}, "to type with"},
		{map[string][]string{"accept": {"right"}}, "to type with"},
		{map[string][]string{"up": {"up", "ctrl+k"}, "newline": {"enter"}, "forget": {"backspace"}}, ""},
		{map[string][]string{"want": {"w"}, "cycle": {"x"}}, ""},
		{map[string][]string{"star": {"alt+d"}}, `the key of "differs"`},
		{map[string][]string{"star": {"ctrl+y"}}, ""}, // only in the history
		{map[string][]string{"copy": {"ctrl+shift+meta+zz"}}, "is no key"},
		{map[string][]string{"copy": {"zq\x9b31m"}}, "is no key"},
		{map[string][]string{"generate": {"ctrl+enter", "f8"}, "copy": {"ctrl+shift+c", "alt+k", "shift+f2"}}, ""},
	} {
		k := keymap.Default()
		action, err := k.Rebind(c.keys)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || c.keys[action] == nil) {
			t.Errorf("%v: %s: %v, want %q", c.keys, action, err, c.want)
		}
	}
}

func TestOtherModel(t *testing.T) {
	noob, _ := profile.Builtin("noobai")
	s := newScreen(t, 100, 30, func(o *Options) {
		o.Models = func() []ModelChoice {
			return append(models.Variants("rouwei", profile.RouWei()), ModelChoice{Name: "noobai", Profile: noob, Variant: "epsilon"}, ModelChoice{Name: "broken", Fault: "x.toml:3: unknown key"})
		}
		o.ModelFor = func(name string) (ModelChoice, bool) {
			p, ok := profile.Builtin(name)
			return ModelChoice{Name: name, Profile: p}, ok
		}
	})
	s.shows("epsilon")
	s.press("alt+m", "down", "enter")
	s.shows("· vpred")
	s.shows("CFG 3 to 5")
	s.press("alt+m")
	s.shows("NoobAI-XL 1.1")
	s.shows("x.toml:3: unknown key")
	s.press("down", "down", "enter")
	s.shows("x.toml:3: unknown key")
	s.press("esc", "alt+m", "up", "enter")
	s.shows("RouWei 0.8")
	s.shows("· epsilon")
	// Translated, and all of it is one step.
	s.write("by wlop, masterpiece BREAK 1girl, low brightness")
	s.press("alt+m", "end", "up", "t")
	s.shows("NoobAI-XL 1.1")
	if got := s.m.Texts().Positive; got != "masterpiece, 1girl, artist:wlop" {
		t.Errorf("translated to %q", got)
	}
	s.shows("low brightness")
	s.press("ctrl+t")
	s.shows("newest") // the toggles are the other model's
	s.press("esc", "ctrl+z")
	if got := s.m.Texts().Positive; got != "by wlop, masterpiece BREAK 1girl, low brightness" {
		t.Errorf("undone to %q", got)
	}
	s.shows("RouWei 0.8")
	s.press("ctrl+r")
	s.shows("NoobAI-XL 1.1")
	if got := s.m.Texts().Positive; got != "masterpiece, 1girl, artist:wlop" {
		t.Errorf("made again: %q", got)
	}
	// An infotext's model chooses, and that is said.
	s.paste("1girl\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64, Model: rouwei")
	s.shows("chosen by the infotext's model")
	s.shows("RouWei 0.8")
	// Undone, it takes its model along, and brings it again.
	s.press("ctrl+z")
	s.shows("NoobAI-XL 1.1")
	if got := s.m.Texts().Positive; got != "masterpiece, 1girl, artist:wlop" {
		t.Errorf("taken back: %q", got)
	}
	s.press("ctrl+r")
	s.shows("RouWei 0.8")
	s.wants("1girl")
	// A checkpoint of another model is said where it stays.
	s.press("alt+m", "end", "up", "enter")
	s.shows("The checkpoint rouwei fits RouWei 0.8, the prompt is for NoobAI-XL 1.1. f7 changes it.")
	s.press("f4")
	s.shows("The settings stay: seed 1, 64×64, checkpoint")
	s.shows("rouwei; f4 again resets them.")
	// So do the negative and a high-res fix.
	s.paste("1girl\nNegative prompt: watermark\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64, Denoising strength: 0.4, Hires upscale: 1.5, Hires upscaler: Latent")
	s.press("f4")
	s.shows("The negative and the settings stay: seed 1,")
	s.shows("64×64, high-res fix; f4 again")
	s.press("f4")
	s.shows("The settings are at their defaults; ctrl+z brings the old ones back.")
	if got := s.m.Settings.Text(); got != "" {
		t.Errorf("the settings are %q", got)
	}
	s.press("f4")
	s.shows("The prompt is empty already.")
	s.press("ctrl+z")
	s.shows("64×64")
	s.shows("seed 1 ")
	s.press("ctrl+z")
	s.wants("1girl")
}

func TestWeightKeys(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("smile")
	s.press("tab", "ctrl+up", "ctrl+up")
	s.wants("(smile:1.2), ")
	s.write("halo")
	s.press("tab", "alt+left")
	s.wants("halo, (smile:1.2), ")
	s.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
	s.wants("(smile:1.1), ")
	s.press("ctrl+down")
	s.wants("smile, ")
}

// TestTogglesHurried presses keys in the toggles so fast that they come as one
// message.
func TestTogglesHurried(t *testing.T) {
	s := newScreen(t, 80, 24)
	s.paste("1girl")
	s.press("ctrl+t")
	s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("+-")})
	if texts := s.m.Texts(); texts.Positive != "1girl" || texts.Negative != "masterpiece" {
		t.Errorf("wanted and then refused, the prompts are %q", texts)
	}
}

func TestHistoryKeysThatComeEarly(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = &memory{copied: []state.Copied{{Prompt: "halo"}}} })
	s.hold = true // the disk is slower than the fingers
	s.press("ctrl+p", "enter")
	s.release()
	s.wants("halo")
}
