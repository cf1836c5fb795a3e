// Package lora names the LoRAs that a web UI has: the files in its folders, as
// "<lora:name:1>" in a prompt calls them.
package lora

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// Names returns the names of the LoRAs in folders and below, as A1111 lists
// them (extensions-builtin/Lora/networks.py): the files' names without their
// ending, .safetensors, .pt or .ckpt, and without the sub-folder, in
// alphabetical order and each once. Names that cannot stand in "<lora:name:1>"
// are left out. The error joins those of folders that cannot be read; the
// names of the others come all the same.
func Names(ctx context.Context, folders []string) ([]string, error) {
	w := networkWalk{ctx: ctx, names: map[string]bool{}}
	var errs []error
	for _, folder := range folders {
		info, err := os.Stat(folder)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("the LoRA folder cannot be read: %w", err))
		case !info.IsDir():
			errs = append(errs, fmt.Errorf("the LoRA folder %s is a file: name the folder that it lies in", folder))
		default:
			w.folder(folder, 0)
		}
	}
	names := make([]string, 0, len(w.names))
	for name := range w.names {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if c := strings.Compare(strings.ToLower(a), strings.ToLower(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return names, errors.Join(append(errs, ctx.Err())...)
}

type networkWalk struct {
	ctx     context.Context
	names   map[string]bool
	seen    []os.FileInfo // the folders on the way here, so that no link goes in a circle
	entries int
}

func (w *networkWalk) folder(path string, depth int) {
	info, err := os.Stat(path)
	if err != nil || depth > deepest || slices.ContainsFunc(w.seen, func(s os.FileInfo) bool { return os.SameFile(s, info) }) {
		return
	}
	w.seen = append(w.seen, info)
	defer func() { w.seen = w.seen[:len(w.seen)-1] }()
	entries, err := os.ReadDir(path)
	if err != nil {
		return
	}
	for _, e := range entries {
		if w.entries++; w.entries > mostEntries || len(w.names) >= mostNetworks || w.ctx.Err() != nil {
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
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case dir:
			w.folder(full, depth+1)
		case isNetwork(e.Name()):
			if name := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())); writable(name) {
				w.names[name] = true
			}
		}
	}
}

func isNetwork(file string) bool {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".safetensors", ".pt", ".ckpt":
		return true
	}
	return false
}

// writable reports whether A1111 reads a name back from "<lora:name:1>".
func writable(name string) bool {
	return name != "" && !strings.ContainsAny(name, ":<>") && !strings.ContainsRune(name, unicode.ReplacementChar) && printable.Safe(name)
}
