package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
				if !slices.Contains(rooms[height:], target) {
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

// TestMapNamesRooms holds the map to the tree both ways: every room has its
// paragraph, which names every file of the room, tests left out, and none that
// is elsewhere. A system's own file (lock_unix.go) may go with its sibling.
func TestMapNamesRooms(t *testing.T) {
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "cmd/tailor/doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	plan, ways, _ := strings.Cut(string(text), "// # The way of a key")
	_, rules, _ := strings.Cut(ways, "// # The rules of lint")
	fileName := regexp.MustCompile(`\b[a-z0-9_]+\.go\b`)
	sibling := regexp.MustCompile(`_(unix|windows|linux|other)\.go$`)
	of := map[string][]string{} // a room's files, as the map has them
	for _, paragraph := range regexp.MustCompile(`(?m)^//\t[a-z].*\n(?://\t .*\n)*`).FindAllString(plan, -1) {
		head, _, _ := strings.Cut(strings.TrimPrefix(paragraph, "//\t"), "  ")
		for _, room := range strings.Split(head, ", ") {
			of[room] = fileName.FindAllString(paragraph, -1)
		}
	}
	const lint = "tags/prompt/lint"
	for _, row := range regexp.MustCompile(`(?m)^//\t.*$`).FindAllString(rules, -1) {
		of[lint] = append(of[lint], fileName.FindAllString(row, -1)...)
	}
	there := map[string]bool{} // files by path and by name
	for _, top := range []string{"cmd", "ui", "tags", "data"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			path, err = filepath.Rel(root, path)
			path = filepath.ToSlash(path)
			room, name := filepath.ToSlash(filepath.Dir(path)), filepath.Base(path)
			there[path], there[name] = true, true
			same := func(other string) bool {
				return sibling.ReplaceAllString(other, ".go") == sibling.ReplaceAllString(name, ".go")
			}
			if !slices.ContainsFunc(of[room], same) && name != "doc.go" {
				t.Errorf("the map lacks %s", path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for room, names := range of {
		for _, name := range names {
			if !there[room+"/"+name] {
				t.Errorf("the map names %s in %s, which is not there", name, room)
			}
		}
	}
	for _, name := range regexp.MustCompile(`[a-z0-9_/]*[a-z]\.go\b`).FindAllString(ways, -1) {
		if !there[name] {
			t.Errorf("the map names %s, which is not there", name)
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
