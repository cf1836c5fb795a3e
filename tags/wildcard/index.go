package wildcard

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tailor/data/intake"
	"tailor/tags"
)

// index is the names of all lists, made again by every Scan.
type index struct {
	names   []name // sorted by before
	clashes []Problem
	// beside are the files, by a list's name, that have one of that name too,
	// which does not count.
	beside map[string][]*file
}

// name is one list's name, or a folder of lists as the pattern "folder/*".
type name struct {
	full   string
	lower  string
	file   *file
	folder bool
}

func (n name) before(other name) int {
	return cmp.Or(strings.Compare(n.lower, other.lower), strings.Compare(n.full, other.full))
}

func makeIndex(folders []*folder) *index {
	ix := &index{beside: map[string][]*file{}}
	add := func(full string, f *file) {
		if !tags.Blocked(full) {
			ix.names = append(ix.names, name{full: full, lower: strings.ToLower(full), file: f})
		}
	}
	for _, folder := range folders {
		for _, f := range folder.sorted() {
			if !f.structured {
				add(strings.TrimSuffix(f.rel, path.Ext(f.rel)), f)
			}
			for _, l := range f.lists {
				if f.structured {
					add(l.Name, f)
				}
			}
		}
	}
	slices.SortStableFunc(ix.names, name.before)
	first := name{}
	below := map[string]int{} // lists below each folder, as far as two
	ix.names = slices.DeleteFunc(ix.names, func(n name) bool {
		if n.full != first.full {
			first = n
			for dir := path.Dir(n.full); dir != "." && below[dir] < 2; dir = path.Dir(dir) {
				below[dir]++ // where there are two, there are as many above
			}
			return false
		}
		// Two folders may well have the same name, the first being the user's
		// own; in one folder it is a mistake.
		ix.beside[n.full] = append(ix.beside[n.full], n.file)
		if first.file.folder == n.file.folder {
			ix.clashes = append(ix.clashes, Problem{Path: n.file.path(), Reason: fmt.Sprintf(
				"the wildcard __%s__ stands in %s as well, which is used; rename one", n.full, first.file.path())})
		}
		return true
	})
	for dir, lists := range below {
		if lists > 1 {
			full := dir + "/*"
			ix.names = append(ix.names, name{full: full, lower: strings.ToLower(full), folder: true})
		}
	}
	slices.SortFunc(ix.names, name.before)
	return ix
}

// find returns the place of a list's name: as it is spelled, else the first of
// that name in any case.
func (ix *index) find(full string) (place int, ok bool) {
	n := name{full: full, lower: strings.ToLower(full)}
	if i, ok := slices.BinarySearchFunc(ix.names, n, name.before); ok && !ix.names[i].folder {
		return i, true
	}
	i, _ := slices.BinarySearchFunc(ix.names, name{lower: n.lower}, name.before)
	return i, i < len(ix.names) && ix.names[i].lower == n.lower && !ix.names[i].folder
}

// Has reports whether a wildcard's name, which may be a pattern, stands for at
// least one list. It does not touch the disk.
func (s *Set) Has(text string) bool {
	found, err := s.index.Load().resolve(text)
	return err == nil && len(found) > 0
}

// Knows says whether a wildcard's name stands for a list, and of one that does
// not which list's name is like it. Where there is no list, or the name has
// parameters, nothing is judged. It does not touch the disk.
func (s *Set) Knows(name string) (near []string, known bool) {
	ix := s.index.Load()
	if len(ix.names) == 0 || strings.ContainsAny(name, "(){}$=") || s.Has(name) {
		return nil, true
	}
	if n := ix.near(name); n != "" {
		return []string{n}, false
	}
	return nil, false
}

