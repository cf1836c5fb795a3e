package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
)

// hold keeps a key back that acts on the list while the search for it is under
// way, and every key behind such a one, so that what comes in one go does what
// it does when typed slowly. Letters alone never wait. While the lists are still being
// read there is no search: then a tab is owed, unless another key follows it.
func (m *Model) hold(msg tea.Msg) bool {
	k, isKey := msg.(tea.KeyMsg)
	if m.search.waiting && m.Page == desk.NoPage && m.At != desk.InColumn {
		m.search.owed = isKey && k.Type == tea.KeyTab
		return m.search.owed
	}
	if !m.search.under || m.Page != desk.NoPage || m.At == desk.InColumn {
		return false
	}
	if len(m.held) == 0 && !(isKey && m.actsOnList(k)) {
		return false
	}
	m.held = append(m.held, msg)
	return true
}

// actsOnList reports whether a key does something else while a list is open.
func (m *Model) actsOnList(msg tea.KeyMsg) bool {
	k := &m.Keys
	return msg.Type == tea.KeyTab || key.Matches(msg, k.Accept, k.Up, k.Down, k.PageUp, k.PageDown)
}

// release does what the keys say that were held back. They may be held again,
// behind one that starts a search.
func (m *Model) release() tea.Cmd {
	held := m.held
	m.held = nil
	var cmds []tea.Cmd
	for _, msg := range held {
		cmds = append(cmds, m.receive(msg))
	}
	return tea.Batch(cmds...)
}
