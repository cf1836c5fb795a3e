package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/view"
)

// mostRecent is how many of the last prompts the start offers.
const mostRecent = 5

// recent are the last prompts of the history, as indexes: each other than
// those before it by more than a tag.
func recent(all []view.HistoryEntry) (last []int) {
	for k := range all {
		e := &all[k]
		if len(last) < mostRecent && e.Kind != view.Preset && e.Kind != view.LeftDraft && e.Alike == k && strings.TrimSpace(e.Positive) != "" {
			last = append(last, k)
		}
	}
	return last
}

// startKey is a key while the prompt is empty and the start stands in it:
// arrows choose one of the last prompts, enter takes it up. It reports whether
// the key was one of these.
func (m *Model) startKey(msg tea.KeyMsg) bool {
	n := len(m.past.recent)
	k := &m.keys
	switch {
	case n == 0 || m.at != inPrompt:
		return false
	case key.Matches(msg, k.Down):
		m.start = min(n, m.start+1)
	case key.Matches(msg, k.Up) && m.start > 0:
		m.start--
	case key.Matches(msg, k.Newline) && m.start > 0 && m.start <= n:
		e := &m.past.all[m.past.recent[m.start-1]]
		m.start = 0
		m.openEntry(e)
	default:
		m.start = 0
		return false
	}
	return true
}

// drawStart fills the empty prompt: a draft that was left behind, the last
// prompts to take up again, and where to begin.
func (m *Model) drawStart(w, h int) []string {
	k := &m.keys
	var s view.Start
	line := func(keys, text string) { s.Lines = append(s.Lines, view.StartLine{Keys: keys, Text: text}) }
	if d := m.o.LeftDraft; d != nil {
		s.Heading = "A draft was left behind " + view.Ago(d.Saved, m.o.Now()) + ":"
		if d.Finished {
			s.Heading = "What stood here last, " + view.Ago(d.Saved, m.o.Now()) + ":"
		}
		s.Quoted = d.Positive
		if strings.TrimSpace(s.Quoted) == "" {
			s.Quoted = "⊖ " + d.Negative
		}
		line(k.Newline.Help().Key, "takes it up; type to begin anew, and it stays in "+k.History.Help().Key)
	}
	for i, at := range m.past.recent {
		e := &m.past.all[at]
		if d := m.o.LeftDraft; d != nil && d.Positive == e.Positive {
			continue
		}
		if e.Digest == nil {
			d := m.digest(e)
			e.Digest = &d
		}
		s.Recent = append(s.Recent, view.StartRow{
			Key: fmt.Sprintf("alt+%d", i+1), Text: e.Digest.Body, Badge: e.Digest.Badge,
			When: view.When(e.Time, m.o.Now()), Lit: m.start == i+1,
		})
	}
	switch {
	case m.o.LeftDraft != nil:
	case m.o.First && len(s.Recent) == 0:
		s.Heading = "Begin by typing: two letters open the list of tags."
		line("tab", "writes the lit tag, as the web UI reads it")
		line("by kan", m.artistsGo())
		line(k.Toggles.Help().Key, m.toggled()+", on and off")
		line(k.Negative.Help().Key, "the negative prompt, and back")
		line(k.Copy.Help().Key, "copies the prompt for the web UI")
		line(k.Help.Help().Key, "every key")
	default:
		if len(s.Recent) > 0 {
			s.Heading = "Type, or take one up again:"
		} else {
			s.Heading = "Begin by typing: two letters open the list of tags."
		}
		line("tab", "the tags by themes")
		line(k.Toggles.Help().Key, m.toggled())
		line(k.Palette.Help().Key, "everything that can be done, by name")
	}
	return s.Draw(m.theme, w, h)
}

// toggled names what the toggles switch: "quality, brightness and styles".
func (m *Model) toggled() string {
	p := m.o.Profile
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
	if m.o.Profile.Chunked() {
		return "finds artists alone; they go into the style chunk"
	}
	return "finds artists alone"
}

// drawFooter draws the footer, which names many keys where somebody hesitates.
func (m *Model) drawFooter(w int) []string {
	rows := 1 + m.lay.Keys.Y - m.lay.Message.Y
	if m.hesitates {
		k := &m.keys
		return view.KeyRows(m.theme, []key.Binding{
			says(k.Copy, "copy"), says(k.CopyAll, "copy all"), says(k.History, "history"), says(k.New, "new"), says(k.SavePreset, "preset"),
			says(k.Negative, "negative"), says(k.Toggles, "toggles"), says(k.Chunks, "chunks"), says(k.NextPage, "next page"),
			says(k.Fix, "fix"), says(k.FixAll, "fix all"), says(k.NextFault, "next fault"), keyed(k.Heavier, "alt+↑↓", "weight"), keyed(k.MoveLeft, "alt+←→", "move"),
			says(k.Settings, "settings"), says(k.Generate, "picture"), says(k.Model, "model"), says(k.Quit, "quit"),
			says(k.Palette, "everything"), says(k.Help, "keys"),
		}, w, rows)
	}
	return view.Footer(m.theme, m.saying(), m.keysNow(), w, rows)
}
