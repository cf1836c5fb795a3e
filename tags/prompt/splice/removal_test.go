package splice

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

var update = flag.Bool("update", false, "write the table of removals anew, to be read before it is kept")

// places are 330 prompts with one tag to be taken out, which stands at every
// place where something else has to go with it or stay.
func places(tag string) (texts []string) {
	for _, before := range []string{
		"", "1girl, ", "1girl,\n", "1girl\n", "1girl , ", "1girl，", "1girl,", "1girl, solo, ", "1girl,\n\n",
		"by wlop BREAK ", "1girl, BREAK ", "1girl BREAK\n", "1girl AND ", "1girl, hat BREAK coat AND ",
		"(1girl, ", "1girl, (", "1girl, (solo, ", "[",
		"1girl <lora:a:1> ", "1girl, <lora:a:1>, ", "# note\n", "1girl # note\n",
	} {
		for _, after := range []string{
			"", ", ", ",", ", boots", ",boots", ",\nboots", "\nboots", "，boots", " BREAK boots", ", BREAK boots",
			"\nBREAK\nboots", " AND boots", " # end\nboots", ", <lora:b:1>, boots", ", boots, \n",
		} {
			end := ""
			if strings.Contains(before, "(") {
				end = ":1.2)"
			} else if strings.Contains(before, "[") {
				end = "]"
			}
			texts = append(texts, before+tag+end+after)
		}
	}
	return texts
}

// removed takes a tag out as every edit and fix does.
func removed(text, tag string) string {
	out := prompt.Read(text)
	for _, p := range out.Parts {
		if p.Text == tag {
			return prompt.Apply(text, []prompt.Edit{{Span: NewRemover(text, out).Span(p.Outer)}})
		}
	}
	return text
}

// TestRemovals holds what is left at each of the places against a table that
// was read line by line.
func TestRemovals(t *testing.T) {
	const tag, file = "amazing quality", "testdata/removals.txt"
	var b strings.Builder
	b.WriteString("# A prompt, and what is left of it without \"amazing quality\". The tests of toggles and of the lint read this table too.\n")
	for _, text := range places(tag) {
		fmt.Fprintf(&b, "%q\t%q\n", text, removed(text, tag))
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	table, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, got := strings.Split(strings.TrimSpace(string(table)), "\n"), strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(want) != 331 || len(got) != len(want) {
		t.Fatalf("%d lines in the table, %d places, want 330 and a heading", len(want), len(got))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

// TestRemovalKeepsTheRest holds what is true of every removal: the other parts
// stay as they are, with their weights, and so do comments; no line and no
// comma is left without a tag that had one.
func TestRemovalKeepsTheRest(t *testing.T) {
	const tag = "amazing quality"
	for _, text := range places(tag) {
		left := removed(text, tag)
		was, now := prompt.Read(text), prompt.Read(left)
		var want, got []string
		for _, p := range was.Parts {
			if p.Text != tag {
				want = append(want, p.Text+"@"+strconv.FormatFloat(p.Weight, 'g', 6, 64))
			}
		}
		for _, p := range now.Parts {
			got = append(got, p.Text+"@"+strconv.FormatFloat(p.Weight, 'g', 6, 64))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q became %q: parts %v, want %v", text, left, got, want)
		}
		for i := range was.Comments {
			if i >= len(now.Comments) || was.Comments[i].Of(text) != now.Comments[i].Of(left) {
				t.Errorf("%q became %q, and a comment is another", text, left)
				break
			}
		}
		for _, bad := range []string{"\n\n", ",,", ", ,", "，，", "()", "[]", "(:1.2)", ", )"} {
			if strings.Contains(left, bad) && !strings.Contains(text, bad) {
				t.Errorf("%q became %q, which has a %q", text, left, bad)
			}
		}
		if strings.TrimLeft(left, "\n,， ") != left {
			t.Errorf("%q became %q, which begins with what was behind the tag", text, left)
		}
	}
}

// TestRemovalBesideBreak leaves the space at a BREAK whose other side was written
// without one after its comma, in whatever order tags go, and takes back what an
// insertion wrote between a BREAK and a bracket that touched it.
func TestRemovalBesideBreak(t *testing.T) {
	for text, want := range map[string]string{
		"wlop BREAK 8k, hd,(eyes:1.2)": "wlop BREAK (eyes:1.2)",
		"(eyes:1.2),8k, hd BREAK solo": "(eyes:1.2) BREAK solo",
	} {
		for _, order := range [][]string{{"8k", "hd"}, {"hd", "8k"}} {
			if left := removed(removed(text, order[0]), order[1]); left != want {
				t.Errorf("%q without %q became %q, want %q", text, order, left, want)
			}
		}
	}
	s := Read("(a)BREAK(b)")
	for u, edit := range []prompt.Edit{s.Behind(s.Units[0], "8k"), s.Before(s.Units[1], "8k")} {
		if left := removed(prompt.Apply(s.Text, []prompt.Edit{edit}), "8k"); left != s.Text {
			t.Errorf("beside unit %d: %q", u, left)
		}
	}
}

// TestRemovalInOpenBracket takes one of several tags out behind a bracket that is
// never closed as it does elsewhere: with its comma, and without the word behind it.
func TestRemovalInOpenBracket(t *testing.T) {
	for text, want := range map[string]string{
		"(hat, 8k AND coat":         "(hat AND coat",
		"solo, (8k, hat":            "solo, (hat",
		"[8k, hat, coat BREAK solo": "[hat, coat BREAK solo",
		"solo, (hat, 8k, coat":      "solo, (hat, coat",
	} {
		if left := removed(text, "8k"); left != want {
			t.Errorf("%q became %q, want %q", text, left, want)
		}
	}
}
