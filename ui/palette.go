package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/names"
	"tailor/tags/prompt/export"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// palette is a list of what can be done, over the screen: every action by what
// it does, with its key, so that one finds it by letters and carries it out, on
// terminals and in multiplexers that keep its key for themselves too; or the
// programs that the prompt can be copied for.
type palette struct {
	ask      string // what the empty line says
	filter   string
	all      []deed
	found    []names.Match
	selected int
	top      int
	target   export.Format // what was copied for another program last
}

// deed is a row of the palette.
type deed struct {
	does, key string
	do        func() tea.Cmd
}

// notListed are the groups of actions that mean something in a list or a page
// alone.
var notListed = []string{"the list", "in the history"}

// openPalette opens the list with every action in it.
func (m *Model) openPalette() {
	m.Open(desk.PalettePage)
	p := &m.palette
	*p = palette{ask: "what is to be done?", target: p.target}
	for _, b := range m.listed() {
		p.all = append(p.all, deed{b.Help().Desc, b.Help().Key, func() tea.Cmd { return m.carryOut(b) }})
	}
	p.find()
}

// listed returns the bindings of the actions that the list names.
func (m *Model) listed() []key.Binding {
	var all []key.Binding
	for _, a := range m.Keys.Actions() {
		if a.Binding.Enabled() && !slices.Contains(notListed, a.Group) && a.Name != "cycle" && a.Name != "want" && a.Name != "refuse" && a.Name != "palette" {
			all = append(all, *a.Binding)
		}
	}
	for _, column := range m.Editors[desk.InPrompt].Keys.FullHelp() {
		for _, b := range column {
			if b.Enabled() {
				all = append(all, b)
			}
		}
	}
	return all
}

// find looks for the letters of the filter in what the actions do.
func (p *palette) find() {
	what := make([]string, len(p.all))
	for k, d := range p.all {
		what[k] = d.does + " " + d.key
	}
	p.found, p.selected, p.top = names.Find(p.filter, what), 0, 0
}

// paletteKey is a key while the list is open.
func (m *Model) paletteKey(msg tea.KeyMsg) tea.Cmd {
	k, p := &m.Keys, &m.palette
	switch last := max(0, len(p.found)-1); {
	case key.Matches(msg, k.Palette), key.Matches(msg, k.CopyAs):
		m.Shut()
	case key.Matches(msg, k.Up):
		p.selected = max(0, p.selected-1)
	case key.Matches(msg, k.Down):
		p.selected = min(last, p.selected+1)
	case key.Matches(msg, k.PageUp):
		p.selected = max(0, p.selected-view.PaletteRows)
	case key.Matches(msg, k.PageDown):
		p.selected = min(last, p.selected+view.PaletteRows)
	case key.Matches(msg, k.Newline), msg.Type == tea.KeyTab:
		if p.selected < len(p.found) {
			m.Shut()
			return p.all[p.found[p.selected].Index].do()
		}
	default:
		if filter, ok := desk.Typed(p.filter, msg); ok {
			p.filter = filter
			p.find()
		} else if msg.Type == tea.KeySpace && p.filter != "" {
			p.filter += " "
		}
	}
	return nil
}

// paletteMouse is n notches of the wheel, or a click: on an action it does that,
// beside the list it shuts it.
func (m *Model) paletteMouse(x, y, n int, press bool) tea.Cmd {
	p := &m.palette
	a := view.PaletteArea(len(p.found), m.Lay.W, m.Lay.H)
	switch k := p.top + y - a.Y - 2; {
	case n != 0:
		p.selected = view.Between(p.selected+n*desk.WheelRows, 0, max(0, len(p.found)-1))
	case press && !a.Has(x, y):
		m.Shut()
	case press && y >= a.Y+2 && y < a.Y+a.H-1 && k < len(p.found):
		m.Shut()
		return p.all[p.found[k].Index].do()
	}
	return nil
}

// carryOut does what an action's key does.
func (m *Model) carryOut(b key.Binding) tea.Cmd {
	for _, name := range b.Keys() {
		if msg, ok := keymap.Named(name); ok && key.Matches(msg, b) {
			return m.key(msg)
		}
	}
	m.Say(view.Warning, "This has no key that tailor could press: give it one in the config.")
	return nil
}

// drawPalette draws the list over the screen.
func (m *Model) drawPalette(lines []string) {
	p := &m.palette
	rows := make([]view.PaletteRow, len(p.found))
	for k, f := range p.found {
		d := p.all[f.Index]
		rows[k] = view.PaletteRow{Does: d.does, Key: d.key, Matched: f.Matched}
	}
	box, x, y := view.Palette(m.Theme, p.ask, p.filter, rows, p.selected, &p.top, m.Lay.W, m.Lay.H)
	view.Overlay(lines, x, y, box)
}
