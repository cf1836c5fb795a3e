package ui

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// written is a history as a morning leaves it: variations, prompts that were
// left, and a style chunk before each.
func written() *memory {
	at := time.Date(2026, 5, 1, 11, 0, 0, 0, time.UTC)
	const style = "by kantoku, by wlop, best quality BREAK "
	return &memory{
		copied: []state.Copied{
			{Time: at, Prompt: style + "1girl, halo, smile, window", Negative: "worst quality"},
			{Time: at.Add(-time.Minute), Prompt: style + "1girl, halo, blush, window", Negative: "worst quality"},
			{Time: at.Add(-2 * time.Minute), Prompt: style + "1girl, halo, wind, window", Negative: "worst quality"},
			{Time: at.Add(-time.Hour), Prompt: "cat ears, sitting", How: state.Left},
			{Time: at.Add(-48 * time.Hour), Prompt: style + "hatsune miku, serafuku, cherry blossoms", Settings: "Steps: 28, CFG scale: 7", Star: true, Name: "spring"},
		},
		presets: []state.Preset{{Name: "outfit/maid", Prompt: "maid, apron"}, {Name: "outfit/school", Prompt: "serafuku, pleated skirt"}},
	}
}

func browser(t *testing.T, w, h int, store *memory) *screen {
	s := newScreen(t, w, h, func(o *Options) { o.Store = store })
	s.paste("1girl, halo, smile, rain, ")
	s.press("ctrl+p")
	return s
}

func TestHistoryShowsTheBody(t *testing.T) {
	s := browser(t, 120, 40, written())
	rows := strings.Split(s.plain(), "\n")
	if !strings.Contains(rows[2], "1girl, halo, smile, window") || !strings.Contains(rows[2], "kantoku+1") || !strings.Contains(rows[2], "2 chunks") || !strings.Contains(rows[2], "2 alike") || !strings.Contains(rows[2], "11:00") {
		t.Errorf("the first row is %q", rows[2])
	}
	if strings.Contains(rows[2], "by wlop") {
		t.Errorf("the style chunk stands in the row: %q", rows[2])
	}
	s.shows("○ cat ears, sitting")
	s.shows("★  spring — hatsune miku")
	s.shows("BREAK ──") // the preview's rule
}

func TestHistoryUnfolds(t *testing.T) {
	s := browser(t, 120, 40, written())
	s.hides("1girl, halo, blush, window")
	s.press("alt+u")
	s.shows("1girl, halo, blush, window")
	s.shows("1girl, halo, wind, window")
	s.press("down", "enter")
	s.wants(written().copied[1].Prompt)
	s.press("ctrl+p", "alt+u", "alt+u")
	s.hides("1girl, halo, blush, window")
}

func TestHistoryFilterShowsWhereItHit(t *testing.T) {
	store := written()
	store.copied = append(store.copied, state.Copied{Prompt: strings.Repeat("long hair, ", 20) + "umbrella, night", Negative: "extra digits"})
	s := browser(t, 120, 40, store)
	s.write("umbr")
	s.shows("… umbrella, night")
	if !strings.Contains(s.m.View(), string(s.m.Theme.Match)+"umbr") {
		t.Error("what was hit is not lit")
	}
	for range 4 {
		s.press("backspace")
	}
	s.write("digits")
	s.shows("⊖ extra digits")
	for range 6 {
		s.press("backspace")
	}
	s.write("outfit")
	if rows := strings.Split(s.plain(), "\n"); !strings.Contains(rows[2], "outfit/maid — maid, apron") {
		t.Errorf("a preset is not found by its name from the history: %q", rows[2])
	}
}

func TestHistoryStarsAndNames(t *testing.T) {
	store := written()
	s := browser(t, 120, 40, store)
	s.press("alt+s")
	if !store.copied[0].Star {
		t.Fatal("no star was given")
	}
	s.press("alt+r")
	s.write("by the window")
	s.press("enter")
	s.shows("★  by the window — 1girl")
	if store.copied[0].Name != "by the window" || !store.copied[0].Star {
		t.Fatalf("the store has %+v", store.copied[0])
	}
	s.press("alt+t", "alt+t")
	s.shows("STARRED")
	s.hides("cat ears")
	s.press("alt+t", "alt+t")
	s.press("alt+r")
	s.write("s")
	s.press("enter")
	if len(store.presets) != 2 || store.presets[0].Name != "outfit/maids" {
		t.Fatalf("presets %v", store.presets)
	}
}

func TestHistoryCompares(t *testing.T) {
	s := browser(t, 120, 40, written())
	s.press("alt+d")
	s.shows("−rain,")
	s.shows("+window")
	s.press("down")
	s.shows("+cat ears,")
	s.press("esc")
	s.hides("+cat ears,")
	s.press("esc")
	s.wants("1girl, halo, smile, rain, ")
}

