package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/edit"
)

// toggleKey moves among the toggles and switches them.
func (m *Model) toggleKey(msg tea.KeyMsg) {
	k, p := &m.keys, &m.panel
	switch {
	case key.Matches(msg, k.Close):
		m.goTo(m.from)
	case key.Matches(msg, k.Up):
		p.move(-1)
	case key.Matches(msg, k.Down):
		p.move(1)
	case key.Matches(msg, k.PageUp), msg.Type == tea.KeyLeft:
		p.jump(-1)
	case key.Matches(msg, k.PageDown), msg.Type == tea.KeyRight:
		p.jump(1)
	case msg.Type == tea.KeyHome:
		p.move(-1 << 20)
	case msg.Type == tea.KeyEnd:
		p.move(1 << 20)
	case key.Matches(msg, k.Cycle):
		m.cycle(p.tag())
	case key.Matches(msg, k.Want):
		m.toggle(p.tag(), edit.Wanted)
	case key.Matches(msg, k.Refuse):
		m.toggle(p.tag(), edit.Refused)
	}
	m.panel.scroll(m.lay.Panel.H - 2)
}

// cycle turns a toggle from off to wanted to refused to off.
func (m *Model) cycle(tag string) {
	if tag != "" {
		m.toggle(tag, edit.Next(m.o.Profile, tag, m.seen.States[tag]))
	}
}

// toggle sets a toggle, or turns it off when it is there already.
func (m *Model) toggle(tag string, to edit.State) {
	if tag == "" {
		return
	}
	if m.seen.States[tag] == to {
		to = edit.Off
	}
	m.remark = remark{}
	m.apply(edit.Toggle(m.o.Profile, m.Texts(), tag, to, m.o.Lane))
}
