package ui

import (
	"fmt"
	"slices"
	"strings"
	"tailor/data/state"
	"tailor/ui/view"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// keptMsg says how keeping or forgetting something went.
type keptMsg struct {
	Done string
	Err  error
}

func (m *Model) kept(msg keptMsg) {
	if m.page == namePage {
		m.shut()
	}
	if msg.Err != nil {
		m.say(view.Failure, msg.Err.Error())
		return
	}
	m.say(view.Done, msg.Done)
}

// askName asks for the name of a preset made of the selection, or of both
// prompts.
func (m *Model) askName() {
	m.leaveList()
	if m.o.Store == nil {
		m.say(view.Failure, "Presets cannot be kept: there is no state directory.")
		return
	}
	if p := m.newPreset(""); strings.Trim(p.Prompt+p.Negative, " ,\n") == "" {
		m.say(view.Warning, "There is nothing to keep: write something first, or select a part of it.")
		return
	}
	m.open(namePage)
}

func (m *Model) nameKey(msg tea.KeyMsg) tea.Cmd {
	if !key.Matches(msg, m.keys.Newline) {
		m.history.sure = ""
		return m.history.typed(msg)
	}
	name := strings.TrimSpace(m.history.Query.Value())
	if name == "" {
		return nil
	}
	p, store, sure := m.newPreset(name), m.o.Store, m.history.sure == name
	return func() tea.Msg {
		if !sure {
			presets, err := store.Presets()
			if err != nil {
				return keptMsg{Err: err}
			}
			if slices.ContainsFunc(presets, func(have state.Preset) bool { return have.Name == name && have != p }) {
				return nameTakenMsg{name}
			}
		}
		return keptMsg{Done: fmt.Sprintf("Kept as %q; ctrl+p finds it.", name), Err: store.SavePreset(p)}
	}
}

// nameTakenMsg says that there is a preset of the name already.
type nameTakenMsg struct{ Name string }

func (m *Model) nameTaken(msg nameTakenMsg) {
	if m.page != namePage {
		return
	}
	m.history.sure = msg.Name
	m.say(view.Warning, fmt.Sprintf("There is a preset %q already: enter again replaces it, or type another name.", view.Clip(msg.Name, 30)))
}

// newPreset is what a new preset holds: the selection, else both prompts.
func (m *Model) newPreset(name string) state.Preset {
	b := m.buffer()
	if b.Selecting() {
		return state.Preset{Name: name, Prompt: b.Selection().Of(b.Text())}
	}
	t := m.Texts()
	return state.Preset{Name: name, Prompt: t.Positive, Negative: t.Negative, Settings: m.settings.Text()}
}
