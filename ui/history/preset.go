package history

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// Kept says how keeping or forgetting something went.
func (p *Page) Kept(msg desk.KeptMsg) {
	if msg.Err != nil {
		p.Say(view.Failure, msg.Err.Error())
		return
	}
	p.Say(view.Done, msg.Done)
}

// AskName asks for the name of a preset made of the selection, or of both
// prompts.
func (p *Page) AskName() {
	p.LeaveList()
	if p.Options.Store == nil {
		p.Say(view.Failure, "Presets cannot be kept: there is no state directory.")
		return
	}
	if kept := p.newPreset(""); strings.Trim(kept.Prompt+kept.Negative, " ,\n") == "" {
		p.Say(view.Warning, "There is nothing to keep: write something first, or select a part of it.")
		return
	}
	p.Open(desk.NamePage)
}

// NameKey is a key while the name of a new preset is asked for.
func (p *Page) NameKey(msg tea.KeyMsg) tea.Cmd {
	if !key.Matches(msg, p.Keys.Newline) {
		p.sure = ""
		return desk.TypeInto(&p.query, msg)
	}
	name := strings.TrimSpace(p.query.Value())
	if name == "" {
		return nil
	}
	kept, store, sure := p.newPreset(name), p.Options.Store, p.sure == name
	p.Shut() // what is typed while it is kept is not of the name
	return func() tea.Msg {
		save := store.AddPreset
		if sure {
			save = store.SavePreset
		}
		err := save(kept)
		if errors.Is(err, state.ErrTaken) {
			return NameTakenMsg{name}
		}
		return desk.KeptMsg{Done: fmt.Sprintf("Kept as %q; ctrl+p finds it.", name), Err: err}
	}
}

// NameTakenMsg says that there is a preset of the name already.
type NameTakenMsg struct{ Name string }

// NameTaken asks whether the preset that has the name is to go.
func (p *Page) NameTaken(msg NameTakenMsg) {
	if p.Page != desk.NoPage {
		p.Say(view.Warning, fmt.Sprintf("There is a preset %q already, so this one is not kept.", view.Clip(msg.Name, 30)))
		return
	}
	p.LeaveList()
	p.Open(desk.NamePage)
	p.query.SetValue(msg.Name)
	p.query.CursorEnd()
	p.sure = msg.Name
	p.Say(view.Warning, fmt.Sprintf("There is a preset %q already: enter again replaces it, or type another name.", view.Clip(msg.Name, 30)))
}

// newPreset is what a new preset holds: the selection, else both prompts.
func (p *Page) newPreset(name string) state.Preset {
	b := p.Buffer()
	if b.Selecting() {
		return state.Preset{Name: name, Prompt: b.Selection().Of(b.Text())}
	}
	t := p.Texts()
	return state.Preset{Name: name, Prompt: t.Positive, Negative: t.Negative, Settings: p.Settings.Text()}
}
