package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goroutines are all go statements of the tree, and the calls of a WaitGroup's
// Go, which data/beside has for all who use it: the function that each stands
// in, how its panic reaches whoever waits for it, and the test that panics in
// it.
var goroutines = map[string]struct{ why, test string }{
	"cmd/tailor early":        {"beside.Try gives the panic to early, which panics with it", "TestViewersEnd"},
	"data/clipboard toSystem": {"beside.Try gives the panic as an error to who waits", "TestPanicsReachWhoWaits"},
	"data/beside (*Group).Go": {"Try gives the panic to Wait, which panics with it", "TestPanicsReachWhoWaits"},
	"ui/terminal aside":       {"it recovers, and kills the program with the fault", "TestAside"},
}

// TestGoroutines holds the go statements of the source against the table, and
// the tests that it names against the tests that there are.
func TestGoroutines(t *testing.T) {
	root := filepath.Join("..", "..")
	tests, found := map[string]bool{}, map[string]bool{}
	fset := token.NewFileSet()
	for _, room := range []string{"cmd", "ui", "tags", "data"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.Contains(path, "webuitest") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			f, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			dir, err := filepath.Rel(root, filepath.Dir(path))
			if err != nil {
				return err
			}
			for _, decl := range f.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if strings.HasSuffix(path, "_test.go") {
					tests[fn.Name.Name] = true
					continue
				}
				name := fn.Name.Name
				if fn.Recv != nil {
					var recv strings.Builder
					_ = printer.Fprint(&recv, fset, fn.Recv.List[0].Type)
					name = fmt.Sprintf("(%s).%s", recv.String(), name)
				}
				ast.Inspect(fn, func(n ast.Node) bool {
					_, starts := n.(*ast.GoStmt)
					if call, ok := n.(*ast.SelectorExpr); ok && call.Sel.Name == "Go" {
						var on strings.Builder
						_ = printer.Fprint(&on, fset, call.X)
						starts = strings.HasSuffix(on.String(), "wg")
					}
					if starts {
						found[filepath.ToSlash(dir)+" "+name] = true
					}
					return true
				})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for place := range found {
		if _, ok := goroutines[place]; !ok {
			t.Errorf("%s starts a goroutine that is not in the table: hand its panic to who waits for it, and test it", place)
		}
	}
	for place, g := range goroutines {
		if !found[place] {
			t.Errorf("%s starts no goroutine any more", place)
		}
		if !tests[g.test] {
			t.Errorf("%s: there is no %s", place, g.test)
		}
	}
}
