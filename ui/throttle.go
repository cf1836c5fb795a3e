package ui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/graphics"
	"tailor/ui/view"
)

// throttle holds the screen as it was drawn last and when, so that a burst of
// keys is drawn once a frame.
type throttle struct {
	screen  string
	caret   caret
	drawn   time.Time
	count   int  // drawings so far
	dirty   bool // something changed since
	waiting bool // a frameMsg is under way
}

// caret is the cell of the screen at which one types, from 0.
type caret struct {
	x, y  int
	shown bool
}

// show takes the lines of a screen, with the mark of an input line's caret in
// them where there is one.
func (f *throttle) show(lines ...string) {
	f.caret.x, f.caret.y, f.caret.shown = view.TakeCaret(lines)
	for k, line := range lines {
		if !strings.ContainsRune(line, graphics.Hole) { // a picture lies over it
			lines[k] = view.Emptied(line)
		}
	}
	f.screen = strings.Join(lines, "\n")
}

// CursorAt returns the cell of the screen, from 0, at which one types: there
// the terminal's own cursor belongs, where input methods open. shown is false
// where one types nowhere.
func (m *Model) CursorAt() (x, y int, shown bool) {
	c := m.throttle.caret
	return c.x, c.y, c.shown
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
	now := m.Options.Now()
	if wait := desk.FrameTime - now.Sub(f.drawn); wait > 0 && wait <= desk.FrameTime {
		if f.waiting {
			return nil
		}
		f.waiting = true
		return m.Options.After(wait, func(time.Time) tea.Msg { return frameMsg{} })
	}
	f.drawn = now
	m.draw()
	return nil
}
