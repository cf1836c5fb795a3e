package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/ui/view"
)

// draftDelay is how long typing may go on before the draft is on the disk:
// well below the second that may be lost at most.
const draftDelay = 300 * time.Millisecond

// autosave keeps the draft on the disk up to date with the texts.
type autosave struct {
	revision uint64 // grows with every change of the texts
	last     prompt.Texts
	settings string
	pending  bool // a draftDueMsg is under way
	failed   bool // the last save failed, and that was said
	// taken removes the file of a draft that was taken over. It is called
	// when this run's own draft holds the text, not before.
	taken func() error
}

// draftDueMsg says that the draft is to be saved.
type draftDueMsg struct{}

// draftSavedMsg says how saving it went.
type draftSavedMsg struct {
	Err   error
	Taken func() error // still to be called, where saving failed
}

func (m *Model) draft() state.Draft {
	t := m.Texts()
	return state.Draft{
		Positive: t.Positive, Negative: t.Negative, Settings: m.settings.Text(),
		PositiveCursor: m.editors[inPrompt].Cursor(),
		NegativeCursor: m.editors[inNegative].Cursor(),
		Revision:       m.autosave.revision,
		Saved:          m.o.Now(),
	}
}

// keepDraft sees to it that a changed text is saved soon.
func (m *Model) keepDraft() tea.Cmd {
	if m.o.Session == nil || m.autosave.last == m.analysis.Texts && m.autosave.settings == m.settings.Text() {
		return nil
	}
	m.autosave.last, m.autosave.settings = m.analysis.Texts, m.settings.Text()
	m.autosave.revision++
	if m.autosave.pending {
		return nil
	}
	m.autosave.pending = true
	return tea.Tick(draftDelay, func(time.Time) tea.Msg { return draftDueMsg{} })
}

// saveDraft writes the draft.
func (m *Model) saveDraft() tea.Cmd {
	m.autosave.pending = false
	draft, session, taken := m.draft(), m.o.Session, m.autosave.taken
	m.autosave.taken = nil
	return func() tea.Msg {
		err := session.Save(draft)
		if err != nil {
			return draftSavedMsg{err, taken}
		}
		if taken != nil {
			_ = taken() // it would be offered once more, nothing worse
		}
		return draftSavedMsg{}
	}
}

func (m *Model) draftSaved(msg draftSavedMsg) {
	if msg.Err != nil && !m.autosave.failed {
		m.say(view.Failure, "The draft cannot be saved: "+msg.Err.Error())
	}
	m.autosave.failed = msg.Err != nil
	if msg.Taken != nil {
		m.autosave.taken = msg.Taken
	}
}

// takeLeftDraft puts the draft that was left behind into the editors.
func (m *Model) takeLeftDraft() {
	d := m.o.LeftDraft
	m.o.LeftDraft = nil
	m.autosave.taken = m.o.Discard
	m.undo.Group(func() {
		m.editors[inPrompt].SetText(d.Positive)
		m.editors[inNegative].SetText(d.Negative)
		m.settings.SetText(d.Settings)
	})
	m.editors[inPrompt].MoveTo(d.PositiveCursor, false)
	m.editors[inNegative].MoveTo(d.NegativeCursor, false)
	m.say(view.Done, "The draft is back.")
}
