package column

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/edit"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// TogglesPage is the page of the right column with the model's toggles.
type TogglesPage struct {
	c *Column
	view.Toggles
	switched bool // a toggle since the filter began
	pressed  bool // by the mouse, while the column has not the keys
	ordered  int  // the Desk.Switched that the order is of
}

// NewToggles makes the page.
func NewToggles(c *Column) *TogglesPage {
	p := &TogglesPage{c: c}
	p.Reread()
	return p
}

// Reread takes the toggles of the profile in use.
func (p *TogglesPage) Reread() {
	p.Toggles = view.Toggles{}
	for _, g := range p.c.Options.Profile.Toggles() {
		if len(g.Tags) > 0 {
			p.Groups = append(p.Groups, view.ToggleGroup{Title: view.Clean(g.Name), Tags: g.Tags})
		}
	}
}

// Name is the word in the frame.
func (p *TogglesPage) Name() string { return "toggles" }

// Shown reports whether there is anything to show.
func (p *TogglesPage) Shown() bool { return len(p.Groups) > 0 }

// Draw draws the page in w by h cells.
func (p *TogglesPage) Draw(w, h int) view.Page {
	p.Headed = p.c.HeadingRoom() == 0
	return p.Toggles.Draw(p.c.Theme, w, h, p.c.Analysis.States, p.c.Switched, p.c.At == desk.InColumn)
}

// Key moves among the toggles, switches them, folds their groups, and looks for
// one by letters.
func (p *TogglesPage) Key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.c.Keys
	filter, typed := desk.Typed(p.Filter(), msg)
	switch {
	case p.Filtering() && typed && filter != p.Filter() && !key.Matches(msg, k.Want, k.Refuse):
		p.SetFilter(filter) // before the keys that space is one of
	case key.Matches(msg, k.Close):
		if !p.Filtering() {
			return nil, false
		}
		p.EndFilter(p.switched)
	case k.Steps(msg, 0) != 0:
		p.Move(k.Steps(msg, 0))
	case k.Steps(msg, 1) != 0: // a page
		p.Jump(k.Steps(msg, 1))
	case msg.Type == tea.KeyLeft:
		p.Fold(true)
	case msg.Type == tea.KeyRight, p.Tag() == "" && key.Matches(msg, k.Cycle):
		p.Fold(false)
	case msg.Type == tea.KeyHome:
		p.Move(-1 << 20)
	case msg.Type == tea.KeyEnd:
		p.Move(1 << 20)
	case key.Matches(msg, k.Cycle), p.Filtering() && key.Matches(msg, k.Newline):
		p.cycle(p.Tag())
	case key.Matches(msg, k.Want):
		p.toggle(p.Tag(), edit.Wanted)
	case key.Matches(msg, k.Refuse):
		p.toggle(p.Tag(), edit.Refused)
	case !p.Filtering() && string(msg.Runes) == "/" && !msg.Alt:
		p.switched = false
		p.BeginFilter()
	case p.Filtering() && p.Filter() == "" && msg.Type == tea.KeyBackspace:
		p.EndFilter(p.switched)
	default:
		return nil, false
	}
	p.Rescroll()
	return nil, true
}

// Rescroll keeps the selected toggle in sight.
func (p *TogglesPage) Rescroll() {
	if p.c.At != desk.InColumn {
		p.EndFilter(p.switched)
		// Those in use come first, but not under the eyes of who switches them.
		if p.ordered != p.c.Switched && !p.pressed {
			p.Order(p.c.Analysis.States)
		}
		p.ordered, p.pressed = p.c.Switched, p.pressed && p.ordered == p.c.Switched
	}
	_, h := p.c.Inside()
	p.Headed = p.c.HeadingRoom() == 0
	if h > 0 { // of a column that is hidden nothing is in sight
		p.Scroll(h)
	}
}

// Press is a click on a cell of the page.
func (p *TogglesPage) Press(row, _ int) tea.Cmd {
	k, ok := p.At(row)
	if !ok {
		return nil
	}
	p.Selected = k
	if k < 0 {
		p.Fold(!p.Folded(k))
		return nil
	}
	p.c.Undo.Break()
	p.pressed = true
	p.cycle(p.Tag())
	return nil
}

// Wheel scrolls by n notches.
func (p *TogglesPage) Wheel(n int) {
	_, h := p.c.Inside()
	p.Toggles.Wheel(n*desk.WheelRows, h)
}

// Hints are what the footer names.
func (p *TogglesPage) Hints() []key.Binding {
	k := &p.c.Keys
	if p.Filtering() {
		return []key.Binding{keymap.As(k.Cycle, "enter", "switch"), keymap.As(k.Close, "esc", "all toggles"), keymap.Says(k.Want, "want"), keymap.Says(k.Refuse, "refuse"), keymap.Says(k.Help, "keys")}
	}
	return []key.Binding{keymap.Says(k.Cycle, "switch"), keymap.Says(k.Close, "back"), keymap.Says(k.Want, "want"), keymap.Says(k.Refuse, "refuse"), keymap.As(k.Up, "/", "filter"), keymap.As(k.Up, "←→", "fold"), keymap.Says(k.Help, "keys")}
}

// cycle turns a toggle from off to wanted to refused to off.
func (p *TogglesPage) cycle(tag string) {
	if tag != "" {
		p.toggle(tag, edit.Next(p.c.Options.Profile, tag, p.c.Analysis.States[tag]))
	}
}

// toggle sets a toggle, or turns it off when it is there already.
func (p *TogglesPage) toggle(tag string, to edit.State) {
	if tag == "" {
		return
	}
	if p.c.Analysis.States[tag] == to {
		to = edit.Off
	}
	p.switched = true
	p.c.Status = view.Status{}
	p.c.ApplyWhole(edit.Toggle(p.c.Options.Profile, p.c.Texts(), tag, to, p.c.Options.Lane))
}
