// Package library brings together the tag lists that a user works with: the
// ones named for this run, or the user's own, the installed ones and the
// starter lists. It reads them side by side, merges them, and tells what came
// from where.
package library

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tailor/data/beside"
	"tailor/data/flat"
	"tailor/tags/catalogue"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// Origin tells why a list is in use.
type Origin string

const (
	// Named lists were given for this run, and stand alone.
	Named Origin = "named"
	// Own lists stand in the user's config.
	Own Origin = "own"
	// Installed lists were fetched into the data directory.
	Installed Origin = "installed"
	// Starter lists are part of the program.
	Starter Origin = "starter"
	// Translation files give the tags of the lists names in other languages.
	Translation Origin = "translation"
)

// Sources says where lists are looked for.
type Sources struct {
	// Named are files that replace everything else.
	Named []string
	// Own are the user's files, which go beside the installed ones. A
	// directory stands for the lists in it.
	Own []string
	// Translations are the user's translation files, which add to whatever
	// lists are in use. Where they were given for this run, one that cannot
	// be read is an error.
	Translations      []string
	TranslationsNamed bool
	// Explain, where it is not nil, says of an error of an Own list or of
	// translations not named for this run where the user asked for them.
	Explain func(Origin, error) error
	// Dir is the directory of the installed lists, "" for none. It need not
	// exist.
	Dir string
	// Cache is the directory where a copy of what was made of the lists is
	// kept, "" for none. It need not exist. See Keep.
	Cache string
}

// Report tells of one list.
type Report struct {
	// Name is what the list is called, Path its file, "" for a starter list.
	Name, Path string
	Origin     Origin
	// Rows counts the rows that hold data, the bad ones included.
	Rows int
	// Bad are the rows that were skipped.
	Bad []taglist.Problem
	// Encoding is what the file was read as where it was not UTF-8: "GBK".
	Encoding string
	// Unknown counts the rows of a translation file whose tags are in no list.
	Unknown int
	// Fetched is when the list was fetched, or else when its file was
	// written; zero for a starter list.
	Fetched time.Time
	// Err is why the list is not in use, nil when it is.
	Err error
}

// Library is what was loaded.
type Library struct {
	Catalogue *catalogue.Catalogue
	// Index searches the Catalogue.
	Index *search.Index
	// Reports tell of every list, the ones that failed included, in the
	// order in which they were merged.
	Reports []Report
	// made is the key of what it was made of, zero where that may change
	// unseen.
	made flat.Key
	// copy is where Keep keeps a copy, nil where there is one or can be none.
	copy *copied
}

// Err joins the errors of the lists that could not be used.
func (l *Library) Err() error {
	var all []error
	for _, r := range l.Reports {
		if r.Err != nil {
			all = append(all, r.Err)
		}
	}
	return errors.Join(all...)
}

// Remark says in one line what is wrong with the lists: one that cannot be
// used, or else how many rows were skipped. It is "" when nothing is.
func (l *Library) Remark() string {
	bad, where := 0, ""
	for _, r := range l.Reports {
		if r.Err != nil {
			return r.Err.Error()
		}
		if len(r.Bad) > 0 && bad == 0 {
			where = fmt.Sprintf("%s, %v", r.Name, r.Bad[0])
		}
		bad += len(r.Bad)
	}
	switch bad {
	case 0:
		return ""
	case 1:
		return "one row was skipped: " + where
	}
	return fmt.Sprintf("%d rows were skipped, the first in %s; \"tailor lists --bad\" shows them", bad, where)
}

// Load reads the lists and builds catalogue and index, or reads a copy of them
// that was kept of the same lists. A Named list that cannot be read is an
// error; of the others, those that can be read are used, and the Reports tell
// of the rest. It returns ctx's error when ctx is done before it is. It may run
// beside anything else.
func Load(ctx context.Context, s Sources) (*Library, error) { return load(ctx, s, true, nil) }

// Reload is Load after old was loaded, nil for nothing: where the lists are the
// same as then, catalogue and index are old's.
func Reload(ctx context.Context, s Sources, old *Library) (*Library, error) {
	return load(ctx, s, true, old)
}

// LoadCatalogue is Load without the index, for those who only look tags up.
func LoadCatalogue(ctx context.Context, s Sources) (*Library, error) { return load(ctx, s, false, nil) }

