package help

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/pelletier/go-toml/v2"

	"tailor/data/config"
	"tailor/data/reference"
	"tailor/tags/profile"
	"tailor/tags/prompt/lint"
)

func TestRoff(t *testing.T) {
	for in, want := range map[string]string{"plain": "plain", ".B": `\&.B`, "'x": `\&'x`, `karin \(x\)`: `karin \e(x\e)`, "--tags": `\-\-tags`, "FILE…": `FILE\[u2026]`} {
		if got := roff(in); got != want {
			t.Errorf("roff(%q) = %q, want %q", in, got, want)
		}
	}
}
func TestDrawMarkdown(t *testing.T) {
	page := "# Title\n\nSome `code` and *words* that\ngo on **here**.\n\n| a | b |\n|---|---|\n| `x \\| y` | long text to wrap |\n\n- one\n  more\n- two\n\n    indented\n\n```toml\nkey = 1\n```\n"
	plain := draw(page, pageStyle{width: 30})
	want := "Title\n\nSome `code` and words that go\non here.\n\na        b\n`x | y`  long text to wrap\n\n- one more\n- two\n\n    indented\n\n    key = 1\n"
	if plain != want {
		t.Errorf("got\n%s\nwant\n%s", plain, want)
	}
	coloured := draw(page, pageStyle{width: 30, bold: true, colour: true})
	if !strings.Contains(coloured, "\x1b[1;36mTitle\x1b[m") || !strings.Contains(ansi.Strip(coloured), "Some code and words") {
		t.Errorf("coloured: %q", coloured)
	}
	for _, width := range []int{1, 5, 17} {
		draw(page, pageStyle{width: width})
	}
}

// TestCodeIsNotBroken wants no line of a page to end within `code`, and no word of
// a table to be cut, where they fit.
func TestCodeIsNotBroken(t *testing.T) {
	page := "Say what `--bad` and `a-b c` do, and `b`.\n\n| a | b | c |\n|---|---|---|\n| many long words here | `x-y z` | v-prediction |\n"
	for width := 13; width < 40; width++ {
		for _, span := range []string{"`--bad`", "`a-b c`"} {
			if out := draw(page, pageStyle{width: width}); !strings.Contains(out, span) {
				t.Errorf("at %d %s is broken:\n%s", width, span, out)
			}
		}
	}
	if out := draw(page, pageStyle{width: 32}); !strings.Contains(out, "`x-y z`") || !strings.Contains(out, "v-prediction\n") {
		t.Errorf("the table:\n%s", out)
	}
	for _, topic := range Topics() {
		text := topic.Text
		if head, examples, ok := strings.Cut(text, "| before | after |"); ok { // longer than a column
			_, rest, _ := strings.Cut(examples, "\n\n")
			text = head + rest
		}
		for _, width := range []int{80, 100} {
			for _, line := range strings.Split(draw(text, pageStyle{width: width}), "\n") {
				if !strings.HasPrefix(line, "    ") && strings.Count(line, "`")%2 > 0 {
					t.Errorf("%s at %d breaks code: %s", topic.Name, width, line)
				}
			}
		}
	}
}

// TestEveryRuleIsInTheReference holds the reference's table of rules against
// the rules.
func TestEveryRuleIsInTheReference(t *testing.T) {
	text, err := os.ReadFile("lint.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range lint.Names(profile.RouWei()) {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("lint.md does not name the rule %s", name)
		}
	}
}

// TestTheReferenceNamesTests wants every test that the reference says something
// is held by to be there.
func TestTheReferenceNamesTests(t *testing.T) {
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range declared.FindAllSubmatch(text, -1) {
			have[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(string(text), -1) {
			if named++; !have[name] {
				t.Errorf("%s names %s, which is nowhere", page, name)
			}
		}
	}
	if named < 30 {
		t.Errorf("only %d tests are named", named)
	}
}

// TestConfigReference holds the config's reference against its reader: every
// key is documented, and what is documented is read.
func TestConfigReference(t *testing.T) {
	text, err := pages.ReadFile("config.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	var example strings.Builder
	for _, b := range blocks {
		example.WriteString(b[1])
	}
	if _, err := config.Read([]byte(example.String()), "config.md"); err != nil {
		t.Errorf("the example is not read: %v", err)
	}
	var documented map[string]any
	if err := toml.Unmarshal([]byte(example.String()), &documented); err != nil {
		t.Fatal(err)
	}
	for _, key := range config.Keys() {
		if !hasKey(documented, strings.Split(key, ".")) {
			t.Errorf("help config lacks the key %s", key)
		}
	}
}

// hasKey reports whether a decoded document holds a dotted key, "*" being any
// name, and tables of a list being looked through.
func hasKey(doc any, key []string) bool {
	if len(key) == 0 {
		return true
	}
	switch d := doc.(type) {
	case map[string]any:
		for name, value := range d {
			if (key[0] == "*" || key[0] == name) && hasKey(value, key[1:]) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(d, func(e any) bool { return hasKey(e, key) })
	}
	return false
}
