package lint

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/tags/prompt"
)

// goldenCase is a line of golden/lint.jsonl.
type goldenCase struct {
	Prompt, Negative string
	Must, Mustnot    []string
	Clean            bool
	Source           string
	Has              []string `json:"mended_has"`
	Lacks            []string `json:"mended_lacks"`
}

// TestGolden holds lint against prompts that others judged: rules that have to
// fire, that must not fire louder than a hint, and what a mended prompt holds.
func TestGolden(t *testing.T) {
	file, err := os.Open(reference.Path(t, "golden/lint.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c := withLarge(t, Options{})
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var k goldenCase
		if err := json.Unmarshal(lines.Bytes(), &k); err != nil {
			t.Fatal(err)
		}
		texts := prompt.Texts{Positive: k.Prompt, Negative: k.Negative}
		found := c.Check(texts)
		fired := func(rule string, s Severity) bool {
			return slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Rule == rule && d.Severity >= s })
		}
		complain := func(what string) { t.Errorf("%d (%s): %s: %q%s", n, k.Source, what, k.Prompt, tell(texts, found)) }
		for _, rule := range k.Must {
			if !fired(rule, Hint) {
				complain(rule + " is silent")
			}
		}
		for _, rule := range k.Mustnot {
			if fired(rule, Warning) {
				complain(rule + " speaks")
			}
		}
		if k.Clean && slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Severity > Hint }) {
			complain("more than a hint")
		}
		mended := c.Fix(texts)
		for _, s := range k.Has {
			if !strings.Contains(mended.Positive+"\n"+mended.Negative, s) {
				complain("mended lacks " + s)
			}
		}
		for _, s := range k.Lacks {
			if strings.Contains(mended.Positive+"\n"+mended.Negative, s) {
				complain("mended has " + s)
			}
		}
	}
}
