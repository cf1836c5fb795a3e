package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/profile"
	"tailor/ui/view"
)

// testPage is a page of the right column that writes down what it is told.
type testPage struct {
	title string
	empty bool
	told  []string
}

func (p *testPage) Name() string { return p.title }
func (p *testPage) Shown() bool  { return !p.empty }
func (p *testPage) Draw(w, h int) view.Page {
	return view.Page{Rows: []view.Row{{Text: view.Fill("this is "+p.title, w)}}}
}
func (p *testPage) Key(msg tea.KeyMsg) (tea.Cmd, bool) {
	p.told = append(p.told, msg.String())
	return nil, msg.Type != tea.KeyEsc
}
func (p *testPage) Press(row, col int) tea.Cmd {
	p.told = append(p.told, "press")
	return nil
}
func (p *testPage) Wheel(n int)          { p.told = append(p.told, "wheel") }
func (p *testPage) Hints() []key.Binding { return nil }

// withPages puts pages before and behind the toggles.
func withPages(s *screen) (tag, pictures *testPage) {
	tag, pictures = &testPage{title: "tag"}, &testPage{title: "pictures"}
	s.m.column.SetPages(tag, s.m.toggles, pictures)
	s.m.column.Bring(s.m.toggles)
	s.m.Relayout()
	s.m.draw()
	return tag, pictures
}

