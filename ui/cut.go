package ui

import (
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

// askedToQuit is the key that leaves without a question, except for a picture that
// would be lost.
func (m *Model) askedToQuit() tea.Cmd {
	if m.wouldLose(m.Keys.Quit) {
		return nil
	}
	return m.quit()
}

// wouldLose asks once before a picture that is being made is lost.
func (m *Model) wouldLose(k key.Binding) bool {
	if m.sureToQuit || !m.pictures.WouldLose() {
		return false
	}
	m.sureToQuit = true
	m.Say(view.Warning, "A picture is being made, which this server would not give out later: "+k.Help().Key+" again to quit; the next start offers it again.")
	return true
}

// cut copies the selection and takes it out.
func (m *Model) cut() tea.Cmd {
	b := m.Buffer()
	if !b.Selecting() {
		m.Say(view.Quiet, "Nothing is selected: "+m.Editors[desk.InPrompt].Keys.Grow.Help().Key+" selects the tag, the chunk, all.")
		return nil
	}
	s := b.Selection()
	text := b.Text()[s.Start:s.End]
	m.Undo.Break()
	b.Apply([]prompt.Edit{{Span: s}}, s.Start)
	return m.copyText("Cut", text, prompt.Texts{})
}
