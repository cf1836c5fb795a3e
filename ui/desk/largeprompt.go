package desk

import (
	"context"
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/analysis"
)

// LargeText is from how many bytes on the prompts are analysed behind the
// screen: below it takes less than a frame.
const LargeText = 16 << 10

// IsHuge reports whether a prompt is not taken apart: it is kept, edited and
// copied as it stands.
func IsHuge(t prompt.Texts) bool { return len(t.Positive)+len(t.Negative) > prompt.MostRead }

// behind is the analysis of a large prompt, which gives way to typing: while
// it is under way the screen shows the text with its colours as they move with
// what is typed, and no diagnoses, which would stand beside their places. One
// that another text overtakes is stopped, and the next begins when it has.
type behind struct {
	stale bool               // what is shown is not of the texts as they are
	stop  context.CancelFunc // ends the analysis that is under way, nil without one
	fits  int                // grows when the lists or the model are others
}

// AnalysedMsg brings the analysis of a large prompt.
type AnalysedMsg struct {
	analysis.Analysis
	fits  int
	whole bool // it was not stopped
}

// IsLarge reports whether a prompt is analysed behind the screen.
func IsLarge(t prompt.Texts) bool { return len(t.Positive)+len(t.Negative) > LargeText }

// AnalyseBehind starts the analysis of a large prompt, unless one is under way:
// what is typed meanwhile stops that (Analyse) and is analysed after it.
func (d *Desk) AnalyseBehind() tea.Cmd {
	if !d.behind.stale || d.behind.stop != nil || IsHuge(d.Texts()) {
		return nil
	}
	var ctx context.Context
	ctx, d.behind.stop = context.WithCancel(d.Ctx)
	t, a, fits := d.Texts(), d.Analyst, d.behind.fits
	a.Longest = maps.Clone(a.Longest)
	a.Forget()
	return func() tea.Msg {
		seen, ok := a.ReadUntil(ctx, t)
		return AnalysedMsg{seen, fits, ok}
	}
}

// Analysed takes an analysis, if the texts and the lists are still those.
func (d *Desk) Analysed(msg AnalysedMsg) {
	d.behind.stop()
	d.behind.stop = nil
	if !msg.whole || msg.Texts != d.Texts() || msg.fits != d.behind.fits {
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
