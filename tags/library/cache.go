package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"tailor/data/beside"
	"tailor/data/flat"
	"tailor/tags/catalogue"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// A copy is what was made of the lists, catalogue, index and the index of what
// is known of the tags, kept in a file as it stands in memory: reading it takes
// a tenth of the time that making it takes. It is known by the lists, their
// sizes, times and hashes, and by the program that made it. It is never needed:
// whatever is odd about it, the lists are read as if there was none.

// The blocks of a copy.
const (
	catalogueBlock = iota
	indexBlock
	knownBlock
	blocks
)

// copied is a copy, or the place of one.
type copied struct {
	path string
	key  flat.Key
}

// findCopy returns where the copy of the lists is kept; nil where none can be.
func (s Sources) findCopy(reports []Report, made flat.Key) *copied {
	if s.Cache == "" || made == (flat.Key{}) {
		return nil
	}
	names := sha256.New()
	for _, r := range reports {
		fmt.Fprintf(names, "%s %q\n", r.Origin, r.Path)
	}
	name := copyPrefix + hex.EncodeToString(names.Sum(nil)[:8]) + copyEnding
	return &copied{path: filepath.Join(s.Cache, name), key: made}
}

const copyPrefix, copyEnding = "lists-", ".copy"

// keyOf hashes what a copy is made of. ok is false where a list is no file
// that stays as it is.
func keyOf(reports []Report, files []taglist.File) (key flat.Key, ok bool) {
	program := program()
	if program == "" {
		return key, false
	}
	all := sha256.New()
	fmt.Fprintln(all, program)
	for i, r := range reports {
		path, err := filepath.Abs(r.Path)
		f := files[i]
		if err != nil || f.Err != nil || f.Info == nil || f.Info.Size() != int64(len(f.Content)) || f.Info.Size() == 0 { // of size 0 is what the kernel makes up
			return key, false
		}
		var halves [2][sha256.Size]byte
		beside.Halves(len(f.Content), func(half, from, to int) { halves[half] = sha256.Sum256(f.Content[from:to]) })
		fmt.Fprintf(all, "%s %q %d %d %x\n", r.Origin, path, f.Info.Size(), f.Info.ModTime().UnixNano(), halves)
	}
	return flat.Key(all.Sum(nil)), true
}

// program says which program this is, "" where it cannot be told: another may
// make something else of the same lists. It is asked once, as the file may be
// replaced while the program runs.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	build := ""
	if b, ok := debug.ReadBuildInfo(); ok {
		build = b.String()
	}
	return fmt.Sprintf("%q %d %d %s", path, info.Size(), info.ModTime().UnixNano(), build)
})

// read returns what the copy holds, nil where there is none that fits.
func (c *copied) read(indexed bool) *Library {
	if c == nil {
		return nil
	}
	f, err := flat.Open(c.path, c.key, blocks)
	if err != nil {
		return nil
	}
	defer f.Close()
	l := &Library{Catalogue: new(catalogue.Catalogue), made: c.key}
	if f.Read(catalogueBlock, l.fields) != nil {
		return nil
	}
	if !indexed {
		return l
	}
	readBlock := func(number int) func(func(*flat.Fields)) error {
		return func(list func(*flat.Fields)) error { return f.Read(number, list) }
	}
	l.Index, err = search.ReadIndex(l.Catalogue, readBlock(indexBlock), func(list func(*flat.Fields)) error {
		f, err := flat.Open(c.path, c.key, blocks) // by now it may be another one
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Read(knownBlock, list)
	})
	if err != nil {
		return nil
	}
	return l
}

// fields lists the reports and the catalogue.
func (l *Library) fields(f *flat.Fields) {
	var reports string
	if !f.Reading() {
		text, err := json.Marshal(l.Reports)
		if err != nil {
			f.Fail(err)
		}
		reports = string(text)
	}
	flat.String(f, &reports)
	if f.Reading() && f.Err() == nil {
		if err := json.Unmarshal([]byte(reports), &l.Reports); err != nil {
			f.Fail(err)
		}
		for i := range l.Reports {
			l.Reports[i].date()
		}
	}
	l.Catalogue.Fields(f)
}

// mostBad is up to how many bad rows a copy tells of.
const mostBad = 10_000

// Keep keeps a copy of what was loaded in Sources.Cache, for the next time,
// where it was not read from one. Nothing is said where that cannot be done, or
// where a list was odd, or ctx is done before it is. It takes a fraction of the time
// that Load takes.
func (l *Library) Keep(ctx context.Context) {
	c := l.copy
	if c == nil || l.Err() != nil {
		return
	}
	bad := 0
	for _, r := range l.Reports {
		bad += len(r.Bad)
	}
	if bad > mostBad || !writable(filepath.Dir(c.path)) {
		return
	}
	index, known := func(*flat.Fields) {}, func(*flat.Fields) {}
	if l.Index != nil {
		defer beside.Go(l.Index.Learn)() // while all else is written
		index, known = l.Index.Fields, l.Index.Known
	}
	if flat.Write(ctx, c.path, c.key, l.fields, index, known) == nil {
		l.copy = nil
	}
	sweep(filepath.Dir(c.path))
}

// writable reports whether a file can be made in a directory, which is made
// where it is missing.
func writable(dir string) bool {
	if os.MkdirAll(dir, 0o700) != nil {
		return false
	}
	f, err := os.CreateTemp(dir, "."+copyPrefix)
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

const (
	// mostCopies is how many copies are kept, of different lists.
	mostCopies = 3
	// left is after what time a file that was being written is known to have
	// been left.
	left = time.Hour
)

// sweep removes the oldest copies where there are many, and what was left of
// unfinished ones.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	var copies []os.FileInfo
	for _, e := range entries {
		info, err := e.Info()
		switch name := e.Name(); {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasPrefix(name, copyPrefix) && strings.HasSuffix(name, copyEnding):
			copies = append(copies, info)
		case strings.HasPrefix(name, "."+copyPrefix) && time.Since(info.ModTime()) > left:
			_ = os.Remove(filepath.Join(dir, name))
		}
	}
	slices.SortFunc(copies, func(a, b os.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for _, old := range copies[min(len(copies), mostCopies):] {
		_ = os.Remove(filepath.Join(dir, old.Name()))
	}
}
