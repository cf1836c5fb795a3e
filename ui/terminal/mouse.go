package terminal

import tea "github.com/charmbracelet/bubbletea"

// mouse returns the message of a mouse report: xterm's button number and the
// cell, from 1.
func mouse(button, x, y int, release bool) tea.Msg {
	m := tea.MouseMsg{X: x - 1, Y: y - 1, Shift: button&4 != 0, Alt: button&8 != 0, Ctrl: button&16 != 0}
	low := tea.MouseButton(button & 3)
	switch {
	case button < 0:
		return nil
	case button&128 != 0:
		m.Button = tea.MouseButtonBackward + low
	case button&64 != 0:
		m.Button = tea.MouseButtonWheelUp + low
	case low == 3:
		m.Action = tea.MouseActionRelease
	default:
		m.Button = tea.MouseButtonLeft + low
	}
	switch {
	case m.Button >= tea.MouseButtonWheelUp && m.Button <= tea.MouseButtonWheelRight:
	case button&32 != 0:
		m.Action = tea.MouseActionMotion
	case release:
		m.Action = tea.MouseActionRelease
	}
	return m
}
