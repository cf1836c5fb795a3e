package lookup

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/library"
	"tailor/tags/taglist"
	"tailor/ui/view"
)

// Listing is the JSON value of tailor lists.
type Listing struct {
	Total      int            `json:"total"`
	ByCategory map[string]int `json:"by_category"`
	Lists      []Listed       `json:"lists"`
}

// Listed is a list in it.
type Listed struct {
	Name string `json:"name"`
	// Path is the file, "" for a list that is part of the program.
	Path    string `json:"path"`
	Origin  string `json:"origin"`
	Rows    int    `json:"rows"`
	BadRows int    `json:"bad_rows"`
	// Bad are the rows that were skipped, with --bad.
	Bad []skipped `json:"bad,omitempty"`
	// UnknownRows counts the rows of a translation file of which the tag is in
	// no list.
	UnknownRows int `json:"unknown_rows,omitempty"`
	// Encoding is what the file was read as where it is not UTF-8.
	Encoding string `json:"encoding,omitempty"`
	// Fetched is when the file was written, null for a list that is part of
	// the program.
	Fetched *time.Time `json:"fetched"`
	// Error is why the list is not in use.
	Error string `json:"error,omitempty"`
}

// skipped is a row that was.
type skipped struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Lists is "tailor lists".
func Lists(a *cli.App) *cobra.Command {
	var asJSON, all, bad bool
	cmd := &cobra.Command{
		Use:   "lists",
		Short: "Show which tag lists are in use, and from where",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := a.Load(cmd.Context(), library.LoadCatalogue)
			if err != nil {
				return err
			}
			if asJSON {
				return a.WriteJSON(listingOf(lib, bad))
			}
			return writeLists(a, lib, all, bad)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value")
	cmd.Flags().BoolVar(&all, "all", false, "show each of the built-in lists")
	cmd.Flags().BoolVar(&bad, "bad", false, "show the rows that were skipped, "+view.Grouped(mostTold)+" a list")
	return cmd
}

func listingOf(lib *library.Library, bad bool) Listing {
	all := Listing{Total: lib.Catalogue.Len(), ByCategory: map[string]int{}, Lists: []Listed{}}
	for _, c := range tags.Categories {
		all.ByCategory[c.String()] = lib.Catalogue.CountBy(c)
	}
	for _, r := range lib.Reports {
		l := Listed{Name: r.Name, Path: r.Path, Origin: string(r.Origin), Rows: r.Rows, BadRows: len(r.Bad), UnknownRows: r.Unknown, Encoding: r.Encoding}
		if bad {
			l.Bad = each.Of(told(r), func(p taglist.Problem) skipped { return skipped{p.Line, p.Reason} })
		}
		if !r.Fetched.IsZero() {
			at := r.Fetched.UTC().Truncate(time.Second)
			l.Fetched = &at
		}
		if r.Err != nil {
			l.Error = r.Err.Error()
		}
		all.Lists = append(all.Lists, l)
	}
	return all
}

// writeLists writes the lists for a person, the built-in ones as one unless all
// are asked for.
func writeLists(a *cli.App, lib *library.Library, all, bad bool) error {
	p := a.Palette()
	rows := [][]cli.Cell{{{Text: "list", Style: p.Dim}, {Text: "rows", Style: p.Dim, Right: true}, {Text: "bad", Style: p.Dim, Right: true}, {Text: "age", Style: p.Dim}, {Text: "from", Style: p.Dim}}}
	builtIn, count := library.Report{Name: "built in", Origin: library.Starter}, 0
	reports := lib.Reports
	if !all {
		reports = slices.DeleteFunc(slices.Clone(reports), func(r library.Report) bool {
			if r.Origin != library.Starter {
				return false
			}
			builtIn.Rows += r.Rows
			count++
			return true
		})
		if count > 0 {
			reports = append(reports, builtIn)
		}
	}
	for _, r := range reports {
		row := []cli.Cell{{Text: r.Name}, {Text: view.Grouped(r.Rows), Right: true}, {Text: view.Grouped(len(r.Bad)), Right: true}, {Text: age(r.Fetched)}, {Text: r.Path}}
		if r.Origin == library.Starter {
			row[4] = cli.Cell{Text: "built in", Style: p.Dim}
			if !all {
				row[4].Text = fmt.Sprintf("%d lists, which --all shows", count)
			}
		}
		if r.Encoding != "" {
			row[4].Text += ", read as " + r.Encoding
		}
		if len(r.Bad) > 0 {
			row[2].Style = p.Warn
		}
		if r.Err != nil {
			row[1].Text, row[2].Text = "not in use", ""
			row[1].Style = p.Bad
		}
		rows = append(rows, row)
	}
	err := a.WriteTable(rows)
	fmt.Fprintln(a.Stdout)
	rows = each.Of(tags.Categories, func(c tags.Category) []cli.Cell {
		return []cli.Cell{{Text: c.String(), Style: p.Categories[c]}, {Text: view.Grouped(lib.Catalogue.CountBy(c)), Right: true}}
	})
	err = cmp.Or(err, a.WriteTable(append(rows, []cli.Cell{{Text: "total"}, {Text: view.Grouped(lib.Catalogue.Len()), Right: true}})))
	if !slices.ContainsFunc(lib.Reports, func(r library.Report) bool { return r.Origin != library.Starter }) {
		fmt.Fprintln(a.Stdout, "\nAll of them are built in. The full lists have many times as many tags: \"tailor update\" fetches them,\n\"tailor update --source FILE\" takes one that you have.")
	}
	if !bad {
		return err
	}
	rows = nil
	for _, r := range lib.Reports {
		for _, b := range told(r) {
			rows = append(rows, []cli.Cell{{Text: fmt.Sprintf("%s:%d", r.Name, b.Line)}, {Text: b.Reason}})
		}
		if more := len(r.Bad) - mostTold; more > 0 {
			rows = append(rows, []cli.Cell{{Text: r.Name}, {Text: view.Grouped(more) + " more"}})
		}
	}
	return a.WriteTable(rows)
}

// mostTold is how many of the rows of a list that were skipped are shown.
const mostTold = 1000

// told returns those that are shown.
func told(r library.Report) []taglist.Problem { return r.Bad[:min(len(r.Bad), mostTold)] }

// age says how long ago something was, in the largest unit that fits.
func age(when time.Time) string {
	days := int(time.Since(when).Hours() / 24)
	switch {
	case when.IsZero():
		return ""
	case days < 1:
		return "today"
	case days == 1:
		return "1 day"
	case days < 60:
		return fmt.Sprint(days, " days")
	case days < 730:
		return fmt.Sprint(days/30, " months")
	}
	return fmt.Sprint(days/365, " years")
}
