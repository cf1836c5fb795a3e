package desk

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
	pending  bool // a DraftDueMsg is under way
	// Unkept says why what is typed is not on the disk, "" while it is. It is
	// shown until it is over.
	Unkept string
	// Taken removes the file of a draft that was taken over. It is called
	// when this run's own draft holds the text, not before.
	Taken func() error
}

// DraftDueMsg says that the draft is to be saved.
type DraftDueMsg struct{}

// DraftSavedMsg says how saving it went.
type DraftSavedMsg struct {
	Err   error
	Taken func() error // still to be called, where saving failed
}

// Draft is what is kept of the texts as they stand.
func (d *Desk) Draft() state.Draft {
	t := d.Texts()
	return state.Draft{
		Positive: t.Positive, Negative: t.Negative, Settings: d.Settings.Text(),
		PositiveCursor: d.Editors[InPrompt].Cursor(),
		NegativeCursor: d.Editors[InNegative].Cursor(),
		Revision:       d.Autosave.revision,
		Saved:          d.Options.Now(),
	}
}

// KeepDraft sees to it that a changed text is saved soon.
func (d *Desk) KeepDraft() tea.Cmd {
	if d.Options.Session == nil || d.Autosave.last == d.Analysis.Texts && d.Autosave.settings == d.Settings.Text() {
		return nil
	}
	d.Autosave.last, d.Autosave.settings = d.Analysis.Texts, d.Settings.Text()
	d.Autosave.revision++
	if d.Autosave.pending {
		return nil
	}
	d.Autosave.pending = true
	return d.Options.After(draftDelay, func(time.Time) tea.Msg { return DraftDueMsg{} })
}

// SaveDraft writes the draft.
func (d *Desk) SaveDraft() tea.Cmd {
	d.Autosave.pending = false
	draft, session, taken := d.Draft(), d.Options.Session, d.Autosave.Taken
	if session == nil {
		return nil
	}
	d.Autosave.Taken = nil
	return func() tea.Msg {
		err := session.Save(draft)
		if err != nil {
			return DraftSavedMsg{err, taken}
		}
		if taken != nil {
			_ = taken() // it would be offered once more, nothing worse
		}
		return DraftSavedMsg{}
	}
}

// retryAfter is how long after a draft could not be written the next try is.
const retryAfter = 3 * time.Second

// DraftSaved notes how saving went, and tries again where it failed.
func (d *Desk) DraftSaved(msg DraftSavedMsg) tea.Cmd {
	if msg.Taken != nil {
		d.Autosave.Taken = msg.Taken
	}
	if msg.Err == nil {
		if d.Autosave.Unkept != "" {
			d.Autosave.Unkept = ""
			d.Say(view.Done, "What is typed is kept again.")
		}
		return nil
	}
	d.NoteUnkept("The draft", msg.Err)
	if d.Autosave.pending {
		return nil
	}
	d.Autosave.pending = true
	return d.Options.After(retryAfter, func(time.Time) tea.Msg { return DraftDueMsg{} })
}

// NoteUnkept notes that what is typed could not be written down.
func (d *Desk) NoteUnkept(what string, err error) {
	if err == nil {
		return
	}
	said := what + " cannot be saved: " + err.Error()
	if what == "The draft" {
		d.Autosave.Unkept = said
	}
	if d.Status.Level != view.Failure {
		d.Say(view.Failure, said)
	}
}

// TakeLeftDraft puts the draft that was left behind into the editors.
func (d *Desk) TakeLeftDraft() {
	left := d.Options.LeftDraft
	d.Options.LeftDraft = nil
	d.Autosave.Taken = d.Options.Discard
	d.Undo.Group(func() {
		d.Editors[InPrompt].SetText(left.Positive)
		d.Editors[InNegative].SetText(left.Negative)
		d.Settings.SetText(left.Settings)
	})
	d.Editors[InPrompt].MoveTo(left.PositiveCursor, false)
	d.Editors[InNegative].MoveTo(left.NegativeCursor, false)
	d.Say(view.Done, "The draft is back.")
}
