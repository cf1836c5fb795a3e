package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/tags/search"
	"tailor/ui/view"
)

// enterTheme shows the tags of a theme that was chosen.
func (m *Model) enterTheme(item view.Suggestion) tea.Cmd {
	if !strings.HasPrefix(item.Insert, search.ThemeFilter) {
		return nil
	}
	return m.complete(true)
}

// leaveTheme takes the theme away that stands in the word at the cursor: it
// was only there to be looked through, and what was typed behind it stays.
func (m *Model) leaveTheme() {
	b := m.buffer()
	query, span := splice.Word(b.Text(), b.Cursor())
	_, rest, ok := search.CutTheme(query)
	if !ok {
		return
	}
	span.End = max(span.Start, b.Cursor()-len(rest))
	m.undo.Break()
	b.Apply([]prompt.Edit{{Span: span}}, span.Start+len(rest))
}

// leaveList leaves a theme that is being looked through, before the text is
// used for something.
func (m *Model) leaveList() {
	if m.popup.Open {
		m.leaveTheme()
	}
}
