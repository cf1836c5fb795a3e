package terminal

import (
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// x10Numbers reads the numbers of X10's mouse report as far as they have come,
// at most three, and how many bytes they are: a byte each, of any value, or a
// character of two bytes where a terminal writes them so from 96 on (mode 1005).
func x10Numbers(b []byte) (n []int, size int) {
	for size < len(b) && len(n) < 3 {
		r := rune(b[size])
		if r >= 0xc2 && r < 0xe0 {
			if size+1 == len(b) {
				break
			}
			if c, length := utf8.DecodeRune(b[size:]); length == 2 {
				r = c
				size++
			}
		}
		n = append(n, int(r)-' ')
		size++
	}
	return n, size
}

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
