package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// Open shows a page over the screen.
func (m *Model) Open(p desk.Page) {
	m.Page = p
	m.closeList()
	m.Status = view.Status{}
	switch p {
	case desk.HelpPage:
		m.help.filter = ""
		m.help.SetYOffset(0)
	case desk.HistoryPage:
		m.history.Reset("type to search")
	case desk.NamePage:
		m.history.Reset("a name for the preset")
	}
	m.Relayout()
}

// Shut goes back to the prompts.
func (m *Model) Shut() {
	m.Page = desk.NoPage
	m.Relayout()
}

// pageKey handles a key while a page is open.
func (m *Model) pageKey(msg tea.KeyMsg) tea.Cmd {
	k := &m.Keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.askedToQuit()
	case m.Page == desk.SettingsPage && m.pictures.Typing() && key.Matches(msg, k.Close):
		m.pictures.StopTyping()
		return nil
	case m.Page == desk.SettingsPage && key.Matches(msg, k.Generate, k.Settings) && !m.pictures.TakeTyped():
		return nil // the page says why
	case m.Page == desk.SettingsPage && key.Matches(msg, k.Generate):
		m.Shut()
		return m.pictures.Generate()
	case m.Page == desk.SettingsPage && !m.pictures.Typing() && key.Matches(msg, k.Undo, k.Redo):
		return m.settingsStep(key.Matches(msg, k.Redo))
	case m.Page == desk.HistoryPage && key.Matches(msg, k.Close) && m.history.Escape():
		return nil
	case m.Page == desk.HistoryPage && key.Matches(msg, k.History) && m.history.HalfTyped() != "":
		return m.history.Key(tea.KeyMsg{Type: tea.KeyEnter}) // the name is taken
	case m.Page == desk.HelpPage && m.help.filter != "" && key.Matches(msg, k.Close):
		m.help.filter = ""
		return nil
	case key.Matches(msg, k.Close), m.Page == desk.HelpPage && key.Matches(msg, k.Help), m.Page == desk.HistoryPage && key.Matches(msg, k.History), m.Page == desk.SettingsPage && key.Matches(msg, k.Settings), m.Page == desk.ModelPage && key.Matches(msg, k.Model):
		wasText := m.Page == desk.TextPage
		m.Shut()
		if wasText && m.Options.Mouse {
			return tea.EnableMouseCellMotion
		}
		return nil
	}
	switch m.Page {
	case desk.PalettePage:
		return m.palette.HandleKey(msg)
	case desk.SettingsPage:
		return m.pictures.FormKey(msg)
	case desk.ModelPage:
		return m.models.Key(msg)
	case desk.HelpPage:
		m.helpKey(msg)
	case desk.HistoryPage:
		return m.history.Key(msg)
	case desk.NamePage:
		return m.history.NameKey(msg)
	}
	return nil
}

// drawPage draws the open page.
func (m *Model) drawPage(w, h int) []string {
	t := m.Theme
	k := &m.Keys
	title, rows, below := "", []string(nil), 0
	var keys []key.Binding
	foot := min(view.PageFooterRows(t, m.Status, w), max(1, h/4))
	body := h - 2 - foot
	switch m.Page {
	case desk.SettingsPage:
		title, keys = "settings", m.pictures.FormHints()
		rows, below = m.pictures.DrawForm(w-4, body)
	case desk.ModelPage:
		title, keys = "model", m.models.Hints()
		rows, below = m.models.Draw(w-4, body)
	case desk.HelpPage:
		title, rows = m.drawHelp(w-4, body)
		below = m.help.TotalLineCount() - m.help.YOffset - body
		keys = []key.Binding{keymap.As(k.Up, "type", "to find one"), keymap.As(k.Up, "↑↓", "scroll"), keymap.Says(k.Close, "back")}
	case desk.HistoryPage:
		rows = m.history.Draw(w-4, body)
		keys = m.history.Hints()
	case desk.NamePage:
		title = "keep as a preset"
		rows, keys = m.history.DrawName(w-4), m.history.NameHints()
	case desk.TextPage:
		title = "no clipboard took it: select it here"
		rows = view.Wrapped(view.Clean(m.byHand), w-4, body)
		keys = []key.Binding{keymap.Says(k.Close, "back"), keymap.Says(k.Quit, "quit and print it")}
	}
	title = t.Title.Paint(title)
	if m.Page == desk.HistoryPage {
		title = m.history.Title()
	}
	out := view.Frame(w, h-foot, t.Focus, title, rows, t.Dim.Paint(view.More(below)))
	return append(out, view.Footer(t, m.Status, keys, w, foot)...)
}
