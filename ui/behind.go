package ui

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/analysis"
)

// largeText is from how many bytes on the prompts are analysed behind the
// screen: below it takes less than a frame.
const largeText = 8 << 10

// behind is the analysis of a large prompt, which gives way to typing: while
// it is under way the screen shows the text with its colours as they move with
// what is typed, and no diagnoses, which would stand beside their places.
type behind struct {
	stale bool // what is shown is not of the texts as they are
	under bool // an analysis is under way
	fits  int  // grows when the lists or the model are others
}

// analysedMsg brings the analysis of a large prompt.
type analysedMsg struct {
	analysis.Analysis
	fits int
}

// isLarge reports whether a prompt is analysed behind the screen.
func isLarge(t prompt.Texts) bool { return len(t.Positive)+len(t.Negative) > largeText }

// analyseBehind starts the analysis of a large prompt, unless one is under way:
// what is typed meanwhile is analysed after it.
func (m *Model) analyseBehind() tea.Cmd {
	if !m.behind.stale || m.behind.under {
		return nil
	}
	m.behind.under = true
	t, a, fits := m.Texts(), m.analyst, m.behind.fits
	a.Longest = maps.Clone(a.Longest)
	a.Forget()
	return func() tea.Msg { return analysedMsg{a.Read(t), fits} }
}

// analysed takes an analysis, if the texts and the lists are still those.
func (m *Model) analysed(msg analysedMsg) {
	m.behind.under = false
	if msg.Texts != m.Texts() || msg.fits != m.behind.fits {
		return
	}
	m.behind.stale = false
	m.takeAnalysis(msg.Analysis)
	m.relayout()
}

// takeAnalysis shows an analysis.
func (m *Model) takeAnalysis(a analysis.Analysis) {
	before := m.analysis.States
	m.analysis = a
	m.analysisVersion++
	if !maps.Equal(before, a.States) {
		m.switched++
	}
}
