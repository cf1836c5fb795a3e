package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// frameTime is the least time between two drawings of the screen: the
// renderer shows no more than one in it, so more would be work for nothing.
const frameTime = time.Second / 120

// throttle holds the screen as it was drawn last and when, so that a burst of
// keys is drawn once a frame.
type throttle struct {
	screen  string
	drawn   time.Time
	count   int  // drawings so far
	dirty   bool // something changed since
	waiting bool // a frameMsg is under way
}

// frameMsg says that the time of a frame is over.
type frameMsg struct{}

// show draws the screen now if the last drawing is a frame ago, else as soon
// as it will be.
func (m *Model) show() tea.Cmd {
	f := &m.throttle
	if !f.dirty {
		return nil
	}
	now := m.o.Now()
	if wait := frameTime - now.Sub(f.drawn); wait > 0 && wait <= frameTime {
		if f.waiting {
			return nil
		}
		f.waiting = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return frameMsg{} })
	}
	f.drawn = now
	m.draw()
	return nil
}
