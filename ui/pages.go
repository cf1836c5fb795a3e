package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// open shows a page over the screen.
func (m *Model) open(p page) {
	m.page = p
	m.popup.Close()
	m.stopSearch()
	m.status = view.Status{}
	switch p {
	case helpPage:
		m.help.filter = ""
		m.help.SetYOffset(0)
	case historyPage:
		m.history = newHistoryBrowser()
		m.history.Query.Focus()
	case namePage:
		m.history = newHistoryBrowser()
		m.history.Query.Placeholder = "a name for the preset"
		m.history.Query.Focus()
	}
	m.relayout()
}

// shut goes back to the prompts.
func (m *Model) shut() {
	m.page = noPage
	m.relayout()
}

// pageKey handles a key while a page is open.
func (m *Model) pageKey(msg tea.KeyMsg) tea.Cmd {
	k := &m.keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.quit()
	case m.page == settingsPage && m.form.typing && key.Matches(msg, k.Close):
		m.form.typing, m.form.wrong = false, ""
		return nil
	case m.page == settingsPage && key.Matches(msg, k.Generate):
		m.shut()
		return m.generate()
	case m.page == settingsPage && !m.form.typing && key.Matches(msg, k.Undo):
		m.step((*buffer.History).Undo, "undo")
		return nil
	case m.page == historyPage && m.history.named != nil && key.Matches(msg, k.Close):
		m.leaveNaming()
		return nil
	case m.page == historyPage && m.history.comparing && key.Matches(msg, k.Close):
		m.history.comparing = false
		return nil
	case m.page == helpPage && m.help.filter != "" && key.Matches(msg, k.Close):
		m.help.filter = ""
		return nil
	case key.Matches(msg, k.Close), m.page == helpPage && key.Matches(msg, k.Help), m.page == historyPage && key.Matches(msg, k.History), m.page == settingsPage && key.Matches(msg, k.Settings), m.page == modelPage && key.Matches(msg, k.Model):
		wasText := m.page == textPage
		m.shut()
		if wasText && m.o.Mouse {
			return tea.EnableMouseCellMotion
		}
		return nil
	}
	switch m.page {
	case palettePage:
		return m.paletteKey(msg)
	case settingsPage:
		return m.formKey(msg)
	case modelPage:
		return m.modelKey(msg)
	case helpPage:
		m.helpKey(msg)
	case historyPage:
		return m.historyKey(msg)
	case namePage:
		return m.nameKey(msg)
	}
	return nil
}

// drawPage draws the open page.
func (m *Model) drawPage(w, h int) []string {
	t := m.theme
	k := &m.keys
	title, rows := "", []string(nil)
	var keys []key.Binding
	body := h - 3
	switch m.page {
	case settingsPage:
		title, rows, keys = "settings", m.drawForm(w-4, body), m.formKeys()
	case modelPage:
		title, rows, keys = "model", m.drawModels(w-4, body), m.modelKeys()
	case helpPage:
		title, rows = m.drawHelp(w-4, body)
		keys = []key.Binding{keyed(k.Up, "↑↓", "scroll"), says(k.Close, "back")}
	case historyPage:
		rows = m.drawHistory(w-4, body)
		keys = m.historyKeys()
	case namePage:
		title = "keep as a preset"
		what := "Both prompts are kept."
		if m.buffer().Selecting() {
			what = "The selection is kept."
		}
		rows = []string{t.Accent.Paint("› ") + view.Clip(m.history.Query.View(), w-6), "", t.Dim.Paint(what)}
		keys = []key.Binding{says(k.Newline, "keep"), says(k.Close, "back")}
	case textPage:
		title = "no clipboard took it: select it here"
		rows = view.Wrapped(view.Clean(m.byHand), w-4, body)
		keys = []key.Binding{says(k.Close, "back"), says(k.Quit, "quit and print it")}
	}
	title = t.Title.Paint(title)
	if m.page == historyPage {
		title = view.Names(t, view.HistoryLists, int(m.history.List))
	}
	out := view.Frame(w, h-1, t.Focus, title, rows)
	return append(out, view.Footer(t, m.status, keys, w, 1)...)
}