func load(ctx context.Context, s Sources, indexed bool, old *Library) (*Library, error) {
	reports, dirErr := s.files()
	files, err := open(ctx, reports)
	if err != nil {
		return nil, err
	}
	made, ok := keyOf(reports, files)
	if dirErr != nil || !ok {
		made = flat.Key{}
	}
	if old != nil && old.Index != nil && old.made == made && ok {
		return old, ctx.Err()
	}
	copy := s.findCopy(reports, made)
	if l := copy.read(indexed); l != nil {
		sweep(s.Cache)
		return l, ctx.Err()
	}
	reports, lists, err := read(ctx, s, reports, files, dirErr)
	if err != nil {
		return nil, err
	}
	l := &Library{Catalogue: build(reports, lists), Reports: reports, made: made, copy: copy}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if indexed {
		l.Index = search.NewIndex(l.Catalogue)
	}
	return l, ctx.Err()
}

// build makes the catalogue, and tells in the reports which translations are
// of no tag in it.
func build(reports []Report, lists []taglist.List) *catalogue.Catalogue {
	c := catalogue.Build(lists...)
	for i := range reports {
		r := &reports[i]
		if r.Origin != Translation || r.Err != nil {
			continue
		}
		at := slices.IndexFunc(lists, func(l taglist.List) bool { return l.Path == r.Path })
		rows, unknown := lists[at].Tags, [2]int{}
		beside.Halves(len(rows), func(half, from, to int) {
			for _, t := range rows[from:to] {
				if _, _, ok := c.Lookup(t.Name); !ok {
					unknown[half]++
				}
			}
		})
		if r.Unknown = unknown[0] + unknown[1]; r.Unknown == len(rows) {
			r.Err = fmt.Errorf("the translations %s are of tags that no list has: a row is tag,text", r.Path)
		}
	}
	return c
}

// files returns a report for each file to be read, with no more in it than
// Path and Origin, and what is wrong with the directory of the installed lists.
func (s Sources) files() (reports []Report, dirErr error) {
	add := func(origin Origin, paths ...string) {
		for _, path := range paths {
			reports = append(reports, Report{Path: path, Origin: origin})
		}
	}
	add(Named, s.Named...)
	if len(s.Named) == 0 {
		for _, path := range s.Own {
			if inside, err := listsIn(path); err == nil && len(inside) > 0 {
				add(Own, inside...)
			} else {
				add(Own, path)
			}
		}
		var installed []string
		installed, dirErr = listsIn(s.Dir)
		add(Installed, installed...)
	}
	add(Translation, s.Translations...)
	return reports, dirErr
}

// listsIn returns the lists in a directory, by name. A directory that is not
// there holds none.
func listsIn(dir string) ([]string, error) {
	if dir == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("the installed lists cannot be read: %w", err)
	}
	var paths []string
	for _, e := range entries {
		ending := strings.ToLower(filepath.Ext(e.Name()))
		// Hidden files are downloads on their way.
		if strings.HasPrefix(e.Name(), ".") || ending != ".csv" && ending != ".txt" {
			continue
		}
		paths = append(paths, filepath.Join(dir, e.Name()))
	}
	slices.Sort(paths)
	return paths, nil
}

const (
	// small is the size in bytes up to which Check reads a file whole.
	small = 256 << 10
	// head is how many bytes of a larger one it reads.
	head = 64 << 10
)

// Check finds in a few milliseconds what is most often wrong with Named
// lists, for a program that is about to load them in the background: a file
// that is missing, unreadable, a directory, empty, or no list at its
// beginning. What it passes may still fail to load.
func (s Sources) Check() error {
	var all []error
	if s.TranslationsNamed {
		for _, path := range s.Translations {
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Size() > small {
				continue
			}
			if _, err := taglist.ReadTranslationFile(path); err != nil {
				all = append(all, err)
			}
		}
	}
	for _, path := range s.Named {
		info, err := os.Stat(path)
		switch {
		case err != nil || info.Mode()&fs.ModeNamedPipe == 0 && (!info.Mode().IsRegular() || info.Size() <= small):
			_, err = taglist.ReadFile(path)
		case info.Mode().IsRegular():
			if err = checkHead(path); err != nil {
				_, err = taglist.ReadFile(path) // a row may be longer than what was read
			}
		}
		if err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

func checkHead(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read tag list: %w", err)
	}
	defer f.Close()
	_, err = taglist.ReadTags(io.LimitReader(f, head), path)
	return err
}
