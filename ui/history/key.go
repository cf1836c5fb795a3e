package history

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// forgotten is an entry that was taken out, and where it stood.
type forgotten struct {
	at    int
	entry view.HistoryEntry
}

// Key handles a key on the page of history and presets. Letters go to
// the filter, so all that acts on an entry is a key with ctrl or alt.
func (p *Page) Key(msg tea.KeyMsg) tea.Cmd {
	k := &p.Keys
	if !key.Matches(msg, k.Delete) && msg.Type != tea.KeyTab {
		p.sure = ""
	}
	acts := msg.Type == tea.KeyTab || key.Matches(msg, k.Newline, k.Delete, k.Star, k.Rename, k.Unfold)
	switch steps := k.Steps(msg, p.room()); {
	case p.named != nil:
		return p.nameEntry(msg)
	case !p.Read && acts:
		p.early = append(p.early, msg) // the entries are a moment behind the fingers
	case steps != 0:
		p.Move(steps)
	case key.Matches(msg, k.NextPage):
		p.Next(1)
	case msg.Type == tea.KeyShiftTab:
		p.Next(-1)
	case key.Matches(msg, k.Differs):
		p.comparing = !p.comparing
	case key.Matches(msg, k.Unfold):
		p.Unfold()
	case key.Matches(msg, k.Star):
		return p.star(p.Entry())
	case key.Matches(msg, k.Rename):
		p.askEntryName(p.Entry())
	case key.Matches(msg, k.Undo):
		return p.restore()
	case key.Matches(msg, k.Pictures):
		p.showPicturesOf(p.Entry())
	case key.Matches(msg, k.Beside):
		if e := p.Entry(); e != nil {
			p.insertBeside(e.Positive)
		}
	case msg.Type == tea.KeyTab:
		p.insertEntry(p.Entry())
	case key.Matches(msg, k.Newline):
		p.OpenEntry(p.Entry())
	case key.Matches(msg, k.Delete) && !(msg.Type == tea.KeyDelete && p.query.Position() < len([]rune(p.query.Value()))):
		return p.forget(p.Entry())
	default:
		cmd := desk.TypeInto(&p.query, msg)
		p.Refilter()
		return cmd
	}
	return nil
}

// star gives an entry a star or takes it away.
func (p *Page) star(e *view.HistoryEntry) tea.Cmd {
	switch {
	case e == nil:
		return nil
	case e.Kind > view.Cleared || p.Options.Store == nil:
		p.Say(view.Quiet, "A preset stays without a star; stars are for the history's prompts.")
		return nil
	}
	e.Star = !e.Star
	done := "It has no star any more."
	if e.Star {
		done = "Starred; it is kept however long the history gets."
	}
	return p.mark(*e, done)
}

// mark writes an entry's star and name down.
func (p *Page) mark(e view.HistoryEntry, done string) tea.Cmd {
	store := p.Options.Store
	return keep(done, func() error { return store.Mark(e.Positive, e.Negative, e.Star, e.Name) })
}

// askEntryName has the line ask for an entry's name.
func (p *Page) askEntryName(e *view.HistoryEntry) {
	if e == nil || p.Options.Store == nil || e.Kind == view.LeftDraft || e.Kind == view.LastTime {
		return
	}
	p.named, p.sought = e, p.query.Value()
	p.query.SetValue(e.Name)
	p.query.CursorEnd()
}

