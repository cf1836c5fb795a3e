package ui

import (
	"fmt"
	"tailor/ui/view"

	tea "github.com/charmbracelet/bubbletea"
)

// otherModel goes to the next form of the model that the profile knows.
func (m *Model) otherModel() tea.Cmd {
	models := m.o.Profile.Models()
	for k, model := range models {
		if model == m.o.Model {
			m.o.Model = models[(k+1)%len(models)]
			break
		}
	}
	if s, ok := m.o.Profile.Sampling(m.o.Model); ok {
		m.say(view.Hint, fmt.Sprintf("%s: %s, %s steps, CFG %s, best %v.", m.o.Model, s.Sampler(), s.Steps, s.CFG, s.CFG.Best))
	}
	return m.refit()
}
