package main

import (
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
)

// TestHelpTopics holds the topics that must be there, in help and in the man
// page alike.
func TestHelpTopics(t *testing.T) {
	man := tailor(t, nil, "", "man").out
	list := tailor(t, nil, "", "help").out
	for _, name := range []string{"keys", "config", "lists", "wildcards", "profiles", "files", "scripts", "speed", "faults"} {
		r := tailor(t, nil, "", "help", name)
		if r.code != 0 || len(r.out) < 100 || strings.Contains(r.out, "\x1b") {
			t.Errorf("help %s: code %d, output %q", name, r.code, r.out)
		}
		if !strings.Contains(list, "  "+name+" ") {
			t.Errorf("help does not list %s", name)
		}
		heading, _, _ := strings.Cut(r.out, "\n")
		if !strings.Contains(man, ".SH "+strings.ToUpper(roff(heading))) {
			t.Errorf("man lacks %q", heading)
		}
	}
}

// TestHelpTopicAndCommand wants the topic first where a command has its name
// too, and the command's usage behind it.
func TestHelpTopicAndCommand(t *testing.T) {
	out := tailor(t, nil, "", "help", "lists").out
	page, usage := strings.Index(out, "Lists of tags"), strings.Index(out, "--json")
	if page != 0 || usage < page {
		t.Errorf("the page stands at %d, the usage at %d:\n%s", page, usage, out)
	}
}

// TestConfigReference holds the config's reference against its reader: every
// key is documented, and what is documented is read.
func TestConfigReference(t *testing.T) {
	text, err := helpPages.ReadFile("help/config.md")
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

// TestREADMENamesTopics wants every topic that the README names to be there,
// and the README to be short.
func TestREADMENamesTopics(t *testing.T) {
	root, err := reference.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "\n"); n > 180 {
		t.Errorf("the README has %d lines, more than 180", n)
	}
	named := regexp.MustCompile("`tailor help ([a-z]+)`").FindAllStringSubmatch(string(text), -1)
	if len(named) < 5 {
		t.Fatalf("the README names %d topics", len(named))
	}
	for _, m := range named {
		if !slices.ContainsFunc(topics(), func(p topic) bool { return p.name == m[1] }) {
			t.Errorf("the README names the topic %q, which there is not", m[1])
		}
	}
}

func TestDrawMarkdown(t *testing.T) {
	page := "# Title\n\nSome `code` and *words* that\ngo on **here**.\n\n| a | b |\n|---|---|\n| `x \\| y` | long text to wrap |\n\n- one\n  more\n- two\n\n    indented\n\n```toml\nkey = 1\n```\n"
	plain := drawMarkdown(page, pageStyle{width: 30})
	want := "Title\n\nSome `code` and words that go\non here.\n\na        b\n`x | y`  long text to wrap\n\n- one more\n- two\n\n    indented\n\n    key = 1\n"
	if plain != want {
		t.Errorf("got\n%s\nwant\n%s", plain, want)
	}
	coloured := drawMarkdown(page, pageStyle{width: 30, bold: true, colour: true})
	if !strings.Contains(coloured, "\x1b[1;36mTitle\x1b[m") || !strings.Contains(ansi.Strip(coloured), "Some code and words") {
		t.Errorf("coloured: %q", coloured)
	}
	for _, width := range []int{1, 5, 17} {
		drawMarkdown(page, pageStyle{width: width})
	}
}
