// Package palette is a list over the screen of what can be done, found by letters
// and carried out: every action, or the programs that the prompt can be copied
// for.
package palette

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/names"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// Palette is the list. It is open while the desk's page is desk.PalettePage.
type Palette struct {
	*desk.Desk
	ask      string // what the empty line says
	filter   string
	all      []Deed
	found    []names.Match
	selected int
	top      int
}

// Deed is a row: what is done, the key or name behind it, and the doing.
type Deed struct {
	Does, Key string
	Do        func() tea.Cmd
}

// Show opens the list; ask is what its line says before a letter is typed.
func (p *Palette) Show(ask string, deeds []Deed) {
	p.Open(desk.PalettePage)
	*p = Palette{Desk: p.Desk, ask: ask, all: deeds}
	p.find()
}

// find looks for the letters of the filter in what the actions do.
func (p *Palette) find() {
	what := each.Of(p.all, func(d Deed) string { return d.Does + " " + d.Key })
	p.found, p.selected, p.top = names.Find(p.filter, what), 0, 0
}

// HandleKey is a key while the list is open.
func (p *Palette) HandleKey(msg tea.KeyMsg) tea.Cmd {
	k := &p.Keys
	switch steps := k.Steps(msg, view.PaletteRows); {
	case key.Matches(msg, k.Palette, k.CopyAs):
		p.Shut()
	case steps != 0:
		p.move(steps)
	case key.Matches(msg, k.Newline), msg.Type == tea.KeyTab:
		return p.do(p.selected)
	default:
		if filter, ok := desk.Typed(p.filter, msg); ok {
			p.filter = filter
			p.find()
		}
	}
	return nil
}

// move selects the row n further down, or -n up.
func (p *Palette) move(n int) { p.selected = view.Between(p.selected+n, 0, max(0, len(p.found)-1)) }

// do shuts the list and carries out what stands in a row, if there is one.
func (p *Palette) do(row int) tea.Cmd {
	if row >= len(p.found) {
		return nil
	}
	p.Shut()
	return p.all[p.found[row].Index].Do()
}

// Mouse is n notches of the wheel, or a click: on an action it does that,
// beside the list it shuts it.
func (p *Palette) Mouse(x, y, n int, press bool) tea.Cmd {
	a := view.PaletteArea(len(p.found), p.Lay.W, p.Lay.H)
	switch k := p.top + y - a.Y - 2; {
	case n != 0:
		p.move(n * desk.WheelRows)
	case press && !a.Has(x, y):
		p.Shut()
	case press && y >= a.Y+2 && y < a.Y+a.H-1:
		return p.do(k)
	}
	return nil
}

// Draw draws the list over the screen.
func (p *Palette) Draw(lines []string) {
	rows := each.Of(p.found, func(f names.Match) view.PaletteRow {
		return view.PaletteRow{Does: p.all[f.Index].Does, Key: p.all[f.Index].Key, Matched: f.Matched}
	})
	box, x, y := view.Palette(p.Theme, p.ask, p.filter, rows, p.selected, &p.top, p.Lay.W, p.Lay.H)
	view.Overlay(lines, x, y, box)
}
