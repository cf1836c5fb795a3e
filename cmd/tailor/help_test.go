package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tailor/cmd/tailor/help"
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
		if !strings.Contains(man, ".SH "+strings.ToUpper(strings.ReplaceAll(heading, "-", `\-`))) {
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
		if !slices.ContainsFunc(help.Topics(), func(p help.Topic) bool { return p.Name == m[1] }) {
			t.Errorf("the README names the topic %q, which there is not", m[1])
		}
	}
}