// resolve finds the lists that a name stands for: the list of that name in
// any case, those that it matches as a pattern, or else those of that name in
// any sub-folder, as dynamicprompts tries last.
func (ix *index) resolve(text string) ([]int, error) {
	clean, err := cleanName(text)
	if err != nil {
		return nil, err
	}
	for _, try := range []string{clean, strings.TrimLeft(clean, "~@!")} {
		if i, ok := ix.find(try); ok {
			return []int{i}, nil
		}
	}
	pattern := strings.ToLower(strings.TrimLeft(clean, "~@!"))
	if pattern == "" {
		return nil, fmt.Errorf("the wildcard %q has no name", text)
	}
	var found []int
	if isGlob(pattern) {
		found = ix.matching(pattern)
	}
	if len(found) == 0 {
		found = ix.matching("*/" + pattern)
	}
	return found, nil
}

// matching returns the places of the lists whose names match a pattern in lower
// case.
func (ix *index) matching(pattern string) (found []int) {
	for i := range ix.names {
		if n := &ix.names[i]; !n.folder && matchGlob(pattern, n.lower) {
			found = append(found, i)
		}
	}
	return found
}

// globBytes bounds what the lists of one pattern may take together.
const globBytes = 64 << 20

// Lists returns the lists that a wildcard's name or pattern stands for, read
// from disk where they have not been or where their files have changed. The
// entries must not be altered. An unknown name is an UnknownError.
func (s *Set) Lists(text string) ([]List, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ix := s.index.Load()
	found, err := ix.resolve(text)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, &UnknownError{Name: text, Near: ix.near(text), Folders: len(s.folders)}
	}
	roots := map[*folder]root{}
	lists := make([]List, 0, len(found))
	checked := map[*file]map[string]int{} // its lists by their names
	total := 0
	for _, i := range found {
		n := ix.names[i]
		if checked[n.file] == nil || !n.file.held {
			if err := s.refresh(n.file, roots); err != nil {
				return nil, err
			}
			checked[n.file] = n.file.byName()
			if total += n.file.bytes; total > globBytes {
				return nil, fmt.Errorf("the wildcard %q stands for more than %d MB of lists; name fewer", text, globBytes>>20)
			}
		}
		if k, ok := checked[n.file][n.full]; ok {
			lists = append(lists, n.file.lists[k])
		}
	}
	if len(lists) == 0 { // its key has gone from the file since the last Scan
		return nil, &UnknownError{Name: text, Folders: len(s.folders)}
	}
	return lists, nil
}

// byName returns the places of a file's lists by their names; of two lists of
// one name the first counts.
func (f *file) byName() map[string]int {
	names := make(map[string]int, len(f.lists))
	for k := range slices.Backward(f.lists) {
		names[f.lists[k].Name] = k
	}
	return names
}

// refresh sees to it that a file's entries are in memory and those of the
// file as it is now.
func (s *Set) refresh(f *file, roots map[*folder]root) error {
	root, ok := roots[f.folder]
	if !ok {
		var err error
		if root, err = openRoot(f.folder.path); err != nil {
			return Problem{Path: f.folder.path, Reason: folderReason(f.folder.path, err)}
		}
		roots[f.folder] = root
	}
	info, err := root.stat(f.rel)
	if err != nil {
		return Problem{Path: f.path(), Reason: "cannot be read: " + intake.Bare(err).Error()}
	}
	if !f.held || f.size != info.Size() || !f.modified.Equal(info.ModTime()) {
		s.load(root, f)
	}
	s.touch(f)
	return nil
}

// UnknownError says that no list bears a wildcard's name.
type UnknownError struct {
	Name    string
	Near    string // a name that is like it, or ""
	Folders int    // how many wildcard folders there are
}

func (e *UnknownError) Error() string {
	switch {
	case e.Folders == 0:
		return fmt.Sprintf("the wildcard __%s__ is not known, for no wildcard folder is; name one with --wildcards or in the config", e.Name)
	case e.Near != "":
		return fmt.Sprintf("the wildcard __%s__ is in no wildcard folder; did you mean __%s__?", e.Name, e.Near)
	}
	return fmt.Sprintf("the wildcard __%s__ is in no wildcard folder", e.Name)
}

