package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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

// TestMapNamesRooms wants every room in the map, and every file of the map to
// be there.
func TestMapNamesRooms(t *testing.T) {
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "cmd/tailor/doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	rooms := []string{""}
	for _, room := range []string{"cmd", "ui", "tags", "data"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if sources, _ := filepath.Glob(filepath.Join(path, "*.go")); len(sources) == 0 {
				return nil
			}
			name, err := filepath.Rel(root, path)
			rooms = append(rooms, name)
			if err == nil && !regexp.MustCompile(`\b`+regexp.QuoteMeta(filepath.ToSlash(name))+`\b`).Match(text) {
				t.Errorf("the map lacks %s", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range regexp.MustCompile(`[a-z/]*[a-z]+\.go`).FindAllString(string(text), -1) {
		found := false
		for _, room := range rooms {
			_, err := os.Stat(filepath.Join(root, room, file))
			found = found || err == nil
		}
		if !found {
			t.Errorf("the map names %s, which is not there", file)
		}
	}
}

// TestMapNamesRules wants every rule of lint in the map, beside a file that
// reports it.
func TestMapNamesRules(t *testing.T) {
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	plan, names := read("cmd/tailor/doc.go"), read("tags/prompt/lint/rules.go")
	plan = plan[strings.Index(plan, "# The rules of lint"):]
	for _, m := range regexp.MustCompile(`(?m)^\t([A-Z][A-Za-z]+) += "([a-z-]+)"$`).FindAllStringSubmatch(names, -1) {
		row := regexp.MustCompile(`//\t([a-z]+\.go) [^\n]*\b` + m[2] + `\b`).FindStringSubmatch(plan)
		if row == nil {
			t.Errorf("the map lacks the rule %s", m[2])
		} else if !regexp.MustCompile(`\b` + m[1] + `\b`).MatchString(read("tags/prompt/lint/" + row[1])) {
			t.Errorf("the map has the rule %s in %s, which does not report it", m[2], row[1])
		}
	}
}
