package main

import (
	"encoding/json"
	"strings"
	"tailor/tags/prompt"
	"testing"
)

// TestLintJSON holds the shape of the answers, for every form of a question.
func TestLintJSON(t *testing.T) {
	tests := []struct {
		name     string
		args     []string
		stdin    string
		rules    []string // of each answer: "rule severity in start:end fix"
		prompt   []string
		negative []string
		code     int
	}{
		{"a string", nil, `"amazing quality, 1girl"`, []string{`dead-tag warning prompt 0:15 ""`}, []string{"1girl"}, []string{""}, 1},
		{"an object", nil, `{"prompt":"1girl","negative":"lowres, bad"}`, []string{`dead-tag warning negative 0:6 ""`}, []string{"1girl"}, []string{"bad"}, 1},
		{"an object without negative", nil, `{"prompt":"1girl"}`, []string{""}, []string{"1girl"}, []string{""}, 0},
		{"an empty negative is a hint", nil, `{"prompt":"1girl","negative":""}`, []string{`missing-negative hint negative 0:0 "worst quality, low quality, watermark"`}, []string{"1girl"}, []string{""}, 0},
		{"several lines, one of them blank", nil, "\"1girl\"\n\n\"score_9, 1girl\"\n", []string{"", "", `dead-tag warning prompt 0:7 ""`}, []string{"1girl", "", "1girl"}, []string{"", "", ""}, 1},
		{"an argument", []string{"score_9, 1girl"}, "", []string{`dead-tag warning prompt 0:7 ""`}, []string{"1girl"}, []string{""}, 1},
		{"an argument and a negative", []string{"1girl", "--negative", "lowres, bad"}, "", []string{`dead-tag warning negative 0:6 ""`}, []string{"1girl"}, []string{"bad"}, 1},
		{"a rule turned off", []string{"score_9, 1girl", "--off", "dead-tag"}, "", []string{""}, []string{"score_9, 1girl"}, []string{""}, 0},
		{"settings", nil, `{"prompt":"1girl","settings":"Steps: 50, CFG scale: 7"}`, []string{`settings warning settings 7:9 "28"`}, []string{"1girl"}, []string{""}, 1},
		{"settings as a flag", []string{"1girl", "--settings", "Steps: 50"}, "", []string{`settings warning settings 7:9 "28"`}, []string{"1girl"}, []string{""}, 1},
		{"offsets are bytes", nil, `"日本, score_9, 1girl"`, []string{`dead-tag warning prompt 8:15 ""`}, []string{"日本, 1girl"}, []string{""}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := tailor(t, home(t), test.stdin, append([]string{"lint", "--json"}, test.args...)...)
			if r.code != test.code || r.err != "" {
				t.Errorf("exit code %d, want %d; standard error %q", r.code, test.code, r.err)
			}
			lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
			if len(lines) != len(test.rules) {
				t.Fatalf("%d answers, want %d: %s", len(lines), len(test.rules), r.out)
			}
			for i, line := range lines {
				var d diagnosed
				if err := json.Unmarshal([]byte(line), &d); err != nil {
					t.Fatal(err)
				}
				if d.Diagnostics == nil {
					t.Errorf("no list of diagnostics: %s", line)
				}
				var rules []string
				for _, x := range d.Diagnostics {
					if x.Message == "" {
						t.Errorf("no message: %s", line)
					}
					fix, _ := json.Marshal(x.Fix)
					place, _ := json.Marshal([]int{x.Start, x.End})
					rules = append(rules, strings.Join([]string{x.Rule, x.Severity, x.In, strings.ReplaceAll(strings.Trim(string(place), "[]"), ",", ":"), string(fix)}, " "))
				}
				if got := strings.Join(rules, "; "); got != test.rules[i] {
					t.Errorf("answer %d: %s\nwant: %s", i+1, got, test.rules[i])
				}
				if d.Prompt != test.prompt[i] || d.Negative != test.negative[i] {
					t.Errorf("mended: %q and %q, want %q and %q", d.Prompt, d.Negative, test.prompt[i], test.negative[i])
				}
			}
		})
	}
}

