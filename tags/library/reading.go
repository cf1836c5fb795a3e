package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"tailor/data/beside"
	"tailor/data/update"
	"tailor/tags/taglist"
)

// open reads the files of the lists, each in a goroutine of its own.
func open(ctx context.Context, reports []Report) ([]taglist.File, error) {
	files := make([]taglist.File, len(reports))
	var opening beside.Group
	for i, r := range reports {
		opening.Go(func() {
			if ctx.Err() == nil {
				files[i] = taglist.Open(r.Path, r.Origin == Named || r.Origin == Translation)
			}
		})
	}
	opening.Wait()
	return files, ctx.Err()
}

// read makes lists of the files, each in a goroutine of its own, and completes the
// reports.
func read(ctx context.Context, s Sources, reports []Report, files []taglist.File, dirErr error) ([]Report, []taglist.List, error) {
	var starter []taglist.List
	var starting beside.Group
	var starterErr error
	if len(s.Named) == 0 {
		starting.Go(func() { starter, starterErr = taglist.StarterLists() })
	}
	lists := make([]taglist.List, len(reports))
	var reading beside.Group
	for i := range reports {
		reading.Go(func() {
			if ctx.Err() == nil {
				lists[i] = readOne(&reports[i], files[i])
				s.explain(&reports[i])
			}
		})
	}
	reading.Wait()
	starting.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if starterErr != nil {
		return nil, nil, starterErr // a fault of the build, not of the user's
	}
	var good []taglist.List
	var named []error
	for i, r := range reports {
		if r.Err == nil {
			good = append(good, lists[i])
		} else if r.Origin == Named || r.Origin == Translation && s.TranslationsNamed {
			named = append(named, r.Err)
		}
	}
	if len(named) > 0 {
		return nil, nil, errors.Join(named...)
	}
	for _, l := range starter {
		good = append(good, l)
		reports = append(reports, Report{Name: l.Name, Origin: Starter, Rows: l.Rows, Bad: l.Bad})
	}
	if dirErr != nil {
		reports = append(reports, Report{Path: s.Dir, Origin: Installed, Err: dirErr})
	}
	return reports, good, nil
}

// explain lets Explain say where a list that cannot be used was asked for.
func (s Sources) explain(r *Report) {
	asked := r.Origin == Own || r.Origin == Translation && !s.TranslationsNamed
	if s.Explain != nil && r.Err != nil && asked {
		r.Err = s.Explain(r.Origin, r.Err)
	}
}

// readOne makes a list of the file of a report and completes the report.
func readOne(r *Report, f taglist.File) taglist.List {
	read := f.List
	if r.Origin == Translation {
		read = f.Translations
	}
	l, err := read()
	r.Name, r.Rows, r.Bad, r.Encoding, r.Err = l.Name, l.Rows, l.Bad, l.Encoding, err
	if r.Name == "" {
		base := filepath.Base(r.Path)
		r.Name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	r.date()
	return l
}

// date says when a list was fetched.
func (r *Report) date() {
	if r.Path == "" {
		return // a part of the program
	}
	if info, err := os.Stat(r.Path); err == nil {
		r.Fetched = info.ModTime()
	}
	if m, ok := update.ReadMeta(r.Path); ok {
		r.Fetched = m.Fetched
	}
}
