package lookup

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"tailor/cmd/tailor/cli"
	"tailor/data/update"
	"tailor/tags/library"
	"tailor/tags/related"
)

// fetchRelated fetches the pairs of tags that stand on the same pictures, and
// turns them into the compact file. The pairs themselves do not stay; they are
// fetched again when the server has others.
func fetchRelated(ctx context.Context, a *cli.App, u *update.Updater, source update.Source, asJSON bool) error {
	path, err := relatedFile()
	if err != nil {
		return err
	}
	lib, err := a.Load(ctx, library.LoadCatalogue)
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
	if cli.IsTerminal(a.Err) && !asJSON {
		u.Progress = func(p update.Progress) { showProgress(a, p) }
	}
	results, err := u.Run(ctx, source)
	if err != nil {
		return err
	}
	if asJSON {
		return a.WriteJSON(updated{Name: source.Name, URL: source.URL, Path: path, State: string(results[0].Step), Rows: pairs})
	}
	row := []cli.Cell{{Text: source.Name}, {Text: string(results[0].Step)}, {Right: true}, {Text: path, Style: a.Palette().Dim}}
	if pairs > 0 {
		row[2].Text = ofRows(pairs)
	}
	return a.WriteTable([][]cli.Cell{row})
}
