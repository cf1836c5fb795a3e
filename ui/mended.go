package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/compare"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// mendedTime is how long what a fix of everything changed is to be seen.
const mendedTime = 2 * time.Second

// mended is what fixing all changed, for as long as it is shown.
type mended struct {
	was    prompt.Texts
	now    prompt.Texts // the texts that it is shown for
	number int          // of the fix
	shown  bool
}

// mendedOverMsg says that a fix was to be seen long enough.
type mendedOverMsg struct{ Number int }

// showMended shows for two seconds what became of the texts.
func (m *Model) showMended(was prompt.Texts) tea.Cmd {
	m.mended = mended{was: was, now: m.Texts(), number: m.mended.number + 1, shown: true}
	number := m.mended.number
	return m.Options.After(mendedTime, func(time.Time) tea.Msg { return mendedOverMsg{number} })
}

// drawMended draws in a prompt's place what went and what came, nil where that
// is not to be seen now.
func (m *Model) drawMended(p desk.Focus, w, h int) []string {
	if !m.mended.shown || m.Texts() != m.mended.now {
		return nil
	}
	was, now := m.mended.was.Positive, m.mended.now.Positive
	if p == desk.InNegative {
		was, now = m.mended.was.Negative, m.mended.now.Negative
	}
	if was == now {
		return nil
	}
	rows := view.Pieces(m.Theme, compare.Words(was, now), w, h)
	for len(rows) < h {
		rows = append(rows, "")
	}
	for k := range rows {
		rows[k] = view.Fill(rows[k], w)
	}
	return rows
}
