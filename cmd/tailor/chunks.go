package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"tailor/cmd/tailor/cli"
	"tailor/data/printable"
	"tailor/tags/prompt"
)

// barWidth is the width of a chunk's bar in cells.
const barWidth = 25

// writeChunks writes a prompt's chunks for a person: a bar, the fill and the
// text of each, and the counter below.
func (a *app) writeChunks(text string, o prompt.Options) error {
	p := a.Palette()
	width := 0
	if cli.IsTerminal(a.Out) {
		width, _, _ = term.GetSize(int(a.Out.Fd()))
	}
	var rows [][]cli.Cell
	for i, chunk := range prompt.Conditioned(text, o).Chunks {
		fill := len(chunk.IDs)
		row := []cli.Cell{
			{Text: fmt.Sprint(i + 1), Right: true},
			{Text: cli.Bar(fill, prompt.ChunkSize, barWidth)},
			{Text: fmt.Sprintf("%d/%d", fill, prompt.ChunkSize), Right: true},
			{Text: printable.Line(strings.TrimSpace(text[chunk.Start:chunk.End])), Style: p.Dim},
		}
		if room := width - barWidth - 14; width > 0 {
			row[3].Text = ansi.Truncate(row[3].Text, max(room, 0), "…")
		}
		rows = append(rows, row)
	}
	if err := a.WriteTable(rows); err != nil {
		return err
	}
	c := prompt.Count(text, o)
	_, err := fmt.Fprintf(a.Stdout, "%d/%d\n", c.Count, c.Max)
	return err
}