func TestAPresetTakesThePlaceOfItsPart(t *testing.T) {
	store := written()
	s := newScreen(t, 120, 40, func(o *Options) { o.Store = store })
	s.paste("1girl, maid, apron, window")
	s.press("ctrl+p", "alt+t", "down", "tab")
	s.shows(`"outfit/maid" stands in the prompt`)
	s.press("tab")
	s.wants("1girl, serafuku, pleated skirt, window")
	s.press("ctrl+p", "alt+t", "tab", "alt+i")
	s.wants("1girl, serafuku, pleated skirt, maid, apron, window")
}

func TestBlankPresetsAreRefused(t *testing.T) {
	s := newScreen(t, 120, 40, func(o *Options) { o.Store = &memory{} })
	s.write(", ")
	s.press("ctrl+s")
	s.shows("There is nothing to keep")
}

func TestNewPrompt(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl, rain")
	s.press("ctrl+n")
	s.paste("worst quality")
	s.send(tea.KeyMsg{Type: tea.KeyF4})
	s.wants("")
	if s.m.Texts().Negative != "worst quality" || s.m.At != desk.InPrompt {
		t.Error("the negative went too, or the keys are elsewhere")
	}
	s.press("ctrl+z")
	s.wants("1girl, rain")
}

// TestHistoryRowsTellThemselvesApart shows of a prompt that begins as the one
// above it what is other in it.
func TestHistoryRowsTellThemselvesApart(t *testing.T) {
	store := written()
	long := strings.Repeat("long hair, red eyes, ", 8)
	at := store.copied[0].Time
	store.copied = append([]state.Copied{
		{Time: at.Add(2 * time.Minute), Prompt: long + "sitting, window, indoors, night"},
		{Time: at.Add(time.Minute), Prompt: long + "standing, rain, outdoors, umbrella"},
	}, store.copied...)
	s := browser(t, 120, 40, store)
	rows := strings.Split(s.plain(), "\n")
	if !strings.Contains(rows[2], "  long hair, red eyes") || !strings.Contains(rows[3], "… red eyes, standing, rain, outdoors, umbrella") {
		t.Errorf("the rows are\n%s\n%s", rows[2], rows[3])
	}
}

// TestHistoryClicks unfolds by a click on the note of those alike, goes to a list
// by a click on its name, and opens by a second click.
func TestHistoryClicks(t *testing.T) {
	s := browser(t, 120, 40, written())
	click(s, "▸ 2 alike")
	s.shows("▾ 2 alike")
	click(s, "▾ 2 alike")
	s.shows("▸ 2 alike")
	click(s, "starred ─")
	s.shows("STARRED")
	click(s, "history · ")
	s.shows("HISTORY")
	click(s, "▸ 2 alike")
	click(s, "1girl, halo, smile, window")
	s.wants(written().copied[0].Prompt)
}

