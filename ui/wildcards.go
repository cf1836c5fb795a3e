package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/tags/prompt/variants"
	"tailor/ui/desk"
)

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
		whole := expanded == text
		expanded = splice.Copyable(expanded)
		c := prompt.Count(expanded, o)
		msg := copiedMsg{What: fmt.Sprintf("%s of seed %d, %d/%d, copied", name, seed, c.Count, c.Max), Text: expanded, Note: strings.Join(problems, "; ")}
		if whole && len(problems) == 0 {
			msg.What = name + ", in which nothing is to be expanded, copied"
		}
		return msg
	})
}
