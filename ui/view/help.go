package view

import (
	"strings"

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
	keyWidth, descWidth := 0, 0
	for _, s := range all {
		for _, b := range s.Keys {
			keyWidth = max(keyWidth, Width(b.Help().Key))
			descWidth = max(descWidth, Width(b.Help().Desc))
		}
	}
	keyWidth = min(keyWidth, max(6, 2*w/5))
	column := keyWidth + 2 + descWidth
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
			if !b.Enabled() {
				continue
			}
			h := b.Help()
			name := Fill(h.Key, keyWidth)
			cells[at] = append(cells[at], t.Key.Paint(name)+"  "+t.Text.Paint(Clip(h.Desc, column-keyWidth-2)))
		}
	}
	rows := 0
	for _, c := range cells {
		rows = max(rows, len(c))
	}
	out := make([]string, rows)
	for r := range out {
		var b strings.Builder
		for k, c := range cells {
			s := ""
			if r < len(c) {
				s = c[r]
			}
			b.WriteString(s)
			if k < columns-1 {
				b.WriteString(Blank(column + 3 - Width(s)))
			}
		}
		out[r] = b.String()
	}
	return out
}
