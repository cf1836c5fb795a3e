package lint

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tailor/data/reference"
	"tailor/tags/prompt"
)

// checkAll is what lint says of a prompt with its settings.
func checkAll(c *Checker, positive, negative, settings string) []Diagnostic {
	found := c.check(prompt.Texts{Positive: positive, Negative: negative}, true, false).sorted()
	return append(found, c.CheckSettings(settings)...)
}

func jsonLines[T any](t *testing.T, path string, each func(n int, row T)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s:%d: %v", path, n, err)
		}
		each(n, row)
	}
}

// TestModelPrompts has prompts of every model: nothing but hints on one that
// names no rules, and each of the rules that one names.
func TestModelPrompts(t *testing.T) {
	type row struct {
		Profile, Prompt, Negative, Settings string
		Rules                               []string
	}
	of := map[string]int{}
	jsonLines(t, filepath.Join("testdata", "models.jsonl"), func(n int, r row) {
		of[r.Profile]++
		found := checkAll(forModel(t, r.Profile), r.Prompt, r.Negative, r.Settings)
		for _, d := range found {
			if d.Severity > Hint && len(r.Rules) == 0 {
				t.Errorf("%d: %s: %q: %s: %s", n, r.Profile, r.Prompt, d.Rule, d.Message)
			}
		}
		for _, rule := range r.Rules {
			if !slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Rule == rule }) {
				t.Errorf("%d: %s: %q: %s is silent", n, r.Profile, r.Prompt, rule)
			}
		}
	})
	if len(of) != 8 {
		t.Errorf("prompts of %d models: %v", len(of), of)
	}
}

// TestGoldenModels holds the profiles against prompts that others judged.
func TestGoldenModels(t *testing.T) {
	type row struct {
		Model, Kind, Prompt, Negative, Settings, Note string
		Wrong                                         []string
	}
	profiles := map[string]string{"animagine-4.0": "animagine", "illustrious-0.1": "illustrious-0.1", "illustrious-2.0": "illustrious", "noobai-1.1": "noobai",
		"noobai-vpred-1.0": "noobai-vpred", "pony-v6": "pony", "rouwei-0.8": "rouwei", "wai-17": "wai"}
	faulty, seen := 0, 0
	jsonLines(t, reference.Path(t, "golden/models.jsonl"), func(n int, r row) {
		c := forModel(t, profiles[r.Model])
		if r.Note == "vpred" {
			c = New(c.p, c.cat, large.ix, Options{Model: "vpred", Chunks: prompt.Defaults})
		}
		found := checkAll(c, r.Prompt, r.Negative, r.Settings)
		if r.Kind == "clean" {
			for _, d := range found {
				if d.Severity > Hint {
					t.Errorf("%d: %s: %q: %s: %s", n, r.Model, r.Prompt, d.Rule, d.Message)
				}
			}
			return
		}
		faulty++
		if len(found) > 0 {
			seen++
		} else {
			t.Logf("%d: %s: nothing is said of %q, which has %q", n, r.Model, r.Prompt, r.Wrong)
		}
	})
	if seen < faulty-1 {
		t.Errorf("%d of %d faulty prompts were seen", seen, faulty)
	}
	t.Logf("%d of %d faulty prompts were seen", seen, faulty)
}
