package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
)

// draftDelay is how long typing may go on before the draft is on the disk:
// well below the second that may be lost at most.
const draftDelay = 300 * time.Millisecond

// drafting keeps the draft on the disk up to date with the texts.
type drafting struct {
	revision uint64 // grows with every change of the texts
	last     prompt.Texts
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
		Positive: t.Positive, Negative: t.Negative,
		PositiveCursor: m.editors[inPrompt].Cursor(),
		NegativeCursor: m.editors[inNegative].Cursor(),
		Revision:       m.drafts.revision,
		Saved:          m.o.Now(),
	}
}

// keepDraft sees to it that a changed text is saved soon.
func (m *Model) keepDraft() tea.Cmd {
	if m.o.Sitting == nil || m.drafts.last == m.seen.Texts {
		return nil
	}
	m.drafts.last = m.seen.Texts
	m.drafts.revision++
	if m.drafts.pending {
		return nil
	}
	m.drafts.pending = true
	return tea.Tick(draftDelay, func(time.Time) tea.Msg { return draftDueMsg{} })
}

// saveDraft writes the draft.
func (m *Model) saveDraft() tea.Cmd {
	m.drafts.pending = false
	draft, sitting, taken := m.draft(), m.o.Sitting, m.drafts.taken
	m.drafts.taken = nil
	return func() tea.Msg {
		err := sitting.Save(draft)
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
	if msg.Err != nil && !m.drafts.failed {
		m.remark = remark{"The draft cannot be saved: " + msg.Err.Error(), failure}
	}
	m.drafts.failed = msg.Err != nil
	if msg.Taken != nil {
		m.drafts.taken = msg.Taken
	}
}

// takeOrphan puts the draft that was left behind into the editors.
func (m *Model) takeOrphan() {
	d := m.o.Orphan
	m.o.Orphan = nil
	m.drafts.taken = m.o.Discard
	m.history.Group(func() {
		m.editors[inPrompt].SetText(d.Positive)
		m.editors[inNegative].SetText(d.Negative)
	})
	m.editors[inPrompt].MoveTo(d.PositiveCursor, false)
	m.editors[inNegative].MoveTo(d.NegativeCursor, false)
	m.remark = remark{"The draft is back.", done}
}
