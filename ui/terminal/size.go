package terminal

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// mostColumns and mostRows are how large a terminal is drawn on: one that says it
// is larger, 65535x65535, says so by mistake.
const mostColumns, mostRows = 1000, 500

// realSize takes a size of which the terminal does not know, 0 columns or
// rows, for 80x24, and of a larger one than there are the most that is drawn on.
func realSize(columns, rows int) (int, int) {
	if columns <= 0 || rows <= 0 {
		return 80, 24
	}
	return min(columns, mostColumns), min(rows, mostRows)
}

// withSize is a filter of Bubble Tea's messages by which its renderer gets a
// size that can be drawn on as well.
func withSize(_ tea.Model, msg tea.Msg) tea.Msg {
	if s, ok := msg.(tea.WindowSizeMsg); ok {
		s.Width, s.Height = realSize(s.Width, s.Height)
		return s
	}
	return msg
}

// pollSize sends the terminal's size whenever it has changed, until ended is
// closed: a console that is read as text tells nobody.
func pollSize(every time.Duration, size func() (columns, rows int), send func(tea.Msg), ended <-chan struct{}) {
	columns, rows := size()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ended:
			return
		case <-ticker.C:
		}
		if c, r := size(); c != columns || r != rows {
			columns, rows = c, r
			send(tea.WindowSizeMsg{Width: c, Height: r})
		}
	}
}
