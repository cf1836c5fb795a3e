package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/palette"
	"tailor/ui/view"
)

// openPalette opens the list with every action in it, for terminals and in
// multiplexers that keep its key for themselves.
func (m *Model) openPalette() {
	m.palette.Show("what is to be done?", each.Of(m.listed(), func(b key.Binding) palette.Deed {
		return palette.Deed{Does: b.Help().Desc, Key: b.Help().Key, Do: func() tea.Cmd { return m.carryOut(b) }}
	}))
}

// listed returns the bindings of the actions that the list names.
func (m *Model) listed() []key.Binding {
	editing := slices.Concat(m.Editors[desk.InPrompt].Keys.FullHelp()...)
	return append(m.Keys.Listed(), slices.DeleteFunc(editing, func(b key.Binding) bool { return !b.Enabled() })...)
}

// carryOut does what an action's key does.
func (m *Model) carryOut(b key.Binding) tea.Cmd {
	for _, name := range b.Keys() {
		if msg, ok := keymap.Named(name); ok && key.Matches(msg, b) {
			return m.key(msg)
		}
	}
	m.Say(view.Warning, "This has no key that tailor could press: give it one in the config.")
	return nil
}
