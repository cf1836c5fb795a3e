// Package lora names the networks that a web UI has, LoRAs and embeddings: the
// files in its folders, as "<lora:name:1>" and "embedding:name" in a prompt
// call them, and the words that a LoRA was trained to answer to.
package lora

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"tailor/data/printable"
)

const (
	// mostNetworks and deepest keep a folder that was named by mistake, such
	// as the root of a disk, from being walked to its end.
	mostNetworks = 50_000
	mostEntries  = 500_000
	deepest      = 16
)

// Kind is a kind of network.
type Kind struct {
	name      string
	endings   []string // of its files, in lower case
	outside   string   // characters that no name in a prompt can have
	inPicture bool     // it may be in a picture
}

// The kinds, by what A1111 (extensions-builtin/Lora/networks.py,
// modules/textual_inversion) and ComfyUI (folder_paths.py) take for a file of
// each.
var (
	LoRAs      = Kind{"LoRA", []string{".safetensors", ".pt", ".ckpt"}, ":<>", false}
	Embeddings = Kind{"embedding", []string{".safetensors", ".pt", ".bin"}, ":<>(), \t", true}
)

// Set are the networks in some folders. It may be used by several goroutines.
type Set struct {
	names []string
	files map[string]string // by name

	ask atomic.Pointer[Ask] // nil for nobody

	mu    sync.Mutex       // is held while a server is asked, so that it is asked once
	about map[string]About // that were read, by name

	reading sync.Once
	aliases map[string]bool // what training named them
	unread  bool            // some were not asked for their alias
}

// Scan finds the networks of a kind in folders and below. The error joins
// those of folders that cannot be read, of those below the first; the networks
// of the others come all the same.
func Scan(ctx context.Context, kind Kind, folders []string) (*Set, error) {
	w := networkWalk{ctx: ctx, kind: kind, files: map[string]string{}}
	var errs []error
	for _, folder := range folders {
		info, err := os.Stat(folder)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("the %s folder cannot be read: %w", kind.name, err))
		case !info.IsDir():
			errs = append(errs, fmt.Errorf("the %s folder %s is a file: name the folder that it lies in", kind.name, folder))
		default:
			w.folder(folder, 0)
		}
	}
	if w.unread != nil {
		errs = append(errs, fmt.Errorf("a %s folder cannot be read: %w", kind.name, w.unread))
	}
	w.pictures()
	names := slices.Collect(maps.Keys(w.files))
	SortNames(names)
	return &Set{names: names, files: w.files, about: map[string]About{}}, errors.Join(append(errs, ctx.Err())...)
}

// SortNames sorts names by their letters, whatever their case.
func SortNames(names []string) {
	type folded struct{ lower, name string }
	all := make([]folded, len(names))
	for i, name := range names {
		all[i] = folded{strings.ToLower(name), name}
	}
	slices.SortFunc(all, func(a, b folded) int {
		return cmp.Or(strings.Compare(a.lower, b.lower), strings.Compare(a.name, b.name))
	})
	for i, f := range all {
		names[i] = f.name
	}
}

// Names returns the networks' names as A1111 lists them: the files' names
// without their ending and without the sub-folder, in alphabetical order and
// each once. Names that cannot stand in a prompt are left out. The caller does
// not change the slice. A nil Set has none.
func (s *Set) Names() []string {
	if s == nil {
		return nil
	}
	return s.names
}

// mostAsking is how long the files are asked for the names of their training.
const mostAsking = 2 * time.Second

// Answers reports whether a LoRA is called by a name, that of its file or that
// which its training gave it (ss_output_name), as A1111 takes either. It is true
// as well where there are too many files to ask them all.
func (s *Set) Answers(name string) bool {
	if s == nil {
		return false
	}
	s.reading.Do(func() {
		s.aliases = map[string]bool{}
		until := time.Now().Add(mostAsking)
		for _, file := range s.files {
			if s.unread = time.Now().After(until); s.unread {
				return
			}
			header, _ := metadata(file) // what has none has no alias
			s.aliases[header["ss_output_name"]] = true
		}
	})
	return s.files[name] != "" || s.unread || s.aliases[name]
}

type networkWalk struct {
	ctx     context.Context
	kind    Kind
	files   map[string]string
	images  []string      // pictures that may hold one
	seen    []os.FileInfo // the folders on the way here, so that no link goes in a circle
	entries int
	unread  error // of the first folder below that cannot be read
}

func (w *networkWalk) folder(path string, depth int) {
	info, err := os.Stat(path)
	if err != nil || depth > deepest || slices.ContainsFunc(w.seen, func(s os.FileInfo) bool { return os.SameFile(s, info) }) {
		return
	}
	w.seen = append(w.seen, info)
	defer func() { w.seen = w.seen[:len(w.seen)-1] }()
	entries, err := os.ReadDir(path)
	w.unread = cmp.Or(w.unread, err)
	for _, e := range entries {
		if w.entries++; w.entries > mostEntries || len(w.files) >= mostNetworks || w.ctx.Err() != nil {
			return
		}
		full := filepath.Join(path, e.Name())
		dir := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			to, err := os.Stat(full)
			if err != nil {
				continue
			}
			dir = to.IsDir()
		}
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if dir {
			w.folder(full, depth+1)
			continue
		}
		if name, ok := w.kind.of(e.Name()); ok && w.files[name] == "" {
			w.files[name] = full
		} else if ending := strings.ToLower(filepath.Ext(full)); w.kind.inPicture && (ending == ".png" || ending == ".webp") {
			w.images = append(w.images, full)
		}
	}
}

// of returns the name of a network by its file's, where it is one that can
// stand in a prompt.
func (k Kind) of(file string) (name string, ok bool) {
	ending := filepath.Ext(file)
	name = strings.TrimSuffix(file, ending)
	return name, slices.Contains(k.endings, strings.ToLower(ending)) && name != "" &&
		!strings.ContainsAny(name, k.outside) && !strings.ContainsRune(name, unicode.ReplacementChar) && printable.Safe(name)
}
