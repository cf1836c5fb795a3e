package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/printable"
	"tailor/tags"
	"tailor/tags/search"
	"tailor/ui/view"
)

// palette are the styles of the output: colours on a terminal without
// NO_COLOR, else none.
type palette struct {
	categories map[tags.Category]lipgloss.Style
	dim, warn  lipgloss.Style
	bad        lipgloss.Style
}

func (a *app) palette() palette {
	r := lipgloss.NewRenderer(a.out)
	r.SetColorProfile(termenv.Ascii)
	if isTerminal(a.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		r.SetColorProfile(termenv.EnvColorProfile())
	}
	color := func(n string) lipgloss.Style { return r.NewStyle().Foreground(lipgloss.Color(n)) }
	return palette{
		// Danbooru's own colours, as the terminal has them.
		categories: map[tags.Category]lipgloss.Style{
			tags.General: color("4"), tags.Artist: color("1"), tags.Copyright: color("5"),
			tags.Character: color("2"), tags.Meta: color("3"),
		},
		dim:  r.NewStyle().Faint(true),
		warn: color("3"),
		bad:  color("1"),
	}
}

// cell is a piece of a row and its style.
type cell struct {
	text  string
	style lipgloss.Style
	right bool // aligned to the right
}

// writeTable writes rows with their columns aligned, two spaces between them.
func (a *app) writeTable(rows [][]cell) error {
	var widths []int
	for _, row := range rows {
		for i := range row {
			row[i].text = printable.Line(row[i].text)
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(row[i].text))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-ansi.StringWidth(c.text))
			text := c.text
			if text != "" {
				text = c.style.Render(text)
			}
			if c.right {
				text, pad = pad+text, ""
			}
			if i < len(row)-1 {
				pad += "  "
			}
			b.WriteString(text + pad)
		}
		if _, err := fmt.Fprintln(a.stdout, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// writeResults writes what a search found for a person.
func (a *app) writeResults(results []search.Result) error {
	p := a.palette()
	rows := make([][]cell, len(results))
	for i, r := range results {
		alias := ""
		if r.Alias != "" {
			alias = "← " + strings.ReplaceAll(r.Alias, "_", " ")
		}
		name, note := r.Tag.Prompt(), r.Tag.Category.String()
		if r.Near {
			name = "≈ " + name
		}
		if r.Note != "" {
			note = r.Note
		}
		if r.Dead {
			alias = "does nothing on the model"
		}
		rows[i] = []cell{
			{text: name, style: p.categories[r.Tag.Category]},
			{text: note, style: p.dim},
			{text: view.Grouped(r.Tag.Count), right: true},
			{text: alias, style: p.dim},
		}
	}
	return a.writeTable(rows)
}

// writeFound writes what a search found for a person: the tags that answer it
// together in a row of their own.
func (a *app) writeFound(found search.Answer) error {
	if len(found.Together) > 0 {
		names := make([]string, len(found.Together))
		for i, r := range found.Together {
			names[i] = r.Tag.Prompt()
		}
		if _, err := fmt.Fprintln(a.stdout, printable.Line(strings.Join(names, ", "))); err != nil {
			return err
		}
	}
	return a.writeResults(found.Results)
}
