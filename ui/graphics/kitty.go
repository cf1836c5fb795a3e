package graphics

import (
	"bytes"
	"image"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// mostCells is how many rows and columns placeholders can number.
const mostCells = 297

// wrap wraps sequences so that tmux passes them through, where that is asked
// for.
func wrap(s string, tmux bool) string {
	if tmux {
		return ansi.TmuxPassthrough(s)
	}
	return s
}

// TransmitKitty returns what hands a picture to the terminal under an id, from
// 1 to 0xffffff, to be shown in columns by rows wherever placeholders stand.
// It draws nothing, and the terminal answers nothing.
func TransmitKitty(m image.Image, id uint32, columns, rows int, cell Cell, tmux bool) (string, error) {
	var out bytes.Buffer
	o := &kitty.Options{
		Action: kitty.TransmitAndPut, Format: kitty.PNG, Transmission: kitty.Direct, ID: int(id), Quiet: 2, Columns: min(columns, mostCells), Rows: min(rows, mostCells),
		VirtualPlacement: true, Chunk: true,
	}
	if tmux {
		o.ChunkFormatter = func(chunk string) string { return ansi.TmuxPassthrough(chunk) }
	}
	if err := kitty.EncodeGraphics(&out, within(m, columns, rows, cell), o); err != nil {
		return "", err
	}
	return out.String(), nil
}

// deleteKitty returns what has the terminal forget a picture.
func deleteKitty(id uint32, tmux bool) string {
	o := kitty.Options{Action: kitty.Delete, Delete: kitty.DeleteID, DeleteResources: true, ID: int(id), Quiet: 2}
	return wrap(ansi.KittyGraphics(nil, o.Options()...), tmux)
}

// Placeholders returns the lines of text in whose place the terminal shows a
// picture: a row and a column mark on the first cell, the rest follow by
// themselves.
func Placeholders(id uint32, columns, rows int) []string {
	columns, rows = min(columns, mostCells), min(rows, mostCells)
	lines := make([]string, rows)
	colour := ansi.Style{}.ForegroundColor(ansi.RGBColor{R: uint8(id >> 16), G: uint8(id >> 8), B: uint8(id)}).String()
	for r := range rows {
		var b strings.Builder
		b.WriteString(colour)
		for c := range columns {
			// Every cell is numbered: what is drawn over a part of a row must
			// not number the rest again.
			b.WriteRune(kitty.Placeholder)
			b.WriteRune(kitty.Diacritic(r))
			b.WriteRune(kitty.Diacritic(c))
		}
		b.WriteString(reset)
		lines[r] = b.String()
	}
	return lines
}
