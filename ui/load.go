package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/profile"
	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// listsLoadedMsg says that the lists were read.
type listsLoadedMsg struct {
	Load    int
	Profile *profile.Profile // that Checker is for, with Model
	Model   profile.Model
	Lists   Lists
	Checker *lint.Checker
	Err     error
}

// readingAgain is said while the lists are read because the user asked for it.
const readingAgain = "Reading the lists again …"

// reload reads the lists because the user asks for it.
func (m *Model) reload() tea.Cmd {
	m.Say(view.Quiet, readingAgain)
	return m.load()
}

// load reads the lists behind the screen.
func (m *Model) load() tea.Cmd {
	if m.Options.Load == nil {
		return nil
	}
	m.loads++
	m.loading = true
	number, ctx, p, model, read, check := m.loads, m.Ctx, m.Options.Profile, m.Options.Model, m.Options.Load, m.Checker()
	return func() tea.Msg {
		lists, err := read(ctx)
		return listsLoadedMsg{number, p, model, lists, check(lists), err}
	}
}

func (m *Model) listsLoaded(msg listsLoadedMsg) tea.Cmd {
	if msg.Load != m.loads {
		return nil
	}
	m.loading = false
	if msg.Err != nil {
		m.Say(view.Failure, msg.Err.Error())
	}
	if msg.Lists.Catalogue == nil {
		return nil
	}
	m.Lists = msg.Lists
	m.NetworksChanged()
	m.ForgetMeasures()
	if m.Lists.Remark != "" && msg.Err == nil {
		said := m.Lists.Remark
		if m.loads == 1 && m.Options.Remark != "" {
			said = m.Options.Remark + "; " + said // nobody has read that yet
		}
		m.Say(view.Warning, said)
	}
	m.Fit(msg.Checker)
	var cmds []tea.Cmd
	if msg.Profile != m.Options.Profile || msg.Model != m.Options.Model {
		cmds = append(cmds, m.Refit())
	}
	if m.Status.Text == readingAgain {
		m.Say(view.Done, "The lists were read again; a changed config holds from the next start on.")
	}
	if m.search.waiting || m.Typing && !m.Popup.Open { // what was typed may be in the lists now
		owed := m.search.owed
		cmds = append(cmds, m.complete(m.search.waiting))
		if owed && m.search.under {
			m.held = append(m.held, tea.KeyMsg{Type: tea.KeyTab})
		}
	}
	if m.rolls.waits {
		cmds = append(cmds, m.roll())
	}
	return tea.Batch(cmds...)
}
