package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"tailor/data/printable"
	"tailor/tags/prompt"
)

// barWidth is the width of a chunk's bar in cells.
const barWidth = 25

// writeChunks writes a prompt's chunks for a person: a bar, the fill and the
// text of each, and the counter below.
func (a *app) writeChunks(text string, o prompt.Options) error {
	p := a.palette()
	width := 0
	if isTerminal(a.out) {
		width, _, _ = term.GetSize(int(a.out.Fd()))
	}
	var rows [][]cell
	for i, chunk := range prompt.Conditioned(text, o).Chunks {
		fill := len(chunk.IDs)
		row := []cell{
			{text: fmt.Sprint(i + 1), right: true},
			{text: bar(fill, prompt.ChunkSize, barWidth)},
			{text: fmt.Sprintf("%d/%d", fill, prompt.ChunkSize), right: true},
			{text: printable.Line(strings.TrimSpace(text[chunk.Start:chunk.End])), style: p.dim},
		}
		if room := width - barWidth - 14; width > 0 {
			row[3].text = ansi.Truncate(row[3].text, max(room, 0), "…")
		}
		rows = append(rows, row)
	}
	if err := a.writeTable(rows); err != nil {
		return err
	}
	c := prompt.Count(text, o)
	_, err := fmt.Fprintf(a.stdout, "%d/%d\n", c.Count, c.Max)
	return err
}

// bar draws how much of most is full, in cells and eighths of a cell, between
// two edges.
func bar(full, most, cells int) string {
	eighths := min(max(full, 0), most) * cells * 8 / most
	if full > 0 && eighths == 0 {
		eighths = 1
	}
	s := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		s += string([]rune(" ▏▎▍▌▋▊▉")[rest])
	}
	return "▕" + s + strings.Repeat(" ", cells-(eighths+7)/8) + "▏"
}
