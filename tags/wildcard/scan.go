package wildcard

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tailor/data/intake"
)

// Scan looks at the folders: which files are there, which of those known have
// changed. Text files are not read, for their path is their name; YAML and
// JSON files are when they are new or changed. It returns the errors of
// folders that cannot be used at all, joined, and ctx's when it was
// cancelled, in which case the folders not yet walked stay as they were.
// Everything smaller is among Problems.
func (s *Set) Scan(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, f := range s.folders {
		if err := s.scanFolder(ctx, f); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			errs = append(errs, err)
		}
	}
	s.index.Store(makeIndex(s.folders))
	return errors.Join(errs...)
}

func (s *Set) scanFolder(ctx context.Context, f *folder) error {
	root, err := openRoot(f.path)
	if err != nil {
		s.forget(f, func(*file) bool { return true })
		f.problems = []Problem{{Path: f.path, Reason: folderReason(f.path, err)}}
		return f.problems[0]
	}
	w := walk{ctx: ctx, root: root, folder: f, before: f.problems}
	f.problems = nil
	for _, one := range f.files {
		one.seen = false
	}
	top, err := root.stat(".")
	if err == nil {
		w.meets(".", top)
		err = w.dir(".", 1)
	}
	// Links come last, so that a folder has the name of its own where it lies
	// in the wildcard folder itself.
	for k := 0; err == nil && k < len(w.links) && !w.full; k++ {
		err = w.follow(w.links[k])
	}
	if err != nil {
		f.problems = w.before
		return err
	}
	s.forget(f, func(one *file) bool { return !one.seen })
	for _, one := range f.files {
		if one.structured && !one.known {
			if err := ctx.Err(); err != nil {
				return err
			}
			s.load(root, one)
		}
	}
	return nil
}

// forget drops the files of a folder that gone picks.
func (s *Set) forget(f *folder, gone func(*file) bool) {
	for rel, one := range f.files {
		if gone(one) {
			s.cached -= one.bytes
			delete(f.files, rel)
		}
	}
}

// folderReason says why a wildcard folder cannot be opened, and what to do.
func folderReason(dir string, err error) string {
	info, statErr := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the wildcard folder does not exist; make it, or name another with --wildcards"
	case statErr == nil && !info.IsDir():
		return "is a file; name the wildcard folder that it lies in"
	case errors.Is(err, fs.ErrPermission):
		return "the wildcard folder cannot be read; check its permissions"
	}
	return "the wildcard folder cannot be opened: " + intake.Bare(err).Error()
}

// walk is one walk through a folder.
type walk struct {
	ctx    context.Context
	root   root
	folder *folder
	before []Problem // what the folder's problems were
	met    []met
	links  []link
	count  int
	full   bool
}

// met is a folder that was walked, so that it is walked once: links may lead
// round and round.
type met struct {
	rel  string
	info fs.FileInfo
}

// link is a link to a folder that is still to be followed.
type link struct {
	rel   string
	depth int
}

// meets notes a folder, and returns where it was walked already, "" for
// nowhere.
func (w *walk) meets(rel string, info fs.FileInfo) (already string) {
	for _, m := range w.met {
		if os.SameFile(m.info, info) {
			return m.rel
		}
	}
	if len(w.met) >= maxFolders {
		w.problem(".", "holds more than %d folders, links counted; the rest is left out", maxFolders)
		w.full = true
	}
	w.met = append(w.met, met{rel, info})
	return ""
}

// follow walks the folder that a link leads to.
func (w *walk) follow(l link) error {
	info, err := w.root.stat(l.rel)
	if err != nil || !info.IsDir() {
		return nil // gone since the folder was read
	}
	if already := w.meets(l.rel, info); already != "" {
		if already == "." {
			already = "the wildcard folder itself"
		}
		w.problem(l.rel, "is a link to a folder that is there already, as %s, and is not followed", already)
		return nil
	}
	return w.dir(l.rel, l.depth)
}

func (w *walk) problem(rel, format string, args ...any) {
	if len(w.folder.problems) < maxProblems {
		w.folder.problems = append(w.folder.problems, Problem{
			Path:   filepath.Join(w.folder.path, filepath.FromSlash(rel)),
			Reason: fmt.Sprintf(format, args...),
		})
	}
}

// dir walks one folder that lies so many folders deep. Its error is the
// context's alone.
func (w *walk) dir(rel string, depth int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.full {
		return nil
	}
	if depth > maxDepth {
		w.problem(rel, "lies more than %d folders deep and is left out", maxDepth)
		return nil
	}
	entries, err := w.root.entries(rel)
	if err != nil && len(entries) == 0 {
		w.problem(rel, "cannot be read: %v", intake.Bare(err))
		return nil
	}
	if err != nil {
		w.problem(rel, "cannot be read to its end: %v", intake.Bare(err))
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if err := w.entry(path.Join(rel, e.Name()), e, depth); err != nil || w.full {
			return err
		}
	}
	return nil
}

func (w *walk) entry(rel string, e fs.DirEntry, depth int) error {
	ending := strings.ToLower(path.Ext(rel))
	structured := ending == ".yaml" || ending == ".yml" || ending == ".json"
	isList := structured || ending == ".txt"
	isLink := e.Type()&fs.ModeSymlink != 0
	if !e.IsDir() && !isList && !isLink {
		return nil
	}
	bare := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
	if unsafeName(e.Name()) || isGlob(e.Name()) || isList && strings.TrimSpace(bare) != bare {
		w.problem(path.Dir(rel), "the name %q in it holds characters that a wildcard's name cannot have; rename it", e.Name())
		return nil
	}
	var info fs.FileInfo
	var err error
	if isLink || e.IsDir() {
		// What a folder's listing tells of a folder is not everywhere enough
		// to know it again, so each is asked.
		info, err = w.root.stat(rel)
	} else {
		info, err = e.Info()
	}
	if isLink && err != nil {
		if isList || !strings.Contains(e.Name(), ".") {
			w.problem(rel, "is a link that leads nowhere: %v", intake.Bare(err))
		}
		return nil
	}
	switch {
	case err != nil: // gone since the folder was read
		return nil
	case info.IsDir() && isLink:
		w.links = append(w.links, link{rel, depth + 1})
		return nil
	case info.IsDir():
		if w.meets(rel, info) != "" {
			return nil // mounted twice
		}
		return w.dir(rel, depth+1)
	case !isList:
		return nil
	case !info.Mode().IsRegular():
		w.problem(rel, "is no ordinary file and is left out")
		return nil
	case w.count >= maxFiles:
		w.problem(".", "holds more than %d wildcard files; the rest is left out", maxFiles)
		w.full = true
		return nil
	}
	w.count++
	w.file(rel, structured, info)
	return nil
}

// file notes a file and whether it has changed since it was read.
func (w *walk) file(rel string, structured bool, info fs.FileInfo) {
	one := w.folder.files[rel]
	if one == nil {
		one = &file{folder: w.folder, rel: rel, structured: structured}
		w.folder.files[rel] = one
	}
	if one.size != info.Size() || !one.modified.Equal(info.ModTime()) {
		one.known, one.held = false, false
		one.size, one.modified = info.Size(), info.ModTime()
	}
	one.seen = true
}

// sorted returns the folder's files by their paths.
func (f *folder) sorted() []*file {
	return slices.SortedFunc(maps.Values(f.files), func(a, b *file) int { return strings.Compare(a.rel, b.rel) })
}
