package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// startKey is a key while the prompt is empty and the start stands in it:
// arrows choose one of the last prompts, enter takes it up. It reports whether
// the key was one of these.
func (m *Model) startKey(msg tea.KeyMsg) bool {
	last := m.lastPrompts()
	n := len(last)
	k := &m.Keys
	switch {
	case n == 0 || m.At != desk.InPrompt:
		return false
	case key.Matches(msg, k.Down):
		m.start = min(n, m.start+1)
	case key.Matches(msg, k.Up) && m.start > 0:
		m.start--
	case key.Matches(msg, k.Newline) && m.start > 0 && m.start <= n:
		e := last[m.start-1]
		m.start = 0
		m.history.OpenEntry(e)
	default:
		m.start = 0
		return false
	}
	return true
}

// leftDraft returns the draft that an empty screen offers, nil for none: what
// stood here last only until something else is written.
func (m *Model) leftDraft() *state.Draft {
	d := m.Options.LeftDraft
	if d == nil || m.Texts() != (prompt.Texts{}) || d.Finished && m.Editors[desk.InPrompt].Revision() > 0 {
		return nil
	}
	return d
}

// lastPrompts are those that the start offers.
func (m *Model) lastPrompts() []*view.HistoryEntry {
	const most = 5
	last := m.history.Recent()
	if d := m.leftDraft(); d != nil { // the start has that above
		last = slices.DeleteFunc(last, func(e *view.HistoryEntry) bool { return e.Positive == d.Positive })
	}
	return last[:min(most, len(last))]
}

// drawStart fills the empty prompt: a draft that was left behind, the last
// prompts to take up again, and where to begin.
func (m *Model) drawStart(w, h int) []string {
	k := &m.Keys
	var s view.Start
	line := func(keys, text string) { s.Lines = append(s.Lines, view.StartLine{Keys: keys, Text: text}) }
	draft, last := m.leftDraft(), m.lastPrompts()
	if d := draft; d != nil {
		s.Heading = "A draft was left behind " + view.Ago(d.Saved, m.Options.Now()) + ":"
		if d.Finished {
			s.Heading = "What stood here last, " + view.Ago(d.Saved, m.Options.Now()) + ":"
		}
		switch positive, negative := view.Head(d.Positive, desk.LargeText), view.Head(d.Negative, desk.LargeText); {
		case strings.TrimSpace(positive) != "":
			s.Quoted = positive
		case strings.TrimSpace(negative) != "":
			s.Quoted = "⊖ " + negative
		default:
			s.Quoted = view.Head(d.Settings, desk.LargeText)
		}
		line(k.Newline.Help().Key, "takes it up; or type, and it stays in "+k.History.Help().Key)
	}
	for i, e := range last {
		if e.Digest == nil {
			d := m.history.Digest(e)
			e.Digest = &d
		}
		s.Recent = append(s.Recent, view.StartRow{
			Key: fmt.Sprintf("alt+%d", i+1), Text: e.Digest.Body, Badge: e.Digest.Badge,
			When: view.When(e.Time, m.Options.Now()), Lit: m.start == i+1,
		})
	}
	switch {
	case draft != nil:
	case m.Options.First && len(s.Recent) == 0:
		line("tab", "writes the lit tag, as the web UI reads it")
		if m.Options.Profile.KnowsArtists() {
			line("by kan", m.artistsGo())
		}
		line(k.Toggles.Help().Key, m.toggled()+", on and off")
		line(k.Negative.Help().Key, "the negative prompt, and back")
		line(k.Copy.Help().Key, "copies the prompt for the web UI")
		line(k.Help.Help().Key, "every key")
	default:
		if len(s.Recent) > 0 {
			s.Heading = "Type, or take one up again:"
		}
		line("tab", "the tags by themes")
		line(k.Toggles.Help().Key, m.toggled())
		line(k.Palette.Help().Key, "everything that can be done, by name")
	}
	s.Heading = cmp.Or(s.Heading, "Type two letters: tags are listed.")
	return s.Draw(m.Theme, w, h)
}

// toggled names what the toggles switch: "quality, brightness and styles".
func (m *Model) toggled() string {
	p := m.Options.Profile
	names := []string{"quality"}
	for _, g := range p.Groups[:min(2, len(p.Groups))] {
		names = append(names, view.Clean(g.Name))
	}
	if len(p.Styles) > 0 {
		names = append(names, "styles")
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return names[0]
}

// artistsGo says what looking for artists alone gives.
func (m *Model) artistsGo() string {
	if m.Options.Profile.Chunked() {
		return "finds artists alone; they go into the style chunk"
	}
	return "finds artists alone"
}
