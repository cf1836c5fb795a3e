package ui

import (
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
	m.Say(view.Done, "A new prompt; "+m.Keys.Undo.Help().Key+" brings the old one back.")
}
