package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/view"
)

// mouse routes a mouse event to the part under it.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	wheel := 0
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		wheel = -1
	case tea.MouseButtonWheelDown:
		wheel = 1
	}
	press := msg.Action == tea.MouseActionPress && msg.Button == tea.MouseButtonLeft
	if m.Page != desk.NoPage {
		return m.pageMouse(msg, wheel, press)
	}
	if a := m.popupArea(); a.H > 0 && a.Has(msg.X, msg.Y) {
		switch {
		case wheel != 0:
			m.Popup.Move(wheel * view.Between(desk.WheelRows, 1, max(1, len(m.Popup.Items)-1)))
			m.Popup.Fit(a)
		case press:
			if k, ok := m.Popup.At(msg.Y-a.Y-1, msg.X-a.X-1, a.W-2); ok && msg.Y < a.Y+a.H-1 {
				m.Popup.Selected = k
				return m.accept()
			}
		}
		return nil
	}
	if press && m.Lay.Settings.Has(msg.X, msg.Y) {
		return m.pictures.OpenForm()
	}
	if m.Lay.Column.Has(msg.X, msg.Y) {
		return m.column.Mouse(msg.X, msg.Y, wheel, press)
	}
	for _, g := range m.gauges {
		if press && g.Has(msg.X, msg.Y) {
			m.Jump(g.Chunk)
			return nil
		}
	}
	m.editorMouse(msg, wheel, press)
	return nil
}

// editorMouse puts the cursor, selects and scrolls in the prompts.
func (m *Model) editorMouse(msg tea.MouseMsg, wheel int, press bool) {
	for k, a := range m.areas() {
		e := m.Editors[k]
		// The frame beside the text counts as the text's edge.
		grown := view.Area{X: a.X - 2, Y: a.Y, W: a.W + 4, H: a.H}
		inside := a.H > 0 && grown.Has(msg.X, msg.Y)
		row, col := msg.Y-a.Y, max(0, msg.X-a.X)
		switch {
		case wheel != 0 && inside:
			e.Wheel(wheel * desk.WheelRows)
		case press && inside:
			if m.At != desk.Focus(k) {
				m.GoTo(desk.Focus(k))
			}
			m.closeList()
			e.Press(row, col, msg.Shift, m.Options.Now())
		case msg.Action == tea.MouseActionMotion && m.At == desk.Focus(k):
			e.Drag(row, col)
		case msg.Action == tea.MouseActionRelease:
			e.Release()
		}
	}
}

// pageMouse scrolls the open page and picks from it.
func (m *Model) pageMouse(msg tea.MouseMsg, wheel int, press bool) tea.Cmd {
	switch m.Page {
	case desk.PalettePage:
		return m.palette.Mouse(msg.X, msg.Y, wheel, press)
	case desk.SettingsPage:
		m.pictures.FormMouse(msg, wheel)
	case desk.HelpPage:
		m.help.scroll(wheel * desk.WheelRows)
	case desk.HistoryPage:
		m.history.Mouse(msg.X, msg.Y, wheel, press)
	}
	return nil
}
