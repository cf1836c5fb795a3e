package view

import (
	"strings"

	"tailor/ui/theme"
)

// PaletteRow is an action: what it does, its key, and the bytes of both, a
// space between, that matched.
type PaletteRow struct {
	Does, Key string
	Matched   []int
}

// PaletteRows is how many actions are shown at once at most.
const PaletteRows = 14

// PaletteArea is where the list of so many actions stands on a screen of w by h
// cells.
func PaletteArea(actions, w, h int) Area {
	a := Area{W: min(64, w), H: 3 + Between(actions, 1, paletteRows(h))}
	a.X, a.Y = (w-a.W)/2, min(2, max(0, h-a.H))
	return a
}

func paletteRows(h int) int { return min(PaletteRows, max(1, h-4)) }

// Palette draws the list of actions for a screen of w by h cells, for its
// PaletteArea. ask is what the line says before a letter is typed; top is the
// first row shown, which follows the selection.
func Palette(t *theme.Theme, ask, filter string, rows []PaletteRow, selected int, top *int, w, h int) (box []string, x, y int) {
	a := PaletteArea(len(rows), w, h)
	n := paletteRows(h)
	*top = Scrolled(*top, selected, len(rows), n)
	edge, ground, prompt := t.On(t.Focus, false), t.On(t.Text, false), t.On(t.Accent, false).Paint(" › ")
	inner := a.W - 2
	line := func(text string, ink theme.Ink) {
		box = append(box, edge.Paint("│")+text+ink.Paint(Blank(inner-Width(text)))+edge.Paint("│"))
	}
	box = append(box, edge.Paint("╭"+strings.Repeat("─", inner)+"╮"))
	if filter == "" {
		line(prompt+CaretHere()+t.On(t.Dim, false).Paint(Clip(ask, inner-3)), ground)
	} else {
		line(prompt+ground.Paint(Clip(Clean(filter), inner-4))+CaretHere(), ground)
	}
	for k := *top; k < min(*top+n, len(rows)); k++ {
		r := rows[k]
		ink, name := ground, t.On(t.Dim, false)
		if k == selected {
			ink, name = t.Lit, t.Lit
		}
		room := inner - Width(r.Key) - 3
		does, used := painted(Clean(r.Does), r.Matched, room, ink, t.Match)
		line(ink.Paint(" ")+does+ink.Paint(Blank(room-used+1))+name.Paint(Clean(r.Key))+ink.Paint(" "), ink)
	}
	if len(rows) == 0 {
		line(t.On(t.Dim, false).Paint(" nothing does that; backspace takes a letter back"), ground)
	}
	more := More(len(rows) - *top - n)
	if more != "" {
		more = " " + more + " "
	}
	box = append(box, edge.Paint("╰"+strings.Repeat("─", inner-Width(more))+more+"╯"))
	return box, a.X, a.Y
}