func TestLint(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		stdin string
		out   string
		err   string
		code  int
	}{
		{"for a person", []string{"1girl,\nsolo, score_9"}, "", "prompt:2:7  warning  dead-tag  …", "", 1},
		{"nothing wrong", nil, "1girl, solo\n", "", "", 0},
		{"a hint is not wrong", []string{"1girl", "--negative", ""}, "", "negative:1:1  hint  missing-negative  …", "", 0},
		{"mended", []string{"--fix", "score_9, 1girl, worst quality"}, "", "1girl\n", `tailor: taken out: "score_9", "worst quality" (it belongs in the negative prompt, and none is given)`, 0},
		{"mended with a negative", []string{"--fix", "1girl", "--negative", "lowres, watermark"}, "", "1girl\nNegative prompt: watermark\n", `taken out: "lowres"`, 0},
		{"a rule that does not exist", []string{"--off", "dead-tags", "x"}, "", "", "dead-tag", 2},
		{"a model that does not exist", []string{"--model", "sdxl", "x"}, "", "", "epsilon or vpred", 2},
		{"a line that is no JSON", []string{"--json"}, "1girl\n", "", "line 1 of standard input", 2},
		{"a line with an unknown key", []string{"--json"}, `{"prompt":"x","negativ":"y"}`, "", "negativ", 2},
		{"a line without prompt", []string{"--json"}, `{"negative":"y"}`, "", `"prompt"`, 2},
		{"a line with a wrong type", []string{"--json"}, `{"prompt":1}`, "", "line 1", 2},
		{"a line with a list", []string{"--json"}, `["1girl"]`, "", "line 1", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, home(t), test.stdin, append([]string{"lint"}, test.args...)...), test.out, test.err, test.code)
		})
	}
	path := file(t, "config.toml", "\n[lint]\noff = [\"dead-tg\"]\n")
	check(t, tailor(t, home(t), "", "lint", "--config", path, "x"), "", "config.toml:3: lint.off", 2)
	path = file(t, "config.toml", "lane = 'end'\n")
	check(t, tailor(t, home(t), "", "lint", "--config", path, "--fix", "by wlop, 1girl, hat"), "1girl, hat, by wlop\n", "", 0)
	path = file(t, "config.toml", "profile = 'none'\n")
	check(t, tailor(t, home(t), "", "lint", "--config", path, "x"), "", `no profile "none"`, 2)
}

// TestLongPrompts refuses prompts that would take seconds and much memory.
func TestLongPrompts(t *testing.T) {
	env, long, signs := home(t), strings.Repeat("a", prompt.MostFixed), strings.Repeat("(", 12_001)
	for _, c := range []struct{ text, says string }{{long + "b", "a prompt of more than 128 KB: lint takes no more"}, {signs, "more than 12,000 commas, brackets, colons and line ends: lint takes"}} {
		for _, args := range [][]string{{"lint"}, {"lint", "--fix"}, {"lint", "--fix", "--profile", "noobai"}, {"lint", "--negative", "b"}} {
			check(t, tailor(t, env, c.text+"\n", args...), "", c.says, exitWrong)
		}
		check(t, tailor(t, env, "\""+c.text+"\"\n", "lint", "--json"), "", c.says, exitWrong)
	}
	check(t, tailor(t, env, strings.Repeat("a,", 12_001), "expand", "--artists", "2"), "", "more than 12,000 commas, brackets, colons and line ends: no artists", exitWrong)
	long = strings.Repeat("a", prompt.MostRead)
	for _, args := range [][]string{{"count"}, {"compose"}, {"compose", "--artist", "b"}, {"export", "--as", "comfyui"}, {"export", "--as", "json"}, {"send"}} {
		check(t, tailor(t, env, long+"b\n", args...), "", args[0]+" takes at most 256 KB at once", exitWrong)
	}
	for _, command := range []string{"search", "tag"} {
		check(t, tailor(t, env, "long hair\n"+long+"b\n", command), "…", command+" takes at most 256 KB", exitWrong)
	}
	check(t, tailor(t, env, strings.Repeat("AND ", 10_001), "export", "--as", "comfyui"), "", "export takes at most 10000 at once", exitWrong)
	check(t, tailor(t, env, "\""+long+"b\"\n", "count", "--json"), "", "count takes at most 256 KB at once", exitWrong)
}

func TestPlaces(t *testing.T) {
	var at places
	for _, c := range []struct {
		text   string
		offset int
		want   string
	}{{"猫, b\nc\n\nd", 3, ":1:2"}, {"猫, b\nc\n\nd", 8, ":2:2"}, {"猫, b\nc\n\nd", 8, ":2:2"}, {"猫, b\nc\n\nd", 11, ":4:2"}, {"猫, b\nc\n\nd", 7, ":2:1"}, {"other", 4, ":1:5"}} {
		if got := at.of(c.text, c.offset); got != c.want {
			t.Errorf("%q at %d: %s, want %s", c.text, c.offset, got, c.want)
		}
	}
}
