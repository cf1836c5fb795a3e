package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/edit"
	"tailor/ui/view"
)

// toggleKey moves among the toggles and switches them.
func (m *Model) toggleKey(msg tea.KeyMsg) {
	k, p := &m.keys, &m.toggles
	switch {
	case key.Matches(msg, k.Close):
		m.goTo(m.from)
	case key.Matches(msg, k.Up):
		p.Move(-1)
	case key.Matches(msg, k.Down):
		p.Move(1)
	case key.Matches(msg, k.PageUp), msg.Type == tea.KeyLeft:
		p.Jump(-1)
	case key.Matches(msg, k.PageDown), msg.Type == tea.KeyRight:
		p.Jump(1)
	case msg.Type == tea.KeyHome:
		p.Move(-1 << 20)
	case msg.Type == tea.KeyEnd:
		p.Move(1 << 20)
	case key.Matches(msg, k.Cycle):
		m.cycle(p.Tag())
	case key.Matches(msg, k.Want):
		m.toggle(p.Tag(), edit.Wanted)
	case key.Matches(msg, k.Refuse):
		m.toggle(p.Tag(), edit.Refused)
	}
	m.toggles.Scroll(m.lay.Panel.H - 2)
}

// cycle turns a toggle from off to wanted to refused to off.
func (m *Model) cycle(tag string) {
	if tag != "" {
		m.toggle(tag, edit.Next(m.o.Profile, tag, m.analysis.States[tag]))
	}
}

// toggle sets a toggle, or turns it off when it is there already.
func (m *Model) toggle(tag string, to edit.State) {
	if tag == "" {
		return
	}
	if m.analysis.States[tag] == to {
		to = edit.Off
	}
	m.status = view.Status{}
	m.apply(edit.Toggle(m.o.Profile, m.Texts(), tag, to, m.o.Lane))
}