// TestPaletteClicks does what is clicked, scrolls by the wheel, and shuts the list
// by a click beside it.
func TestPaletteClicks(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("alt+x")
	s.write("begin a new")
	click(s, "begin a new prompt")
	s.hides("begin a new prompt")
	s.shows("The prompt is empty already.")
	s.press("alt+x")
	first := s.plain()
	s.send(tea.MouseMsg{X: 60, Y: 8, Button: tea.MouseButtonWheelDown})
	for range 8 {
		s.send(tea.MouseMsg{X: 60, Y: 8, Button: tea.MouseButtonWheelDown})
	}
	if s.plain() == first {
		t.Error("the wheel scrolls nothing")
	}
	s.send(tea.MouseMsg{X: 2, Y: 30, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	if s.m.Page != desk.NoPage {
		t.Error("a click beside the list leaves it open")
	}
}

func TestWhen(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for then, want := range map[time.Time]string{
		now.Add(-time.Hour): "11:00", now.Add(-24 * time.Hour): "Thu 12:00", now.AddDate(0, 0, -20): "11 Apr",
		now.AddDate(-1, 0, 0): "May 2025", {}: "",
	} {
		if got := view.When(then, now); got != want {
			t.Errorf("%v: %q, want %q", then, got, want)
		}
	}
}

// longHistory is a history of ten thousand prompts of 60 tokens and more.
func longHistory(b *testing.B) state.Dir {
	dir := state.Dir(b.TempDir())
	var file strings.Builder
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for k := range 10000 {
		fmt.Fprintf(&file, `{"time":%q,"prompt":"by kantoku, by artist %d, best quality, masterpiece BREAK 1girl, solo, long hair, hatsune miku, red eyes, halo, hair ornament, school uniform, number %d, pleated skirt, sitting, cherry blossoms, petals, wind, outdoors, window, cat ears, looking at viewer, smile","negative":"worst quality, low quality, watermark"}`+"\n",
			at.Add(time.Duration(k)*time.Minute).Format(time.RFC3339), k/7, k)
	}
	if err := os.WriteFile(string(dir)+"/history.jsonl", []byte(file.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkHistoryOpen opens the page on a history of ten thousand prompts:
// from the key to the frame that shows them. Behind it the file is read again,
// which is measured as read-us.
func BenchmarkHistoryOpen(b *testing.B) {
	dir := longHistory(b)
	s := newScreen(b, 120, 40, func(o *Options) { o.Store = dir })
	var took, read []time.Duration
	for b.Loop() {
		s.hold = true
		start := time.Now()
		s.press("ctrl+p")
		took = append(took, time.Since(start))
		if len(s.m.history.Rows) < 1000 {
			b.Fatalf("%d rows", len(s.m.history.Rows))
		}
		start = time.Now()
		s.release()
		read = append(read, time.Since(start))
		s.press("esc")
	}
	report(b, took, "open")
	report(b, read, "read")
}

// BenchmarkHistoryFilter types a query into the same page, letter by letter,
// each drawn.
func BenchmarkHistoryFilter(b *testing.B) {
	dir := longHistory(b)
	s := newScreen(b, 120, 40, func(o *Options) { o.Store = dir })
	s.press("ctrl+p")
	var took []time.Duration
	for b.Loop() {
		for _, r := range "number 12 smile" {
			start := time.Now()
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			took = append(took, time.Since(start))
		}
		if len(s.m.history.Rows) == 0 {
			b.Fatal("nothing was found")
		}
		for range "number 12 smile" {
			s.press("backspace")
		}
	}
	report(b, took, "filter")
}

// TestAltKeysAreNoText holds that a key with alt that means nothing on the page
// writes no letter into its line, and that alt+b still goes a word back.
func TestAltKeysAreNoText(t *testing.T) {
	s := browser(t, 100, 30, written())
	s.write("red hair")
	s.press("alt+m", "alt+0", "alt+b")
	s.write("x")
	s.shows("red xhair")
}

// TestStylesAloneAreSeen shows a prompt of styles alone by these: there is no body.
func TestStylesAloneAreSeen(t *testing.T) {
	store := &memory{copied: []state.Copied{{Time: time.Date(2026, 5, 1, 11, 20, 0, 0, time.UTC), Prompt: "by kantoku, best quality BREAK "}}}
	s := newScreen(t, 120, 40, func(o *Options) { o.Store = store })
	s.shows("by kantoku, best quality ")
	s.press("ctrl+p")
	s.shows("by kantoku, best quality  ")
	s.shows(" 1 chunk ") // none is begun by the BREAK
	s.hides("2 chunks")
}

// TestTypingWhileKept types while a preset is being kept: the letters are the
// prompt's. Where its name is taken the question stands once it is known.
func TestTypingWhileKept(t *testing.T) {
	store := &memory{presets: []state.Preset{{Name: "taken", Prompt: "x"}}}
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
	s.write("1girl, solo")
	enter := func(name string) tea.Cmd {
		s.press("ctrl+s")
		s.write(name)
		return s.m.history.NameKey(tea.KeyMsg{Type: tea.KeyEnter})
	}
	answer := enter("nm")
	s.write(", zq")
	s.send(answer())
	s.wants("1girl, solo, zq")
	if len(store.presets) != 2 || store.presets[1].Prompt != "1girl, solo" {
		t.Errorf("kept %+v", store.presets)
	}
	answer = enter("taken")
	s.send(answer())
	s.shows("already")
	s.press("enter")
	s.wants("1girl, solo, zq")
	if store.presets[len(store.presets)-1].Prompt != "1girl, solo, zq" {
		t.Errorf("kept %+v", store.presets)
	}
}

// TestRenameToTaken gives a preset the name of another: the line stays for
// another name.
func TestRenameToTaken(t *testing.T) {
	store := &memory{presets: []state.Preset{{Name: "one", Prompt: "x"}, {Name: "two", Prompt: "y"}}}
	s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
	s.press("ctrl+p", "alt+t", "alt+r")
	old := s.m.history.Entry().Name
	other := map[string]string{"one": "two", "two": "one"}[old]
	s.press("backspace", "backspace", "backspace")
	s.write(other)
	s.press("enter")
	s.shows("already: type another name")
	s.write("er")
	s.press("enter")
	for _, p := range store.presets {
		if p.Name == old {
			t.Errorf("presets %+v", store.presets)
		}
	}
}
