package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/view"
)

// wheelRows is how many rows a notch of the wheel scrolls.
const wheelRows = 3

// mouse routes a mouse event to the part under it.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if m.page != noPage {
		m.pageMouse(msg)
		return nil
	}
	wheel := 0
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		wheel = -1
	case tea.MouseButtonWheelDown:
		wheel = 1
	}
	press := msg.Action == tea.MouseActionPress && msg.Button == tea.MouseButtonLeft
	if a := m.popupArea(); a.H > 0 && a.Has(msg.X, msg.Y) {
		switch {
		case wheel != 0:
			m.popup.Move(wheel * view.Between(wheelRows, 1, max(1, len(m.popup.Items)-1)))
			m.popup.Fit(a)
		case press:
			if k, ok := m.popup.At(msg.Y - a.Y - 1); ok && msg.Y < a.Y+a.H-1 {
				m.popup.Selected = k
				return m.accept()
			}
		}
		return nil
	}
	if press && m.lay.Settings.Has(msg.X, msg.Y) {
		return m.openForm()
	}
	if m.lay.Column.Has(msg.X, msg.Y) {
		return m.columnMouse(msg.X, msg.Y, wheel, press)
	}
	for _, g := range m.gauges {
		if press && g.Has(msg.X, msg.Y) {
			m.jump(g.Chunk)
			return nil
		}
	}
	m.editorMouse(msg, wheel, press)
	return nil
}

// editorMouse puts the cursor, selects and scrolls in the prompts.
func (m *Model) editorMouse(msg tea.MouseMsg, wheel int, press bool) {
	for k, a := range []view.Area{inPrompt: m.lay.Prompt, inNegative: m.lay.Negative} {
		e := m.editors[k]
		// The frame beside the text counts as the text's edge.
		grown := view.Area{X: a.X - 2, Y: a.Y, W: a.W + 4, H: a.H}
		inside := a.H > 0 && grown.Has(msg.X, msg.Y)
		row, col := msg.Y-a.Y, max(0, msg.X-a.X)
		switch {
		case wheel != 0 && inside:
			e.Wheel(wheel * wheelRows)
		case press && inside:
			if m.at != focus(k) {
				m.goTo(focus(k))
			}
			m.popup.Close()
			m.stopSearch()
			e.Press(row, col, msg.Shift, m.o.Now())
		case msg.Action == tea.MouseActionMotion && m.at == focus(k):
			e.Drag(row, col)
		case msg.Action == tea.MouseActionRelease:
			e.Release()
		}
	}
}

// pageMouse scrolls the open page and picks from it.
func (m *Model) pageMouse(msg tea.MouseMsg) {
	n := 0
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		n = -1
	case tea.MouseButtonWheelDown:
		n = 1
	}
	switch {
	case m.page == settingsPage:
		m.formMouse(msg, n)
	case m.page == helpPage && n < 0:
		m.help.ScrollUp(wheelRows)
	case m.page == helpPage && n > 0:
		m.help.ScrollDown(wheelRows)
	case m.page == historyPage && n != 0:
		m.history.Move(n)
	case m.page == historyPage && msg.Action == tea.MouseActionPress && msg.Button == tea.MouseButtonLeft:
		if k := m.history.Top + msg.Y - historyHead; msg.Y >= historyHead && msg.Y < historyHead+m.historyRoom() && k < len(m.history.Rows) {
			if k == m.history.Selected {
				m.openEntry(m.history.Entry())
			} else {
				m.history.Selected = k
			}
		}
	}
}
