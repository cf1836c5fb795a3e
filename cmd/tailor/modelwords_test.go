package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"tailor/data"
	"tailor/tags/profile"
)

// modelWords returns what only a profile, or the vocabulary of all models, may
// hold: the names of models and variants, and the words that they were taught.
// part are those that no text may have anywhere in it; whole, which are English
// words too ("safe", "sketch"), none may be.
func modelWords() (part []string, whole map[string]bool) {
	part = []string{
		"rouwei", "noobai", "pony", "animagine", "illustrious", "wai-", "vpred", "epsilon", "e621",
		"masterpiece", "best quality", "worst quality", "low quality", "score_", "rating_", "source_", "very awa",
		"brightness", "low gamma", "limited range", "absurdres", "highres", "lowres", "newest", "watermark", "greyscale",
		"flat colors", "(style)", "hardly shows", "trained with spaces", "flat and pale",
	}
	whole = map[string]bool{}
	add := func(words ...string) {
		for _, w := range words {
			w = strings.ToLower(w)
			if w == "" {
				continue
			}
			if whole[w] = true; strings.ContainsAny(w, " _") && len(w) > 7 && !ordinary[w] {
				part = append(part, w)
			}
		}
	}
	for _, name := range profile.Builtins() {
		p, _ := profile.Builtin(name)
		add(name, p.Name)
		add(p.Quality.Positive...)
		add(p.Quality.Negative...)
		for _, g := range append(p.Groups, p.Styles...) {
			add(g.Tags...)
			add(g.Why)
		}
		add(p.Negative.Default...)
		add(p.Negative.Taboo...)
		for _, v := range p.Models() {
			add(string(v))
			s, _ := p.Sampling(v)
			add(s.TooLow, s.TooHigh, s.Note)
		}
		if p.Artists != nil {
			add(p.Artists.Why, p.Artists.Apart)
		}
		for _, rule := range p.Rules {
			add(rule)
		}
	}
	var words struct {
		Words []struct {
			Tags, Doubtful []string
			Instead        map[string]string
		}
	}
	if err := toml.Unmarshal(data.Vocabulary, &words); err != nil {
		panic(err)
	}
	for _, w := range words.Words {
		add(append(w.Tags, w.Doubtful...)...)
		for from := range w.Instead {
			add(from)
		}
	}
	return part, whole
}

// ordinary are words of models that the program speaks of in another meaning.
var ordinary = map[string]bool{
	"text": true, "general": true, "error": true, "duplicate": true, "hires": true, "high-res": true, "bad link": true,
	"the picture over-saturates": true, // what too high a CFG does on every model
}

// marks are how models have an artist written; where one may stand, it is read,
// and never written.
var marks = map[string]map[string]string{
	"by ":       {"tags/search/search.go": "what a search takes for artists", "tags/prompt/artists/typed.go": "what a search takes for artists", "tags/prompt/parts.go": "what the grammar reads", "tags/taglist/artists.go": "how lists name artists"},
	"by_":       {"tags/taglist/artists.go": "how lists name artists"},
	"artist:":   {"tags/taglist/artists.go": "how lists name artists"},
	"by {}":     {},
	"artist:{}": {},
	"@{}":       {},
}

// elsewhere are the texts that may, by the end of the file's name: what they
// are is no decision on a prompt.
var elsewhere = map[string]string{
	"data/update/source.go":          "the address of a list of artists, and who names it",
	"tags/profile/profile.go":        "the two predictions that diffusion models have",
	"tags/profile/checksampling.go":  "the same, in a remedy",
	"data/webui/webuitest/a1111.go":  "a fake server of the tests",
	"data/webui/webuitest/comfy.go":  "a fake server of the tests",
	"webuitest/a1111lists.go":        "a fake server of the tests",
	"tags/prompt/lint/chunkwaste.go": "the tag ponytail",
	"cmd/tailor/lookup/update.go":    "an example",
}

// TestModelsAreInTheirProfiles greps the program for the words that only a
// profile may hold. Examples and help texts of commands may show some.
func TestModelsAreInTheirProfiles(t *testing.T) {
	root := filepath.Join("..", "..")
	part, whole := modelWords()
	if len(whole) < 200 {
		t.Fatalf("only %d words of models", len(whole))
	}
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
					if n.Kind != token.STRING {
						return true
					}
					text := strings.ToLower(n.Value)
					for _, word := range part {
						if strings.Contains(text, word) {
							t.Errorf("%s: %s holds %q, which is a profile's to say", set.Position(n.Pos()), n.Value, word)
						}
					}
					bare, err := strconv.Unquote(n.Value)
					if lower := strings.ToLower(bare); err == nil && whole[lower] && !ordinary[lower] {
						t.Errorf("%s: %s is a word of a model", set.Position(n.Pos()), n.Value)
					}
					if may, mark := marks[strings.ToLower(bare)]; mark && !slices.ContainsFunc(slices.Collect(maps.Keys(may)), func(end string) bool { return strings.HasSuffix(filepath.ToSlash(path), end) }) {
						t.Errorf("%s: %s is how a model has artists written", set.Position(n.Pos()), n.Value)
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
