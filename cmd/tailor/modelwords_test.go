package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// modelWords are words that only a profile, or the vocabulary of all models,
// may hold: names of models and variants, and words that they were taught.
var modelWords = []string{
	"rouwei", "noobai", "pony", "animagine", "illustrious", "wai-", "vpred", "epsilon", "e621",
	"masterpiece", "best quality", "worst quality", "low quality", "score_", "rating_", "source_", "very awa",
	"brightness", "low gamma", "limited range", "absurdres", "highres", "lowres", "newest", "watermark", "greyscale",
	"flat colors", "(style)", "hardly shows", "trained with spaces", "flat and pale",
}

// elsewhere are the texts that may, by the end of the file's name: what they
// are is no decision on a prompt.
var elsewhere = map[string]string{
	"data/update/source.go":         "the address of a list of artists, and who names it",
	"tags/profile/profile.go":       "the two predictions that diffusion models have",
	"tags/profile/checksampling.go": "the same, in a remedy",
	"data/webui/webuitest/a1111.go": "a fake server of the tests",
	"data/webui/webuitest/comfy.go": "a fake server of the tests",
	"webuitest/a1111lists.go":       "a fake server of the tests",
	"tags/prompt/lint/waste.go":     "the tag ponytail",
	"cmd/tailor/lookup/update.go":   "an example",
}

// TestModelsAreInTheirProfiles greps the program for the words that only a
// profile may hold. Examples and help texts of commands may show some.
func TestModelsAreInTheirProfiles(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	for _, room := range []string{"cmd", "ui", "tags", "data"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for end := range elsewhere {
				if strings.HasSuffix(filepath.ToSlash(path), end) {
					return nil
				}
			}
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.KeyValueExpr:
					if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Example" || key.Name == "Long") {
						return false
					}
				case *ast.BasicLit:
					text := strings.ToLower(n.Value)
					for _, word := range modelWords {
						if n.Kind == token.STRING && strings.Contains(text, word) {
							t.Errorf("%s: %s holds %q, which is a profile's to say", set.Position(n.Pos()), n.Value, word)
						}
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 200 {
		t.Errorf("only %d files were read", files)
	}
}
