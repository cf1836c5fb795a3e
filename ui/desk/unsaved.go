package desk

import (
	"slices"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/ui/view"
)

const (
	// mostOwed and mostOwedBytes are how many texts that the history has not
	// taken are held, and how many bytes of them; the last one always is.
	mostOwed      = 100
	mostOwedBytes = 64 << 20
)

// owed is what the history is still to take: a text is here from when it is
// cleared away until it is written. Commands write it while the screen adds.
type owed struct {
	writing sync.Mutex // held by the one that writes, so that nothing is written twice
	mu      sync.Mutex // guards entries, never held while writing
	entries []state.Copied
}

func (o *owed) add(c state.Copied) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.entries = append(o.entries, c)
	size := 0
	for k, e := range slices.Backward(o.entries) {
		size += len(e.Prompt) + len(e.Negative) + len(e.Settings)
		if n := len(o.entries) - k; n > 1 && (n > mostOwed || size > mostOwedBytes) {
			o.entries = slices.Delete(o.entries, 0, k+1)
			return
		}
	}
}

func (o *owed) all() []state.Copied {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.entries)
}

// write gives the store all that it takes, the oldest first. It returns the
// first error; what met one is still owed.
func (o *owed) write(store Store) error {
	o.writing.Lock()
	defer o.writing.Unlock()
	var first error
	for _, e := range o.all() {
		if err := store.AddHistory(e); err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		o.mu.Lock()
		if k := slices.Index(o.entries, e); k >= 0 {
			o.entries = slices.Delete(o.entries, k, k+1)
		}
		o.mu.Unlock()
	}
	return first
}

// Owed returns what was cleared away and is not in the history, the oldest
// first.
func (d *Desk) Owed() []state.Copied { return d.owed.all() }

// WriteOwed gives the history what it is still to take. It waits for the disk.
func (d *Desk) WriteOwed() error {
	if d.Options.Store == nil || len(d.Owed()) == 0 {
		return nil
	}
	return d.owed.write(d.Options.Store)
}

// tryOwed does the same off the screen's thread.
func (d *Desk) tryOwed() tea.Cmd {
	store := d.Options.Store
	if store == nil || len(d.Owed()) == 0 {
		return nil
	}
	return func() tea.Msg { return OwedWrittenMsg{d.owed.write(store)} }
}

// OwedWrittenMsg says whether the history took all that it was to take.
type OwedWrittenMsg struct{ Err error }

// OwedWritten notes how writing the history went, and tries again where it
// failed. Until it succeeds the draft has what the history is to take.
func (d *Desk) OwedWritten(msg OwedWrittenMsg) (cmd tea.Cmd) {
	switch failing := d.Autosave.history != ""; {
	case msg.Err != nil:
		cmd = d.notKept(&d.Autosave.history, msg.Err)
	case failing:
		d.nowKept(&d.Autosave.history)
	default:
		return nil
	}
	d.Autosave.revision++
	return tea.Batch(cmd, d.saveDraft())
}

// nowKept ends one of the states that Unkept tells of.
func (d *Desk) nowKept(state *string) {
	if *state == "" {
		return
	}
	if *state = ""; d.Autosave.Unkept() == "" {
		d.Say(view.Done, "What is typed is kept again.")
	}
}

// notKept begins one of the states that Unkept tells of, or goes on with it,
// and has all tried again.
func (d *Desk) notKept(state *string, err error) tea.Cmd {
	said := err.Error()
	first, size := utf8.DecodeRuneInString(said)
	said = string(unicode.ToUpper(first)) + said[size:]
	*state = said
	if d.Status.Level != view.Failure {
		d.Say(view.Failure, said)
	}
	if d.Autosave.retrying {
		return nil
	}
	d.Autosave.retrying = true
	return d.Options.After(retryAfter, func(time.Time) tea.Msg { return RetryDueMsg{} })
}
