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
	m.Say(view.Done, "A new prompt; "+m.Keys.Undo.Help().Key+" brings the old one back."+m.stays())
}

// stays says what a new prompt does not begin anew, and of the settings those
// that one may have of another's picture.
func (m *Model) stays() string {
	set, negative := m.Settings.Written(), m.Editors[desk.InNegative].Text() != ""
	said := " The settings stay"
	switch {
	case len(set) == 0 && negative:
		return " The negative stays."
	case len(set) == 0:
		return ""
	case negative:
		said = " The negative and the settings stay"
	}
	said += " (" + m.Keys.Settings.Help().Key + ")"
	var of []string
	if seed, fixed := set.SeedOf(); fixed {
		of = append(of, fmt.Sprintf("seed %d", seed))
	}
	if size := set.Get(settings.Size); size != "" {
		of = append(of, strings.Replace(size, "x", "×", 1))
	}
	if _, ok := set.HiresOf(); ok {
		of = append(of, "high-res fix")
	}
	if name := set.Get(settings.Checkpoint); name != "" {
		of = append(of, "checkpoint "+desk.FileName(name))
	}
	if len(of) > 0 {
		said += ": " + strings.Join(of, ", ")
	}
	return said + "."
}
