package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"tailor/data/update"
	"tailor/tags/library"
	"tailor/tags/related"
)

// updateRelated fetches the pairs of tags that stand on the same pictures, and
// turns them into the compact file. The pairs themselves do not stay; they are
// fetched again when the server has others.
func (a *app) updateRelated(ctx context.Context, u *update.Updater, source update.Source, asJSON bool) error {
	path, err := relatedFile()
	if err != nil {
		return err
	}
	lib, err := a.load(ctx, library.LoadCatalogue)
	if err != nil {
		return err
	}
	count := func(tag string) int {
		if id, alias, ok := lib.Catalogue.Lookup(tag); ok && alias == "" {
			return lib.Catalogue.Count(id)
		}
		return 0
	}
	u.Dir, u.As = filepath.Dir(path), filepath.Base(path)
	pairs := 0
	u.Turn = func(w io.Writer, from string) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		pairs, err = related.Write(w, f, count)
		return err
	}
	if isTerminal(a.err) && !asJSON {
		u.Progress = a.showProgress
	}
	results, err := u.Run(ctx, source)
	if err != nil {
		return err
	}
	if asJSON {
		return a.writeJSON(updated{Name: source.Name, URL: source.URL, Path: path, State: string(results[0].Step), Rows: pairs})
	}
	row := []cell{{text: source.Name}, {text: string(results[0].Step)}, {right: true}, {text: path, style: a.palette().dim}}
	if pairs > 0 {
		row[2].text = ofRows(pairs)
	}
	return a.writeTable([][]cell{row})
}
