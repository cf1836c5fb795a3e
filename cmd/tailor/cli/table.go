package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/printable"
	"tailor/tags"
	"tailor/ui/view"
)

// Palette are the styles of the output: colours on a terminal without
// NO_COLOR, else none.
type Palette struct {
	Categories map[tags.Category]lipgloss.Style
	Dim, Warn  lipgloss.Style
	Bad        lipgloss.Style
}

// Palette returns the styles that suit standard output.
func (a *App) Palette() Palette {
	r := lipgloss.NewRenderer(a.Out)
	r.SetColorProfile(termenv.Ascii)
	if IsTerminal(a.Out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		r.SetColorProfile(termenv.EnvColorProfile())
	}
	color := func(n string) lipgloss.Style { return r.NewStyle().Foreground(lipgloss.Color(n)) }
	return Palette{
		// Danbooru's own colours, as the terminal has them.
		Categories: map[tags.Category]lipgloss.Style{
			tags.General: color("4"), tags.Artist: color("1"), tags.Copyright: color("5"),
			tags.Character: color("2"), tags.Meta: color("3"),
		},
		Dim:  r.NewStyle().Faint(true),
		Warn: color("3"),
		Bad:  color("1"),
	}
}

// Cell is a piece of a row and its style.
type Cell struct {
	Text  string
	Style lipgloss.Style
	Right bool // aligned to the right
}

// WriteTable writes rows with their columns aligned, two spaces between them.
func (a *App) WriteTable(rows [][]Cell) error {
	var widths []int
	for _, row := range rows {
		for i := range row {
			row[i].Text = printable.Line(row[i].Text)
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(row[i].Text))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-ansi.StringWidth(c.Text))
			text := c.Text
			if text != "" {
				text = c.Style.Render(text)
			}
			if c.Right {
				text, pad = pad+text, ""
			}
			b.WriteString(text + pad + "  ")
		}
		if _, err := fmt.Fprintln(a.Stdout, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// Bar draws how much of most is full in cells, between two edges.
func Bar(full, most, cells int) string { return "▕" + view.Bar(full, most, cells) + "▏" }
