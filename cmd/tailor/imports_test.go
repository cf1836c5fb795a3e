package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tailor/data/reference"
)

// TestArrows holds the arrows of the house: cmd → ui → tags → data. A room
// imports itself and the rooms downhill of it, nothing else of the project.
func TestArrows(t *testing.T) {
	rooms := []string{"cmd", "ui", "tags", "data"}
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for height, room := range rooms {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					return err
				}
				rest, ours := strings.CutPrefix(imported, "tailor/")
				if !ours {
					continue
				}
				target := strings.SplitN(rest, "/", 2)[0]
				if !contains(rooms[height:], target) {
					t.Errorf("%s imports %s, which is uphill of %s", path, imported, room)
				}
				if imported == "tailor/data/reference" && !strings.HasSuffix(path, "_test.go") {
					t.Errorf("%s imports %s outside a test", path, imported)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 5 {
		t.Fatalf("only %d files were read", files)
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
