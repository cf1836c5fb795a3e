package view

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"

	"tailor/ui/theme"
)

// KeySection is a heading with its keys.
type KeySection struct {
	Title string
	Keys  []key.Binding
}

// Help lists every key in columns for a width of w cells. A section stands in the
// column that is the shortest by then, so that the last ones come at the end
// of all. It returns all rows; the caller scrolls.
func Help(t *theme.Theme, all []KeySection, w int) []string {
	keys, descriptions := 0, 0 // cells
	for _, s := range all {
		for _, b := range s.Keys {
			keys, descriptions = max(keys, Width(b.Help().Key)), max(descriptions, Width(b.Help().Desc))
		}
	}
	keys = min(keys, max(6, 2*w/5))
	column := keys + 2 + descriptions
	columns := Between((w+3)/(column+3), 1, 3)
	if columns == 1 {
		column = w
	}
	cells := make([][]string, columns)
	for _, s := range all {
		at := 0
		for c := range cells {
			if len(cells[c]) < len(cells[at]) {
				at = c
			}
		}
		if len(cells[at]) > 0 {
			cells[at] = append(cells[at], "")
		}
		cells[at] = append(cells[at], t.Accent.Paint(s.Title))
		for _, b := range s.Keys {
			if h := b.Help(); b.Enabled() {
				cells[at] = append(cells[at], t.Key.Paint(Fill(h.Key, keys))+"  "+t.Text.Paint(Clip(h.Desc, column-keys-2)))
			}
		}
	}
	out := make([]string, len(slices.MaxFunc(cells, func(a, b []string) int { return len(a) - len(b) })))
	for r := range out {
		for k, c := range cells {
			s := ""
			if r < len(c) {
				s = c[r]
			}
			if out[r] += s; k < columns-1 {
				out[r] += Blank(column + 3 - Width(s))
			}
		}
	}
	return out
}
