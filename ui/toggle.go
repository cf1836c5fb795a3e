package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/edit"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// togglesPage is the page of the right column with the model's toggles.
type togglesPage struct {
	m *Model
	view.Toggles
}

func newTogglesPage(m *Model) *togglesPage {
	p := &togglesPage{m: m}
	p.reread()
	return p
}

// reread takes the toggles of the profile in use.
func (p *togglesPage) reread() {
	m := p.m
	p.Toggles = view.Toggles{}
	for _, g := range m.o.Profile.Toggles() {
		if len(g.Tags) > 0 {
			p.Groups = append(p.Groups, view.ToggleGroup{Title: view.Clean(g.Name), Tags: g.Tags})
		}
	}
}

func (p *togglesPage) name() string { return "toggles" }

func (p *togglesPage) shown() bool {
	return slices.ContainsFunc(p.Groups, func(g view.ToggleGroup) bool { return len(g.Tags) > 0 })
}

func (p *togglesPage) draw(w, h int) view.Page {
	p.Headed = p.m.headingRoom() == 0
	return p.Draw(p.m.theme, w, h, p.m.analysis.States, p.m.switched, p.m.at == inColumn)
}

// key moves among the toggles and switches them; what is no key is a letter of
// the name that is looked for.
func (p *togglesPage) key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.m.keys
	switch {
	case key.Matches(msg, k.Close):
		if p.Filter() == "" {
			return nil, false
		}
		p.SetFilter("")
	case key.Matches(msg, k.Up):
		p.Move(-1)
	case key.Matches(msg, k.Down):
		p.Move(1)
	case key.Matches(msg, k.PageUp), msg.Type == tea.KeyLeft:
		p.Jump(-1)
	case key.Matches(msg, k.PageDown), msg.Type == tea.KeyRight:
		p.Jump(1)
	case msg.Type == tea.KeyHome:
		p.Move(-1 << 20)
	case msg.Type == tea.KeyEnd:
		p.Move(1 << 20)
	case key.Matches(msg, k.Cycle):
		p.m.cycle(p.Tag())
	case key.Matches(msg, k.Want):
		p.m.toggle(p.Tag(), edit.Wanted)
	case key.Matches(msg, k.Refuse):
		p.m.toggle(p.Tag(), edit.Refused)
	case p.Filter() == "" && string(msg.Runes) == "/" && !msg.Alt:
		// It begins a filter, which a letter does as well.
	default:
		text, ok := typed(p.Filter(), msg)
		if !ok {
			return nil, false
		}
		p.SetFilter(text)
	}
	p.scroll()
	return nil, true
}

// scroll keeps the selected toggle in sight.
func (p *togglesPage) scroll() {
	_, h := p.m.inside()
	p.Headed = p.m.headingRoom() == 0
	p.Scroll(h)
}

func (p *togglesPage) press(row, _ int) tea.Cmd {
	if k, ok := p.At(row); ok {
		p.Selected = k
		p.m.undo.Break()
		p.m.cycle(p.Tag())
	}
	return nil
}

func (p *togglesPage) wheel(n int) {
	_, h := p.m.inside()
	p.Wheel(n*wheelRows, h)
}

func (p *togglesPage) keys() []key.Binding {
	k := &p.m.keys
	return []key.Binding{says(k.Cycle, "switch"), says(k.Close, "back"), says(k.Want, "want"), says(k.Refuse, "refuse"), says(k.Help, "keys")}
}

// mostFilter is how many characters a filter may have.
const mostFilter = 40

// typed is a filter after a key, and whether the key was one that writes.
func typed(filter string, msg tea.KeyMsg) (string, bool) {
	r := []rune(filter)
	switch {
	case msg.Type == tea.KeyBackspace && !msg.Alt:
		return string(r[:max(0, len(r)-1)]), true
	case msg.Type == tea.KeyRunes && !msg.Alt && !terminal.IsNamed(msg):
		r = append(r, []rune(visible(string(msg.Runes)))...)
		return string(r[:min(len(r), mostFilter)]), true
	}
	return filter, false
}

// cycle turns a toggle from off to wanted to refused to off.
func (m *Model) cycle(tag string) {
	if tag != "" {
		m.toggle(tag, edit.Next(m.o.Profile, tag, m.analysis.States[tag]))
	}
}

// toggle sets a toggle, or turns it off when it is there already.
func (m *Model) toggle(tag string, to edit.State) {
	if tag == "" {
		return
	}
	if m.analysis.States[tag] == to {
		to = edit.Off
	}
	m.status = view.Status{}
	m.apply(edit.Toggle(m.o.Profile, m.Texts(), tag, to, m.o.Lane))
}
