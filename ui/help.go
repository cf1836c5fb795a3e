package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/names"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// helpBrowser is the page of all keys, in which one scrolls and looks for what
// a key does by letters of it.
type helpBrowser struct {
	viewport.Model
	filter string
}

// scroll scrolls by n rows, down or with -n up.
func (h *helpBrowser) scroll(n int) { h.SetYOffset(h.YOffset + n) }

// helpKey scrolls the page, or takes a letter of what is looked for.
func (m *Model) helpKey(msg tea.KeyMsg) {
	switch n := m.Keys.Steps(msg, m.help.Height); {
	case n != 0:
		m.help.scroll(n)
	case msg.Type == tea.KeySpace && m.help.filter == "":
		m.help.PageDown()
	case msg.Type == tea.KeyHome:
		m.help.GotoTop()
	case msg.Type == tea.KeyEnd:
		m.help.GotoBottom()
	default:
		if filter, ok := desk.Typed(m.help.filter, msg); ok {
			m.help.filter = filter
			m.help.GotoTop()
		}
	}
}

// drawHelp draws the page in w by h cells.
func (m *Model) drawHelp(w, h int) (title string, rows []string) {
	all := keymap.Sections(&m.Keys, m.Editors[desk.InPrompt].Keys.FullHelp())
	title = "keys"
	if f := m.help.filter; f != "" {
		title += " › " + view.Clean(f) + view.CaretHere()
		found := findKeys(all, f)
		all = []view.KeySection{{Title: "found", Keys: found}}
		if len(found) == 0 {
			all[0].Title = "no key does that; backspace takes a letter back"
		}
	}
	m.help.SetContent(strings.Join(view.Help(m.Theme, all, w), "\n"))
	m.help.Height = h
	return title, strings.Split(m.help.View(), "\n")
}

// findKeys returns the keys whose description, or else whose name, holds the
// letters of a text, the best first.
func findKeys(all []view.KeySection, text string) []key.Binding {
	bindings := slices.Concat(each.Of(all, func(s view.KeySection) []key.Binding { return s.Keys })...)
	bindings = slices.DeleteFunc(bindings, func(b key.Binding) bool { return !b.Enabled() })
	what := each.Of(bindings, func(b key.Binding) string { return b.Help().Desc + " " + b.Help().Key })
	return each.Of(names.Find(text, what), func(m names.Match) key.Binding { return bindings[m.Index] })
}
