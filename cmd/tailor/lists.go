package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tailor/tags"
	"tailor/tags/library"
	"tailor/ui/view"
)

// listing is the JSON value of tailor lists.
type listing struct {
	Total      int            `json:"total"`
	ByCategory map[string]int `json:"by_category"`
	Lists      []listed       `json:"lists"`
}

type listed struct {
	Name string `json:"name"`
	// Path is the file, "" for a list that is part of the program.
	Path    string `json:"path"`
	Origin  string `json:"origin"`
	Rows    int    `json:"rows"`
	BadRows int    `json:"bad_rows"`
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

func (a *app) listsCommand() *cobra.Command {
	var asJSON, bad bool
	cmd := &cobra.Command{
		Use:   "lists",
		Short: "Show which tag lists are in use, and from where",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := a.load(cmd.Context(), library.LoadCatalogue)
			if err != nil {
				return err
			}
			if asJSON {
				return a.writeJSON(listingOf(lib))
			}
			return a.writeLists(lib, bad)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value")
	cmd.Flags().BoolVar(&bad, "bad", false, "show every row that was skipped")
	return cmd
}

func listingOf(lib *library.Library) listing {
	all := listing{Total: lib.Catalogue.Len(), ByCategory: map[string]int{}, Lists: []listed{}}
	for _, c := range tags.Categories {
		all.ByCategory[c.String()] = lib.Catalogue.CountBy(c)
	}
	for _, r := range lib.Reports {
		l := listed{Name: r.Name, Path: r.Path, Origin: string(r.Origin), Rows: r.Rows, BadRows: len(r.Bad), UnknownRows: r.Unknown, Encoding: r.Encoding}
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

// writeLists writes the lists for a person.
func (a *app) writeLists(lib *library.Library, bad bool) error {
	p := a.palette()
	rows := [][]cell{{{text: "list", style: p.dim}, {text: "rows", style: p.dim, right: true}, {text: "bad", style: p.dim, right: true}, {text: "age", style: p.dim}, {text: "from", style: p.dim}}}
	for _, r := range lib.Reports {
		row := []cell{{text: r.Name}, {text: view.Grouped(r.Rows), right: true}, {text: view.Grouped(len(r.Bad)), right: true}, {text: age(r.Fetched)}, {text: r.Path}}
		if r.Origin == library.Starter {
			row[4] = cell{text: "built in", style: p.dim}
		}
		if len(r.Bad) > 0 {
			row[2].style = p.warn
		}
		if r.Err != nil {
			row[1].text, row[2].text = "not in use", ""
			row[1].style = p.bad
		}
		rows = append(rows, row)
	}
	if err := a.writeTable(rows); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.stdout); err != nil {
		return err
	}
	rows = nil
	for _, c := range tags.Categories {
		rows = append(rows, []cell{{text: c.String(), style: p.categories[c]}, {text: view.Grouped(lib.Catalogue.CountBy(c)), right: true}})
	}
	rows = append(rows, []cell{{text: "total"}, {text: view.Grouped(lib.Catalogue.Len()), right: true}})
	if err := a.writeTable(rows); err != nil || !bad {
		return err
	}
	rows = nil
	for _, r := range lib.Reports {
		for _, b := range r.Bad {
			rows = append(rows, []cell{{text: fmt.Sprintf("%s:%d", r.Name, b.Line)}, {text: b.Reason}})
		}
	}
	return a.writeTable(rows)
}

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
