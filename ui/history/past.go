package history

import (
	"slices"
	"strings"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt/compare"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// past is what was read last of history and presets, so that their page opens
// with the entries in it, and the start can offer the last ones. It is read
// again behind the screen whenever the page opens.
type past struct {
	all  []view.HistoryEntry
	read bool
	// recent are the last prompts, indexes into all, the stages of one being one.
	recent []int
	// changed reports whether the store has had something since it was read.
	changed atomic.Bool
}

// known reports whether what was read last is what the store has, as far as
// this tailor knows; another one may have written there.
func (p *past) known() bool { return p.read && !p.changed.Load() }

// noting is a store that notes when it has changed.
type noting struct {
	desk.Store
	changed *atomic.Bool
}

// note notes that something was written just now, not that it will be: what was
// read in between is old.
func (n noting) note(err error) error {
	n.changed.Store(true)
	return err
}

func (n noting) AddHistory(c state.Copied) error    { return n.note(n.Store.AddHistory(c)) }
func (n noting) ForgetCopied(pos, neg string) error { return n.note(n.Store.ForgetCopied(pos, neg)) }
func (n noting) Restore(c state.Copied) error       { return n.note(n.Store.Restore(c)) }
func (n noting) SavePreset(p state.Preset) error    { return n.note(n.Store.SavePreset(p)) }
func (n noting) AddPreset(p state.Preset) error     { return n.note(n.Store.AddPreset(p)) }
func (n noting) RenamePreset(was, name string) error {
	return n.note(n.Store.RenamePreset(was, name))
}
func (n noting) RemovePreset(name string) error { return n.note(n.Store.RemovePreset(name)) }
func (n noting) Mark(pos, neg string, star bool, name string) error {
	return n.note(n.Store.Mark(pos, neg, star, name))
}

// OpenPage opens the page with what is known, and reads it again.
func (p *Page) OpenPage() tea.Cmd {
	p.Open(desk.HistoryPage)
	if p.past.known() {
		p.All, p.Read = slices.Clone(p.past.all), true
		p.Refilter()
	}
	return p.ReadAll()
}

// ReadAgain reads the entries again where they have changed since.
func (p *Page) ReadAgain() tea.Cmd {
	if !p.past.read || !p.past.changed.Swap(false) {
		return nil
	}
	return p.ReadAll()
}

// sameEntries reports whether two readings hold the same, row by row.
func sameEntries(a, b []view.HistoryEntry) bool {
	return slices.EqualFunc(a, b, func(x, y view.HistoryEntry) bool {
		return x.Kind == y.Kind && x.Positive == y.Positive && x.Negative == y.Negative && x.Name == y.Name && x.Time.Equal(y.Time) && x.Star == y.Star && x.Settings == y.Settings && len(x.Pictures) == len(y.Pictures)
	})
}

// mostRecent is how many of the last prompts are found, and recentAmong among how
// many of the newest entries.
const (
	mostRecent  = 6
	recentAmong = 300
)

// recent are the last prompts of the history, as indexes, of those that are
// stages of one the newest.
func recent(all []view.HistoryEntry) (last []int) {
	var stages []string // of each of the last the one furthest back
	for k := range all[:min(len(all), recentAmong)] {
		e := &all[k]
		if e.Kind == view.Preset || e.Kind == view.LeftDraft || strings.TrimSpace(e.Positive) == "" {
			continue
		}
		of := slices.IndexFunc(stages, func(s string) bool { return compare.Stages(s, e.Positive) })
		switch {
		case of >= 0:
			stages[of] = e.Positive
		case len(last) == mostRecent:
			return last
		default:
			last, stages = append(last, k), append(stages, e.Positive)
		}
	}
	return last
}
