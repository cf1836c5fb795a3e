package lint

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/tags/prompt"
)

// checkAll is what lint says of a prompt with its settings.
func checkAll(c *Checker, positive, negative, settings string) []Diagnostic {
	found := c.check(context.Background(), prompt.Texts{Positive: positive, Negative: negative}, true, false).sorted()
	return append(found, c.CheckSettings(settings, "")...)
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
		if n%sparse() > 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s:%d: %v", path, n, err)
		}
		each(n, row)
	}
}

// sparse returns how many of a test's cases of one kind stand for one: more in its
// short form.
func sparse() int {
	if testing.Short() {
		return 4
	}
	return 1
}

// names reports whether lint finds a fault, given as a rule and a word that its
// message has: "dead-tag score_9".
func names(found []Diagnostic, fault string) bool {
	rule, word, _ := strings.Cut(fault, " ")
	return slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Rule == rule && strings.Contains(d.Message, word) })
}

// TestModelPrompts has prompts of every model: nothing but hints on one that
// names no faults, and each of the faults that one names.
func TestModelPrompts(t *testing.T) {
	type row struct {
		Profile, Prompt, Negative, Settings string
		Faults                              []string
	}
	of := map[string]int{}
	jsonLines(t, filepath.Join("testdata", "models.jsonl"), func(n int, r row) {
		of[r.Profile]++
		found := checkAll(forModel(t, r.Profile), r.Prompt, r.Negative, r.Settings)
		for _, d := range found {
			if d.Severity > Hint && len(r.Faults) == 0 {
				t.Errorf("%d: %s: %q: %s: %s", n, r.Profile, r.Prompt, d.Rule, d.Message)
			}
		}
		for _, fault := range r.Faults {
			if !names(found, fault) {
				t.Errorf("%d: %s: %q: %s is not said", n, r.Profile, r.Prompt, fault)
			}
		}
	})
	if len(of) != 8 {
		t.Errorf("prompts of %d models: %v", len(of), of)
	}
}

// goldenFaults are the faults that others named in their prompts, as lint names
// them. None is what only guides say, which is no fault to be found.
var goldenFaults = map[string][]string{
	"prose; card: may not be effective":                          {"prose sentences"},
	"no count, no rating":                                        {"missing-tag rating", "missing-tag count"},
	"no rating, which the card's template has":                   {"missing-tag rating"},
	"very aesthetic and newest are 3.1's":                        {"dead-tag very aesthetic", "dead-tag newest"},
	"several critical composition tags, which the card warns of": {"too-many"},
	"score_ words are Pony's":                                    {"dead-tag score_9", "dead-tag score_8_up"},
	"no negative":                                                {"missing-negative"},
	"prose alone; a tester's v2.0 picture lost the person (guide); no count tag": nil,
	"two year words": {"contradiction newest"},
	"prefix at the end (the card calls it a prefix)": {"tag-order"},
	"year 2023 and old":      {"contradiction year 2023"},
	"nsfw and safe together": {"contradiction safe"},
	"CFG over 5":             {"vpred-cfg"},
	"RouWei's brightness words are no words of this model": {"dead-tag low brightness", "dead-tag limited range"},
	"no prefix": {"tag-order"},
	"artist names were removed from the captions (quoted)": {"artist-form wlop"},
	"no score string": {"quality-whole"},
	"other quality modifiers are not needed (card)":   {"dead-tag masterpiece", "dead-tag best quality", "dead-tag hd"},
	"very aesthetic, absurdres, newest are dead here": {"dead-tag very aesthetic", "dead-tag absurdres", "dead-tag newest"},
	"underscores":                                    {"underscore"},
	"unescaped brackets":                             {"unescaped-parens"},
	"copied negative, lowres dead":                   {"negative-taboo", "dead-tag lowres"},
	"ratings are general, sensitive, nsfw, explicit": {"dead-tag rating_safe"},
	"too many quality words: the card warns of blur": {"quality-whole"},
}

// TestGoldenModels holds the profiles against prompts that others judged: the
// clean ones bring no more than hints, and of the faults that they named four
// in five are said, fault by fault.
func TestGoldenModels(t *testing.T) {
	type row struct {
		Model, Kind, Prompt, Negative, Settings, Note string
		Wrong                                         []string
	}
	profiles := map[string]string{"animagine-4.0": "animagine", "illustrious-0.1": "illustrious-0.1", "illustrious-2.0": "illustrious", "noobai-1.1": "noobai",
		"noobai-vpred-1.0": "noobai-vpred", "pony-v6": "pony", "rouwei-0.8": "rouwei", "wai-17": "wai"}
	named, said := 0, 0
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
		for _, wrong := range r.Wrong {
			faults, known := goldenFaults[wrong]
			if !known {
				t.Errorf("%d: nothing says how lint names %q", n, wrong)
			}
			for _, fault := range faults {
				if named++; names(found, fault) {
					said++
				} else {
					t.Logf("%d: %s: %q: %s is not said", n, r.Model, r.Prompt, fault)
				}
			}
		}
	})
	if said*5 < named*4 {
		t.Errorf("%d of %d named faults are said", said, named)
	}
	t.Logf("%d of %d named faults are said", said, named)
}
