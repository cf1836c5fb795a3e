package ui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
	"tailor/tags/wildcard"
	"tailor/ui/desk"
)

// A wildcard counts as its longest entry, so that the gauge never promises
// room that is not there. Finding the longest entry reads a file and counts
// the tokens of perhaps ten thousand lines: a command does it, once for a
// name, and until its answer comes the wildcard counts as it is written.

// measures is what is known of the wildcards in the prompts.
type measures struct {
	gauge *wildcard.Gauge
	asked map[string]bool // names that are known, or on the way, or unknown
}

// measuredMsg brings the longest texts of wildcards.
type measuredMsg struct {
	Gauge   *wildcard.Gauge
	Longest map[string]string // by name
}

// measure asks for the wildcards in the prompts that are not known yet.
func (m *Model) measure() tea.Cmd {
	set := m.Lists.Wildcards
	if set == nil {
		return nil
	}
	var names []string
	for _, text := range []string{m.Analysis.Texts.Positive, m.Analysis.Texts.Negative} {
		if !strings.Contains(text, "__") {
			continue
		}
		for _, ref := range wildcard.Find(text) {
			if m.measures.asked[ref.Name] {
				continue
			}
			if m.measures.gauge == nil {
				o := m.Options.Prompt
				m.measures.asked = map[string]bool{}
				m.measures.gauge = wildcard.NewGauge(set, func(s string) int { return prompt.Count(s, o).Count })
			}
			m.measures.asked[ref.Name] = true
			if set.Has(ref.Name) {
				names = append(names, ref.Name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	gauge := m.measures.gauge
	return func() tea.Msg {
		msg := measuredMsg{gauge, map[string]string{}}
		for _, name := range names {
			if text, _, err := gauge.Longest(name, wildcard.Options{Variants: true}); err == nil {
				msg.Longest[name] = text
			}
		}
		return msg
	}
}

// measured takes the longest texts over, unless the wildcards were read anew
// since they were asked for.
func (m *Model) measured(msg measuredMsg) {
	if msg.Gauge != m.measures.gauge || len(msg.Longest) == 0 {
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
	m.measures, m.Analyst.Longest = measures{}, nil
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
