package desk

import (
	"cmp"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// draftDelay is how long typing may go on before the draft is on the disk:
// well below the second that may be lost at most.
const draftDelay = 300 * time.Millisecond

// autosave keeps the draft on the disk up to date with the texts.
type autosave struct {
	revision uint64    // grows with every change of the texts
	last     [3]string // Written
	pending  bool      // a DraftDueMsg is under way
	retrying bool      // a RetryDueMsg is
	// draft and history say why what is typed, and what was cleared away, is
	// not on the disk, "" while it is.
	draft, history string
	// Taken removes the file of a draft that was taken over. It is called
	// when this run's own draft holds the text, not before.
	Taken func() error
}

// Unkept says why a text is not on the disk, "" while all are. It is shown
// until it is over.
func (a *autosave) Unkept() string { return cmp.Or(a.draft, a.history) }

// DraftDueMsg says that the draft is to be saved.
type DraftDueMsg struct{}

// RetryDueMsg says that what could not be written is to be tried again.
type RetryDueMsg struct{}

// DraftSavedMsg says how saving it went.
type DraftSavedMsg struct {
	Err   error
	Taken func() error // still to be called, where saving failed
}

// Draft is what is kept of the texts as they stand.
func (d *Desk) Draft() state.Draft {
	w := d.Written()
	if b := d.Buffer(); d.coming != "" {
		w[d.Writing()] = b.Text()[:b.Cursor()] + d.coming + b.Text()[b.Cursor():]
	}
	return state.Draft{
		Positive: w[0], Negative: w[1], Settings: w[2],
		PositiveCursor: d.Editors[InPrompt].Cursor(),
		NegativeCursor: d.Editors[InNegative].Cursor(),
		Revision:       d.Autosave.revision,
		Saved:          d.Options.Now(),
		Cleared:        d.Owed(),
	}
}

// KeepDraft sees to it that a changed text is saved soon.
func (d *Desk) KeepDraft() tea.Cmd {
	w := d.Written()
	if d.Options.Session == nil || d.Autosave.last == w {
		return nil
	}
	d.Autosave.last = w
	d.Autosave.revision++
	if d.Autosave.pending {
		return nil
	}
	d.Autosave.pending = true
	return d.Options.After(draftDelay, func(time.Time) tea.Msg { return DraftDueMsg{} })
}

// PasteComing keeps what has come of a paste with the draft, and says so.
func (d *Desk) PasteComing(msg terminal.PasteComingMsg) tea.Cmd {
	if d.Page != NoPage {
		return nil
	}
	d.coming = buffer.Clean(msg.Text)
	d.Say(view.Quiet, "A paste is coming: "+view.Grouped(utf8.RuneCountInString(d.coming))+" characters so far …")
	d.Autosave.revision++
	return d.saveDraft()
}

// PasteCame forgets what was kept of the paste that is here now.
func (d *Desk) PasteCame() {
	if d.coming != "" {
		d.coming, d.Status = "", view.Status{}
	}
}

// SaveDue writes the draft after typing.
func (d *Desk) SaveDue() tea.Cmd {
	d.Autosave.pending = false
	return d.saveDraft()
}

// Rest writes the draft, where there is something to lose, before the program is
// stopped: a stopped one may be killed.
func (d *Desk) Rest(msg terminal.RestingMsg) tea.Cmd {
	var save tea.Cmd
	if d.Autosave.revision > 0 {
		save = d.saveDraft()
	}
	return func() tea.Msg {
		defer msg.Kept()
		if save == nil {
			return nil
		}
		return save()
	}
}

// Retry writes again what could not be written.
func (d *Desk) Retry() tea.Cmd {
	d.Autosave.retrying = false
	if d.Autosave.draft == "" {
		return d.tryOwed()
	}
	return tea.Batch(d.saveDraft(), d.tryOwed())
}

func (d *Desk) saveDraft() tea.Cmd {
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

// retryAfter is how long after something could not be written the next try is.
const retryAfter = 3 * time.Second

// DraftSaved notes how saving went, and tries again where it failed.
func (d *Desk) DraftSaved(msg DraftSavedMsg) tea.Cmd {
	if msg.Taken != nil {
		d.Autosave.Taken = msg.Taken
	}
	if msg.Err == nil {
		d.nowKept(&d.Autosave.draft)
		return nil
	}
	return d.notKept(&d.Autosave.draft, msg.Err)
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
