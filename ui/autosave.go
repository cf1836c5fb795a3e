package ui

import (
	"cmp"
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
	// unkept says why what is typed is not on the disk, "" while it is. It is
	// shown until it is over.
	unkept string
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
	if session == nil {
		return nil
	}
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

// retryAfter is how long after a draft could not be written the next try is.
const retryAfter = 3 * time.Second

func (m *Model) draftSaved(msg draftSavedMsg) tea.Cmd {
	if msg.Taken != nil {
		m.autosave.taken = msg.Taken
	}
	if msg.Err == nil {
		if m.autosave.unkept != "" {
			m.autosave.unkept = ""
			m.say(view.Done, "What is typed is kept again.")
		}
		return nil
	}
	m.unkept("The draft", msg.Err)
	if m.autosave.pending || m.o.Retry < 0 {
		return nil
	}
	m.autosave.pending = true
	return tea.Tick(cmp.Or(m.o.Retry, retryAfter), func(time.Time) tea.Msg { return draftDueMsg{} })
}

// unkept notes that what is typed could not be written down.
func (m *Model) unkept(what string, err error) {
	if err == nil {
		return
	}
	said := what + " cannot be saved: " + err.Error()
	if what == "The draft" {
		m.autosave.unkept = said
	}
	if m.status.Level != view.Failure {
		m.say(view.Failure, said)
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
