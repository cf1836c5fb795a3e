package ui

import (
	"fmt"
	"strings"

	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// newPrompt begins a new prompt: the prompt is empty, as one step, and the
// negative and the settings, which one keeps from prompt to prompt, stay. Where
// it is empty already the settings go back to their defaults.
func (m *Model) newPrompt() {
	m.GoTo(desk.InPrompt)
	undo := m.Keys.Undo.Help().Key
	m.Undo.Break()
	switch {
	case m.Editors[desk.InPrompt].Text() != "":
		m.Standing.Gone = true
		m.Editors[desk.InPrompt].SetText("")
		m.Say(view.Done, "A new prompt; "+undo+" brings the old one back."+m.stays())
	case m.Settings.Text() != "":
		m.SetSettings(nil)
		m.Say(view.Done, "The settings are at their defaults; "+undo+" brings the old ones back.")
	default:
		m.Say(view.Quiet, "The prompt is empty already.")
	}
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
	if skip := set.Get(settings.ClipSkip); skip != "" {
		of = append(of, "CLIP skip "+skip)
	}
	if name := set.Get(settings.Checkpoint); name != "" {
		of = append(of, "checkpoint "+desk.FileName(name))
	}
	if len(of) > 0 {
		said += ": " + strings.Join(of, ", ")
	}
	return said + "; " + m.Keys.New.Help().Key + " again resets them."
}
