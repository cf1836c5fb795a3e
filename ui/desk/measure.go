package desk

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
	"tailor/ui/analysis"
)

// A wildcard counts as its longest entry, so that the gauge never promises
// room that is not there. Finding the longest entry reads a file and counts
// the tokens of perhaps ten thousand lines: a command does it, once for a
// name, and until its answer comes the gauge says that it is not known.

// measures is what is known of the wildcards in the prompts.
type measures struct {
	number int             // of the folders' reading that they are of
	asked  map[string]bool // names that are known, or on the way, or unknown
}

// MeasuredMsg brings the longest lines of wildcards.
type MeasuredMsg struct {
	Number  int
	Longest map[string]analysis.Lines // by name
}

// Measure asks for the wildcards in the prompts that are not known yet.
func (d *Desk) Measure() tea.Cmd {
	set := d.Lists.Wildcards
	if set == nil {
		return nil
	}
	var names []string
	for _, sheet := range []*analysis.Sheet{&d.Analysis.Positive, &d.Analysis.Negative} {
		for _, name := range sheet.Wildcards {
			if d.measures.asked[name] {
				continue
			}
			if d.measures.asked == nil {
				d.measures.asked = map[string]bool{}
			}
			d.measures.asked[name] = true
			if set.Has(name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	number, o := d.measures.number, d.Options.Prompt
	return func() tea.Msg {
		gauge := variants.NewGauge(set.Lines, func(s string) int { return prompt.Count(s, o).Count })
		msg := MeasuredMsg{number, map[string]analysis.Lines{}}
		for _, name := range names {
			var l analysis.Lines
			l.Lines, l.Known = gauge.Lines(name)
			msg.Longest[name] = l
		}
		return msg
	}
}

// Measured takes the longest lines over, unless the wildcards were read again
// since they were asked for.
func (d *Desk) Measured(msg MeasuredMsg) {
	if msg.Number != d.measures.number || len(msg.Longest) == 0 {
		return
	}
	longest := maps.Clone(msg.Longest)
	maps.Copy(longest, d.Analyst.Longest)
	d.Analyst.Longest = longest
	d.Analyst.Forget()
	d.Analyse()
}

// ForgetMeasures lets the wildcards be measured again.
func (d *Desk) ForgetMeasures() {
	d.measures = measures{number: d.measures.number + 1}
	d.Analyst.Longest = nil
	d.Analyst.Forget()
}
