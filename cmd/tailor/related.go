package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"tailor/data/disk"
	"tailor/data/update"
	"tailor/tags/library"
	"tailor/tags/related"
)

// updateRelated fetches the pairs of tags that stand on the same pictures, and
// turns them into the compact file. The pairs themselves do not stay.
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
	u.Dir, u.Force = filepath.Dir(path), true
	pairs := 0
	u.Check = func(_ update.Source, from string) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		pairs, err = writeRelated(path, f, count)
		return err
	}
	if isTerminal(a.err) && !asJSON {
		u.Progress = a.showProgress
	}
	results, err := u.Run(ctx, source)
	for _, r := range results {
		if r.Step == update.Installed {
			// What was made of it stays, the pairs are done with.
			err = errors.Join(err, os.Remove(r.Path), os.Remove(r.Path+".json"))
		}
	}
	if err != nil {
		return err
	}
	if asJSON {
		return a.writeJSON(updated{Name: source.Name, URL: source.URL, Path: path, State: string(update.Installed), Rows: pairs})
	}
	return a.writeTable([][]cell{{{text: source.Name}, {text: string(update.Installed)}, {text: ofRows(pairs), right: true}, {text: path, style: a.palette().dim}}})
}

// writeRelated makes the compact file at path of pairs, in one step.
func writeRelated(path string, pairs io.Reader, count func(string) int) (n int, err error) {
	err = disk.ReplaceFrom(path, 0o644, func(w io.Writer) error {
		n, err = related.Write(w, pairs, count)
		return err
	})
	return n, err
}
