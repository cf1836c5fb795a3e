package lookup

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"tailor/data/update"
	"tailor/tags/library"
	"tailor/tags/related"
)

// turnRelated has the pairs of tags that stand on the same pictures fetched and
// turned into the compact file. The pairs themselves do not stay; they are
// fetched again when the server has others.
func (u *updating) turnRelated(ctx context.Context, source update.Source) error {
	path, err := relatedFile()
	if err != nil {
		return err
	}
	lib, err := u.Load(ctx, library.LoadCatalogue)
	if err != nil {
		return err
	}
	count := func(tag string) int {
		if id, alias, ok := lib.Catalogue.Lookup(tag); ok && alias == "" {
			return lib.Catalogue.Count(id)
		}
		return 0
	}
	u.Dir, u.As, u.Check = filepath.Dir(path), filepath.Base(path), nil
	u.Turn = func(w io.Writer, from string) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		u.rows[source.Name], err = related.Write(w, f, count)
		return err
	}
	return nil
}