// nameEntry is a key while an entry is given a name.
func (p *Page) nameEntry(msg tea.KeyMsg) tea.Cmd {
	e := p.named
	if !key.Matches(msg, p.Keys.Newline) {
		return desk.TypeInto(&p.query, msg)
	}
	was, name := e.Name, strings.TrimSpace(p.query.Value())
	switch taken := func(e view.HistoryEntry) bool { return e.Kind == view.Preset && e.Name == name }; {
	case name == was:
		p.leaveNaming()
		return nil
	case e.Kind != view.Preset:
		p.leaveNaming()
		e.Name = name
		prepare(p.All)
		return p.mark(*e, "Named.")
	case name == "":
		p.Say(view.Warning, "A preset needs a name.")
		return nil
	case slices.ContainsFunc(p.All, taken):
		p.Say(view.Warning, fmt.Sprintf("There is a preset %q already: type another name.", view.Clip(name, 30)))
		return nil
	}
	p.leaveNaming()
	e.Name = name
	prepare(p.All)
	store := p.Options.Store
	return keep(fmt.Sprintf("%q is %q now.", was, name), func() error { return store.RenamePreset(was, name) })
}

// leaveNaming gives the line back to the filter.
func (p *Page) leaveNaming() {
	p.named = nil
	p.query.SetValue(p.sought)
	p.query.CursorEnd()
}

// forget removes a preset or a prompt of the history, which comes back by the
// key of undo, or throws the draft away, which does not, so that the key has
// to be pressed twice.
func (p *Page) forget(e *view.HistoryEntry) tea.Cmd {
	if e == nil {
		return nil
	}
	gone, store, discard := *e, p.Options.Store, p.Options.Discard
	var act func() error
	switch {
	case e.Kind == view.Preset && store != nil:
		act = func() error { return store.RemovePreset(gone.Name) }
	case e.Kind <= view.Cleared && store != nil:
		act = func() error { return store.ForgetCopied(gone.Positive, gone.Negative) }
	case e.Kind == view.LeftDraft && discard != nil:
		if sure := gone.Positive + gone.Negative; p.sure != sure {
			p.sure = sure
			p.Say(view.Warning, p.Keys.Delete.Help().Key+" again forgets the draft for good.")
			return nil
		}
		act = discard
		p.Options.LeftDraft = nil
	default:
		p.Say(view.Quiet, "The prompt of the last time stays until tailor is left: the next one takes its place.")
		return nil
	}
	p.sure = ""
	at := p.Rows[p.Selected].Entry
	p.All = slices.Delete(p.All, at, at+1)
	done := "Forgotten."
	if gone.Kind != view.LeftDraft {
		p.gone = append(p.gone, forgotten{at, gone})
		done = "Forgotten; " + p.Keys.Undo.Help().Key + " brings it back."
	}
	prepare(p.All)
	p.Refilter()
	return keep(done, act)
}

// restore brings back what was forgotten last while the page is open.
func (p *Page) restore() tea.Cmd {
	store := p.Options.Store
	if len(p.gone) == 0 || store == nil {
		p.Say(view.Quiet, "Nothing was forgotten since this page was opened, so nothing comes back.")
		return nil
	}
	last := p.gone[len(p.gone)-1]
	p.gone = p.gone[:len(p.gone)-1]
	at, e := min(last.at, len(p.All)), last.entry
	p.All = slices.Insert(p.All, at, e)
	prepare(p.All)
	p.Refilter()
	p.selectEntry(func(e *view.HistoryEntry) bool { return e == &p.All[at] })
	return keep("It is back.", func() error {
		if e.Kind == view.Preset {
			return store.AddPreset(presetOf(&e))
		}
		return store.Restore(copiedOf(&e))
	})
}

// keep writes something down behind the screen, and says what was done.
func keep(done string, write func() error) tea.Cmd {
	return func() tea.Msg { return desk.KeptMsg{Done: done, Err: write()} }
}

// presetOf and copiedOf are an entry as the store keeps it.
func presetOf(e *view.HistoryEntry) state.Preset {
	return state.Preset{Name: e.Name, Prompt: e.Positive, Negative: e.Negative, Settings: e.Settings}
}

func copiedOf(e *view.HistoryEntry) state.Copied {
	return state.Copied{Time: e.Time, Prompt: e.Positive, Negative: e.Negative, Settings: e.Settings, How: hows[e.Kind], Star: e.Star, Name: e.Name}
}