// Lines returns the entries that a wildcard's name or pattern stands for, with
// their weights as the lists write them ("3::red"), for package variants.
// Where there are none because a file was refused, the error is its Problem.
func (s *Set) Lines(text string) ([]string, error) {
	lists, err := s.Lists(text)
	if err != nil {
		if errors.As(err, new(*UnknownError)) {
			err = s.refused(text, err)
		}
		return nil, err
	}
	count := 0
	for _, l := range lists {
		count += len(l.Entries)
	}
	lines := make([]string, 0, count)
	for _, l := range lists {
		for _, e := range l.Entries {
			line := e.Text
			if e.Weight != 1 {
				line = strconv.FormatFloat(e.Weight, 'f', -1, 64) + "::" + line
			}
			lines = append(lines, line)
		}
	}
	if count == 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, l := range lists {
			if len(l.from.problems) > 0 {
				return nil, l.from.problems[0]
			}
		}
	}
	return lines, nil
}

// LeftOut says which entries of the lists that a wildcard's name stands for could
// not be used, nil for none.
func (s *Set) LeftOut(text string) error {
	lists, err := s.Lists(text)
	if err != nil {
		return nil // which Lines says
	}
	var said []string
	for _, l := range lists {
		for _, p := range l.leftOut {
			said = append(said, p.Error())
		}
	}
	return inShort(said)
}

// Overridden says which files of the folders have a list of a wildcard's name
// that does not count, since the one before does; nil for none.
func (s *Set) Overridden(text string) error {
	ix := s.index.Load()
	found, _ := ix.resolve(text)
	var said []string
	for _, i := range found {
		n := ix.names[i]
		for _, f := range ix.beside[n.full] {
			said = append(said, fmt.Sprintf("%s has the wildcard __%s__ as well, which is left out: %s comes first", f.path(), n.full, n.file.path()))
		}
	}
	return inShort(said)
}

// mostLeftOut is how many entries or files that are not used are named at once.
const mostLeftOut = 3

// inShort makes an error of what is said of some, nil for none.
func inShort(said []string) error {
	if more := len(said) - mostLeftOut; more > 0 {
		said = append(said[:mostLeftOut], fmt.Sprintf("and %d more", more))
	}
	if len(said) == 0 {
		return nil
	}
	return errors.New(strings.Join(said, "; "))
}

// refused returns why a wildcard's name is unknown, where a file that would
// have borne it or may hold it was left out: else unknown.
func (s *Set) refused(text string, unknown error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var holds *Problem // of a YAML or JSON file, whose keys are the names, or of a folder
	in := "file"
	for _, f := range s.folders {
		for k, p := range f.problems {
			rel, err := filepath.Rel(f.path, p.Path)
			if err == nil && strings.EqualFold(strings.TrimSuffix(filepath.ToSlash(rel), filepath.Ext(rel)), text) {
				return p
			}
			if holds == nil && p.hides() {
				holds, in = &f.problems[k], "folder"
			}
		}
		for _, one := range f.files {
			if p := one.withheld(); p != nil && (holds == nil || p.Path < holds.Path) {
				holds, in = p, "file"
			}
		}
	}
	if holds == nil {
		return unknown
	}
	return fmt.Errorf("%w; it may stand in a %s that is left out: %w", unknown, in, *holds)
}

// hides reports whether a folder's problem keeps files of any name from sight.
func (p Problem) hides() bool {
	return strings.HasPrefix(p.Reason, "cannot be read") || strings.HasPrefix(p.Reason, "holds more than") || strings.HasPrefix(p.Reason, "lies more than")
}

// withheld returns why a YAML or JSON file has not all of its lists, nil for others.
// Where reading stopped is told last.
func (f *file) withheld() *Problem {
	switch n := len(f.problems); {
	case !f.structured || n == 0:
	case len(f.lists) == 0:
		return &f.problems[0]
	case strings.HasPrefix(f.problems[n-1].Reason, cannotGoOn):
		return &f.problems[n-1]
	}
	return nil
}
