package desk

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/analysis"
)

// LargeText is from how many bytes on the prompts are analysed behind the
// screen: below it takes less than a frame.
const LargeText = 16 << 10

// behind is the analysis of a large prompt, which gives way to typing: while
// it is under way the screen shows the text with its colours as they move with
// what is typed, and no diagnoses, which would stand beside their places.
type behind struct {
	stale bool // what is shown is not of the texts as they are
	under bool // an analysis is under way
	fits  int  // grows when the lists or the model are others
}

// AnalysedMsg brings the analysis of a large prompt.
type AnalysedMsg struct {
	analysis.Analysis
	fits int
}

// IsLarge reports whether a prompt is analysed behind the screen.
func IsLarge(t prompt.Texts) bool { return len(t.Positive)+len(t.Negative) > LargeText }

// AnalyseBehind starts the analysis of a large prompt, unless one is under way:
// what is typed meanwhile is analysed after it.
func (d *Desk) AnalyseBehind() tea.Cmd {
	if !d.behind.stale || d.behind.under {
		return nil
	}
	d.behind.under = true
	t, a, fits := d.Texts(), d.Analyst, d.behind.fits
	a.Longest = maps.Clone(a.Longest)
	a.Forget()
	return func() tea.Msg { return AnalysedMsg{a.Read(t), fits} }
}

// Analysed takes an analysis, if the texts and the lists are still those.
func (d *Desk) Analysed(msg AnalysedMsg) {
	d.behind.under = false
	if msg.Texts != d.Texts() || msg.fits != d.behind.fits {
		return
	}
	d.behind.stale = false
	d.takeAnalysis(msg.Analysis)
	d.Relayout()
}

// takeAnalysis shows an analysis.
func (d *Desk) takeAnalysis(a analysis.Analysis) {
	before := d.Analysis.States
	d.Analysis = a
	d.AnalysisVersion++
	if !maps.Equal(before, a.States) {
		d.Switched++
	}
}

// Stale reports whether what is shown is not of the texts as they are.
func (d *Desk) Stale() bool { return d.behind.stale }
