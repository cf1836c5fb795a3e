package ui

import (
	"fmt"
	"strings"

	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// newPrompt begins a new prompt: the prompt is empty, as one step, and the
// negative and the settings, which one keeps from prompt to prompt, stay.
func (m *Model) newPrompt() {
	m.LeaveList()
	if m.Editors[desk.InPrompt].Text() == "" {
		m.Say(view.Quiet, "The prompt is empty already.")
		m.GoTo(desk.InPrompt)
		return
	}
	m.Standing.Gone = true
	m.Undo.Break()
	m.Editors[desk.InPrompt].SetText("")
	m.GoTo(desk.InPrompt)
	said := "A new prompt; " + m.Keys.Undo.Help().Key + " brings the old one back."
	var stay []string
	set := m.Settings.Written()
	if seed, fixed := set.SeedOf(); fixed {
		stay = append(stay, fmt.Sprintf("seed %d", seed))
	}
	if name := set.Get(settings.Checkpoint); name != "" {
		stay = append(stay, "checkpoint "+desk.FileName(name))
	}
	if len(stay) > 0 {
		said += " Still set (" + m.Keys.Settings.Help().Key + "): " + strings.Join(stay, ", ") + "."
	}
	m.Say(view.Done, said)
}
