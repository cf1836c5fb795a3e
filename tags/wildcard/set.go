// Package wildcard knows wildcards as the web UI's dynamic prompts have them:
// "__name__" in a prompt stands for a random entry of the list "name", which
// is a text file with an entry a line, or a key of a YAML or JSON file, in one
// of the user's wildcard folders. The package finds the lists, completes
// their names and shows what one would give; package variants picks, and finds
// the longest, by Set.Lines. It knows nothing of a screen.
//
// Where the lists' rules come from: the dynamicprompts library, version 0.30,
// that the extension of the same name runs on. Its names are paths below the
// folder without the file's ending, with "/" on every system; a YAML file adds
// its keys to the path of the folder that it lies in, its own name counting
// only when it holds a bare list.
package wildcard

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds that keep a folder full of anything from filling the memory. What
// lies beyond them is reported as a Problem, never dropped in silence.
const (
	maxTextBytes       = 16 << 20 // bytes of one text file
	maxStructuredBytes = 4 << 20  // bytes of one YAML or JSON file, read with a tree of nodes
	maxEntries         = 1 << 19  // entries of one text file
	maxStructured      = 1 << 18  // entries and keys of one YAML or JSON file, aliases unfolded
	bytesOfKey         = 32       // bytes of a key's name, with those above it, that count as an entry
	maxStructuredSigns = 5 << 16  // line ends, commas, brackets, dashes, colons, anchors and tags of one, each of which costs a node
	maxEntryBytes      = 64 << 10 // bytes of one entry
	maxFiles           = 100_000  // files of one folder, sub-folders included
	maxFolders         = 10_000   // of one folder, those that links lead to included
	maxDepth           = 32       // folders within folders, and keys within keys
	maxProblems        = 100      // problems reported of one file
	cacheBytes         = 32 << 20 // bytes of entries kept in memory, all files together
)

// Entry is one entry of a list.
type Entry struct {
	// Text is the entry as the prompt gets it, without weight and comment.
	// It may hold wildcards itself.
	Text string
	// Weight is the chance of the entry against the others of its list, 1
	// unless the list says otherwise ("3::red"), never negative.
	Weight float64
}

// Problem is something in a folder that could not be used.
type Problem struct {
	Path   string // the file or folder, as the user named the folder
	Line   int    // 1 for the first line, 0 when no line is meant
	Reason string // what is wrong and what to do
}

// Error makes a Problem an error: "path:line: reason".
func (p Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Reason)
	}
	return fmt.Sprintf("%s: %s", p.Path, p.Reason)
}

// Set is the wildcards of one or several folders. Its methods may be called
// from several goroutines. Names, Has and Complete answer from memory at once,
// even while Scan walks through the folders; everything else may read files
// and wait for a Scan that is going on.
type Set struct {
	index atomic.Pointer[index] // never nil

	mu      sync.Mutex // of all that follows
	folders []*folder
	cached  int    // bytes of entries that are held
	room    int    // bytes of entries that may be held: cacheBytes, less in tests
	clock   uint64 // counts reads and uses: versions, and which file was not used for longest
}

// folder is one of the user's wildcard folders.
type folder struct {
	path     string // as the user named it
	files    map[string]*file
	problems []Problem // of the folder itself and of walking it
}

// file is one file of a folder.
type file struct {
	folder     *folder
	rel        string // below the folder, with "/"
	structured bool   // YAML or JSON
	size       int64
	modified   time.Time
	seen       bool // in the walk that is going on

	// What follows is known once the file has been read. The names of the
	// lists stay when the entries are dropped to make room.
	known    bool // lists and problems are those of the file as it is
	held     bool // the lists have their entries
	version  uint64
	lists    []List // one of a text file, named by its path
	problems []Problem
	bytes    int    // what the entries take
	used     uint64 // Set.clock at the last use
}

// List is a named list of entries.
type List struct {
	Name    string
	Path    string // of the file, as the user named its folder
	Entries []Entry
	Version uint64 // another one when the file has been read again

	from    *file
	leftOut []Problem // of its entries
	total   float64   // sum of the weights
	even    bool      // every weight is 1
}

// New makes a set of folders without looking at them: Scan does. Where two
// lists have the same name, the first folder's is used.
func New(folders ...string) *Set {
	s := &Set{room: cacheBytes}
	s.index.Store(&index{})
	for _, path := range folders {
		s.folders = append(s.folders, &folder{path: filepath.Clean(path), files: map[string]*file{}})
	}
	return s
}

// Problems returns what could not be used, folder by folder: what Scan met,
// and the bad lines of every file that has been read since.
func (s *Set) Problems() []Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Problem
	for _, f := range s.folders {
		all = append(all, f.problems...)
		for _, one := range f.sorted() {
			all = append(all, one.problems...)
		}
	}
	return append(all, s.index.Load().clashes...)
}

func (f *file) path() string { return filepath.Join(f.folder.path, filepath.FromSlash(f.rel)) }

func (f *file) problem(line int, format string, args ...any) {
	switch n := len(f.problems); {
	case n < maxProblems:
		f.problems = append(f.problems, Problem{Path: f.path(), Line: line, Reason: fmt.Sprintf(format, args...)})
	case n == maxProblems:
		f.problems = append(f.problems, Problem{Path: f.path(), Reason: "more problems follow; these are the first"})
	}
}
