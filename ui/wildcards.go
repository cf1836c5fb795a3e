package ui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
	"tailor/ui/analysis"
	"tailor/ui/desk"
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

// measuredMsg brings the longest lines of wildcards.
type measuredMsg struct {
	Number  int
	Longest map[string]analysis.Lines // by name
}

// measure asks for the wildcards in the prompts that are not known yet.
func (m *Model) measure() tea.Cmd {
	set := m.Lists.Wildcards
	if set == nil {
		return nil
	}
	var names []string
	for _, sheet := range []*analysis.Sheet{&m.Analysis.Positive, &m.Analysis.Negative} {
		for _, name := range sheet.Wildcards {
			if m.measures.asked[name] {
				continue
			}
			if m.measures.asked == nil {
				m.measures.asked = map[string]bool{}
			}
			m.measures.asked[name] = true
			if set.Has(name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	number, o := m.measures.number, m.Options.Prompt
	return func() tea.Msg {
		gauge := variants.NewGauge(set.Lines, func(s string) int { return prompt.Count(s, o).Count })
		msg := measuredMsg{number, map[string]analysis.Lines{}}
		for _, name := range names {
			var l analysis.Lines
			l.Lines, l.Known = gauge.Lines(name)
			msg.Longest[name] = l
		}
		return msg
	}
}

// measured takes the longest lines over, unless the wildcards were read anew
// since they were asked for.
func (m *Model) measured(msg measuredMsg) {
	if msg.Number != m.measures.number || len(msg.Longest) == 0 {
		return
	}
	longest := maps.Clone(msg.Longest)
	maps.Copy(longest, m.Analyst.Longest)
	m.Analyst.Longest = longest
	m.Analyst.Forget()
	m.Analyse()
}

// forgetMeasures lets the wildcards be measured again.
func (m *Model) forgetMeasures() {
	m.measures = measures{number: m.measures.number + 1}
	m.Analyst.Longest = nil
	m.Analyst.Forget()
}

// copyExpanded copies the prompt that is being written with its wildcards and
// variants expanded, by a seed that "tailor expand" takes as well.
func (m *Model) copyExpanded() tea.Cmd {
	t := m.copyable()
	text, name := t.Positive, "Prompt"
	if m.Writing() == desk.InNegative {
		text, name = t.Negative, "Negative prompt"
	}
	var lookup variants.Lookup
	if set := m.Lists.Wildcards; set != nil {
		lookup = set.Lines
	}
	o, seed := m.Options.Prompt, uint64(rand.Uint32())
	return m.copyMade(text, t, func() copiedMsg {
		expanded, problems := variants.New(seed, lookup).Expand(text)
		c := prompt.Count(expanded, o)
		msg := copiedMsg{What: fmt.Sprintf("%s of seed %d, %d/%d, copied", name, seed, c.Count, c.Max), Text: expanded, Note: strings.Join(problems, "; ")}
		if expanded == text && len(problems) == 0 {
			msg.What = name + ", in which nothing is to be expanded, copied"
		}
		return msg
	})
}
