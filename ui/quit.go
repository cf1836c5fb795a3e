package ui

import (
	"errors"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// copyOrQuit is ctrl+c: it copies the selection, where there is none it leaves,
// and where that would leave a prompt behind it asks once.
func (m *Model) copyOrQuit() tea.Cmd {
	if b := m.Buffer(); m.Page == desk.NoPage && b.Selecting() {
		s := b.Selection()
		return m.copyText("Selection copied", b.Text()[s.Start:s.End], prompt.Texts{})
	}
	t := m.Texts()
	if m.wouldLose(m.Keys.CopyOrQuit) {
		return nil
	}
	if m.sureToQuit || strings.TrimSpace(t.Positive+t.Negative) == "" {
		return m.quit()
	}
	m.sureToQuit = true
	kept := "kept"
	if m.Autosave.Unkept() != "" {
		kept = "printed then"
	}
	m.Say(view.Warning, m.Keys.CopyOrQuit.Help().Key+" again to quit; what stands here is "+kept+".")
	return nil
}

// askedToQuit is the key that leaves without a question, except for what would be
// lost.
func (m *Model) askedToQuit() tea.Cmd {
	if m.wouldLose(m.Keys.Quit) {
		return nil
	}
	return m.quit()
}

// wouldLose asks once before what is typed and not taken, or a picture that is
// being made, is lost.
func (m *Model) wouldLose(k key.Binding) bool {
	lost, again := m.halfTyped(), ""
	switch {
	case m.sureToQuit:
		return false
	case lost != "":
		lost += " is not taken"
	case m.pictures.WouldLose():
		lost, again = "A picture is being made, which this server would not give out later", "; the next start offers it again"
	default:
		return false
	}
	m.sureToQuit = true
	m.Say(view.Warning, lost+": "+k.Help().Key+" again to quit"+again+".")
	return true
}

// halfTyped takes the value that is being typed into the settings, and says what is
// typed and cannot be taken, or waits for its enter, "" for nothing.
func (m *Model) halfTyped() string {
	switch m.Page {
	case desk.SettingsPage:
		return m.pictures.HalfTyped()
	case desk.NamePage, desk.HistoryPage:
		return m.history.HalfTyped()
	}
	return ""
}

// quit saves the draft as finished and leaves.
func (m *Model) quit() tea.Cmd {
	m.finished = true
	m.Cancel()
	return tea.Quit
}

// Close writes down what has to outlive the screen. It is called when the
// program has ended, by the user's wish or otherwise.
func (m *Model) Close() error {
	m.Cancel()
	if half := m.halfTyped(); !m.finished {
		m.dropped = half
	}
	m.pictures.Pane.Leave()
	m.pictures.CloseQueue()
	err := m.WriteOwed()
	if session := m.Options.Session; session != nil {
		d, save := m.Draft(), session.Save
		d.Revision++
		if m.finished {
			save = session.Finish
			if left := m.KeepLeft(); err == nil { // else it is the same fault, said once
				err = left
			}
		}
		if err = errors.Join(save(d), err); err == nil && m.Autosave.Taken != nil {
			_ = m.Autosave.Taken()
			m.Autosave.Taken = nil
		}
	}
	if m.Options.Picks != nil {
		_ = m.Options.Picks.Flush() // counts are no text of the user's, and a start says what is wrong with their file
	}
	return err
}
