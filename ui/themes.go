package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

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
