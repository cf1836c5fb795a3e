package lookup

import (
	"fmt"
	"strings"

	"tailor/cmd/tailor/cli"
	"tailor/data/each"
	"tailor/data/printable"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/ui/view"
)

// writeResults writes what a search found for a person.
func writeResults(a *cli.App, model *profile.Profile, results []search.Result) error {
	p := a.Palette()
	return a.WriteTable(each.Of(results, func(r search.Result) []cli.Cell {
		alias := ""
		if r.Alias != "" {
			alias = "← " + strings.ReplaceAll(r.Alias, "_", " ")
		}
		name, note := model.Write(r.Tag), r.Tag.Category.Word()
		if r.Near {
			name = "≈ " + name
		}
		if r.Note != "" {
			note = r.Note
		}
		if r.Dead {
			alias = "does nothing on the model"
		}
		return []cli.Cell{
			{Text: name, Style: p.Categories[r.Tag.Category]},
			{Text: note, Style: p.Dim},
			{Text: view.Grouped(r.Tag.Count), Right: true},
			{Text: alias, Style: p.Dim},
		}
	}))
}

// writeFound writes what a search found for a person: the tags that answer it
// together in a row of their own.
func writeFound(a *cli.App, model *profile.Profile, found search.Answer) error {
	if len(found.Together) > 0 {
		names := each.Of(found.Together, func(r search.Result) string { return model.Write(r.Tag) })
		fmt.Fprintln(a.Stdout, printable.Line(strings.Join(names, ", ")))
	}
	return writeResults(a, model, found.Results)
}