func click(s *screen, text string) {
	s.t.Helper()
	for y, row := range strings.Split(s.plain(), "\n") {
		if at := strings.Index(row, text); at >= 0 {
			s.send(tea.MouseMsg{X: view.Width(row[:at]), Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
			return
		}
	}
	s.t.Fatalf("the screen does not show %q:\n%s", text, s.plain())
}

func TestColumnPages(t *testing.T) {
	t.Run("a key and a click lead from page to page", func(t *testing.T) {
		s := newScreen(t, 150, 30)
		tag, pictures := withPages(s)
		s.shows("tag · TOGGLES · pictures")
		s.press("alt+t")
		s.shows("this is pictures")
		s.press("alt+t")
		s.shows("TAG · toggles · pictures")
		s.shows("this is tag")
		click(s, "pictures ─")
		s.shows("this is pictures")
		s.write("solo, ") // the keys stay with the prompt
		s.wants("solo, ")
		click(s, "this is pictures")
		if strings.Join(pictures.told, " ") != "press" || len(tag.told) > 0 {
			t.Errorf("told %v and %v", pictures.told, tag.told)
		}
		pictures.empty = true
		s.press("alt+t")
		s.hides("pictures")
	})
	t.Run("a page has the keys until esc", func(t *testing.T) {
		s := newScreen(t, 120, 30)
		tag, _ := withPages(s)
		s.m.column.Enter(tag)
		s.press("x", "down", "alt+t")
		s.shows("TOGGLES")
		s.press("space", "esc")
		s.wants("masterpiece BREAK ")
		s.m.column.Enter(tag)
		s.press("esc")
		s.write("solo, ")
		s.wants("masterpiece BREAK solo, ")
		if got := strings.Join(tag.told, " "); got != "x down esc" {
			t.Errorf("told %q", got)
		}
	})
	t.Run("on a narrow screen it lies over the prompt", func(t *testing.T) {
		s := newScreen(t, 80, 24)
		withPages(s)
		s.hides("TOGGLES")
		s.press("alt+t")
		s.shows("this is tag")
		s.write("solo, ")
		s.wants("solo, ")
		s.press("alt+t", "alt+t")
		s.shows("this is pictures")
		s.press("alt+t")
		s.hides("this is")
		s.press("alt+t")
		s.shows("this is tag")
		s.press("esc")
		s.hides("this is")
		s.press("ctrl+t")
		s.shows("TOGGLES")
		s.press("ctrl+t")
		s.hides("TOGGLES")
	})
	t.Run("without a page the prompt has the room", func(t *testing.T) {
		s := newScreen(t, 120, 30, func(o *Options) { o.Profile = &profile.Profile{} })
		s.m.column.SetPages()
		s.m.Relayout()
		if s.m.Lay.Box.W != 120 {
			t.Errorf("the prompt is %d cells wide", s.m.Lay.Box.W)
		}
		s.press("alt+t", "ctrl+t")
		s.write("solo, ")
		s.wants("solo, ")
	})
}

func TestTogglesFound(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.press("ctrl+t")
	s.write("flat") // "/" begins a filter, a letter does not
	s.shows("masterpiece")
	s.press("end")
	s.write("/flat")
	s.shows("› flat")
	s.shows("flat colors")
	s.hides("masterpiece")
	s.shows("enter switch")
	s.write(" co") // a name has spaces, and none of them switches
	s.shows("› flat co")
	s.wants("")
	s.press("enter")
	s.wants("flat colors BREAK ")
	s.write("zz")
	s.shows("no such toggle")
	s.press("enter", "backspace", "backspace", "enter", "enter")
	s.wants("")
	s.press("esc")
	s.hides("›")
	s.shows("space switch")
	s.press("esc")
	s.write("solo, ")
	s.wants("solo, ")
}

// TestTogglesStandWhereTheyStood filters for what is not there: what was seen
// before is seen again, whatever ends the filter.
func TestTogglesStandWhereTheyStood(t *testing.T) {
	for _, leave := range []string{"esc", "ctrl+t", "f4"} {
		s := newScreen(t, 120, 30)
		s.press("ctrl+t", "down")
		s.shows(" masterpiece")
		s.write("/swxq")
		s.shows("no such toggle")
		s.press(leave)
		s.shows(" masterpiece")
		if leave == "esc" && s.m.toggles.Tag() != "best quality" {
			t.Errorf("%q is selected", s.m.toggles.Tag())
		}
	}
}

// TestTogglesInUse has those that are in the prompts stand first, except for as
// long as one switches them all hold still.
func TestTogglesInUse(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.hides("in use")
	s.paste("flat colors BREAK 1girl, ")
	s.shows("├ in use ")
	s.press("ctrl+t", "home")
	if got := s.m.toggles.Tag(); got != "flat colors" {
		t.Fatalf("%q stands first", got)
	}
	s.press("pgdown", "pgdown") // past the quality words
	held := s.m.toggles.Tag()
	s.press("space")
	if got := s.m.toggles.Tag(); got != held {
		t.Errorf("%q is selected, not %q", got, held)
	}
	s.press("home", "space", "esc")
	s.press("ctrl+t", "home")
	if got := s.m.toggles.Tag(); got != held {
		t.Errorf("%q stands first, not %q", got, held)
	}
	s.press("esc")
	// A second click on the same cell meets the same toggle.
	click(s, "low gamma")
	s.shows("low gamma wanted")
	y := strings.Count(s.plain()[:strings.Index(s.plain(), "low gamma ")], "\n")
	s.send(tea.MouseMsg{X: 100, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	s.shows("low gamma refused")
}

// TestQualityStandsOnce holds that no row is spent on what stands in the one below,
// except where that is folded away.
func TestQualityStandsOnce(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.press("ctrl+t", "space", "down", "space", "esc")
	s.wants("best quality, masterpiece BREAK ")
	s.hides("in use")
	s.press("ctrl+t", "pgdown", "space", "esc")
	s.shows("├ in use ")
	s.press("ctrl+t", "home")
	if got := s.m.toggles.Tag(); got != "low brightness" {
		t.Errorf("%q stands first", got)
	}
	s.press("pgdown", "left", "home")
	if got := s.m.toggles.Tag(); got != "masterpiece" {
		t.Errorf("%q stands first while quality is folded away", got)
	}
}

// TestWhatIsTypedBehindAToggle is a tag of its own, in both prompts and for models
// without a style chunk, and goes on in a word that the toggle did not write.
func TestWhatIsTypedBehindAToggle(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.press("ctrl+t", "down", "down", "space", "esc", "ctrl+n")
	s.write("watermark")
	if got := s.m.Texts().Negative; got != "low quality, watermark" {
		t.Errorf("the negative prompt is %q", got)
	}
	s.press("ctrl+n")
	s.write("smil")
	s.press("esc", "ctrl+t", "home", "space", "esc")
	s.write("ey")
	s.wants("masterpiece BREAK smiley")
	noob, _ := profile.Builtin("noobai")
	for typed, want := range map[string]string{"1girl": "masterpiece, 1girl", ", 1girl": "masterpiece, 1girl"} {
		s = newScreen(t, 120, 30, func(o *Options) { o.Profile = noob })
		s.press("ctrl+t", "space", "esc")
		s.wants("masterpiece")
		s.write(typed)
		s.wants(want)
		s = newScreen(t, 120, 30, func(o *Options) { o.Profile = noob })
		s.press("ctrl+t", "space", "esc")
		s.paste(typed)
		s.wants(want)
	}
}

// TestTogglesKeepTheirPlaces switches toggles by the same keys at every visit,
// whatever is in use meanwhile: the one that was lit is lit again, with the same
// ones beside it.
func TestTogglesKeepTheirPlaces(t *testing.T) {
	s := newScreen(t, 120, 30)
	s.press("ctrl+n")
	s.paste("worst quality, ")
	s.press("ctrl+n", "ctrl+t", "space", "esc", "ctrl+t", "down", "space", "esc")
	s.wants("best quality, masterpiece BREAK ")
	if got := s.m.Texts().Negative; got != "worst quality, " {
		t.Errorf("the negative prompt is %q", got)
	}
	s.press("ctrl+t", "up", "space", "esc")
	s.wants("best quality BREAK ")
	s.press("ctrl+t", "space")
	s.wants("best quality, masterpiece BREAK ")
	// Switched off among those in use, the lit one is in its group.
	s.press("esc", "ctrl+t", "home", "space", "esc", "ctrl+t")
	if got := s.m.toggles.Tag(); got != "masterpiece" {
		t.Errorf("%q is lit", got)
	}
	s.press("down", "space")
	s.wants("")
}

// TestTogglesFold folds a group away and shows it again, by key and by click.
func TestTogglesFold(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.press("ctrl+t", "pgdown", "left")
	s.hides("low gamma")
	s.shows("▸ brightness ")
	s.press("down")
	if got := s.m.toggles.Tag(); got != "2.5d" {
		t.Errorf("%q is selected below the folded group", got)
	}
	s.press("up", "space")
	s.shows("low gamma")
	s.press("left", "right")
	s.shows("low gamma")
	click(s, " brightness ─")
	s.hides("low gamma")
	click(s, "▸ brightness")
	s.shows("low gamma")
	s.press("esc")
	s.wants("")
}

// TestLowPagesSayWhatIsBelow has the settings and the models on a low screen fill
// their page, and say how many are out of sight.
func TestLowPagesSayWhatIsBelow(t *testing.T) {
	s := newScreen(t, 40, 10)
	for key, last := range map[string]string{"f7": "CLIP skip", "alt+m": "RouWei"} {
		s.press(key)
		rows := strings.Split(s.plain(), "\n")
		if more := strings.Contains(s.plain(), " more ─"); more == strings.Contains(s.plain(), last) {
			t.Errorf("%s: the last is in sight and more are, or neither:\n%s", key, s.plain())
		}
		if key == "f7" && strings.Trim(rows[7], "│ ") == "" {
			t.Errorf("an empty row, and fields below:\n%s", s.plain())
		}
		s.press("end", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down")
		s.shows(last)
		s.hides(" more ─")
		s.press("esc")
	}
}
