package prompt

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"tailor/data/reference"
)

func TestConditioned(t *testing.T) {
	for _, c := range []struct {
		name, text string
		fills      []int
	}{
		{"nothing to unfold", "1girl, solo", []int{4}},
		{"editing of one word", "[woman:woman:0.5]", []int{1}},
		{"the longer option", "[cat:a large dog:0.5]", []int{3}},
		{"alternation", "[a|a b c|a b]", []int{3}},
		{"parts", "cat AND dog, dog", []int{1, 3}},
		{"weights of parts", "cat :1.2 AND dog : 0.5", []int{1, 1}},
		{"BREAK in a part", "cat BREAK dog AND owl", []int{1, 1, 1}},
		{"editing in a part", "cat AND [dog:owl:2] fish", []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := Conditioned(c.text, Defaults)
			var fills []int
			for _, k := range line.Chunks {
				fills = append(fills, len(k.IDs))
				for _, s := range k.Spans {
					if s.Start < k.Start || s.End > k.End {
						t.Errorf("the token of %q lies outside its chunk %d to %d", s.Of(c.text), k.Start, k.End)
					}
				}
			}
			if !reflect.DeepEqual(fills, c.fills) {
				t.Errorf("chunks of %v tokens, want %v", fills, c.fills)
			}
		})
	}
}

func TestTheNegativeKnowsNoAND(t *testing.T) {
	o := Defaults
	o.Negative = true
	line := Conditioned("cat AND dog", o)
	if len(line.Chunks) != 1 || len(line.Chunks[0].IDs) != 3 || Count("cat AND dog", o).Count != 3 {
		t.Errorf("%+v", line)
	}
}

// TestConditionedCounts holds that the chunks agree with the web UI's counter
// on every golden prompt.
func TestConditionedCounts(t *testing.T) {
	content, err := os.ReadFile(reference.Path(t, "golden/chunks.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	unfolded := 0
	for _, row := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		var golden struct {
			Prompt  string
			Counter struct{ Count int }
		}
		if err := json.Unmarshal([]byte(row), &golden); err != nil {
			t.Fatal(err)
		}
		line := Conditioned(golden.Prompt, Defaults)
		if line.Count != golden.Counter.Count {
			t.Errorf("%q: %d tokens, want %d", golden.Prompt, line.Count, golden.Counter.Count)
		}
		if line.Count != Chunks(golden.Prompt, Defaults).Count {
			unfolded++
		}
	}
	if unfolded == 0 {
		t.Error("no golden prompt has editing or AND: nothing was tested")
	}
	t.Logf("%d prompts count otherwise than they are cut", unfolded)
}

// FuzzConditioned holds what is told of its chunks for any text.
func FuzzConditioned(f *testing.F) {
	for _, s := range []string{"[a:b:0.5] AND c", "a AND b :1 AND", "BREAK AND BREAK", "[a|b] # AND\nc", "<lora:a:1> AND [b:2]", "(a AND b:1.2)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := Conditioned(text, Defaults)
		if got := Count(text, Defaults).Count; got != line.Count {
			t.Fatalf("%q: the counter says %d, the chunks %d", text, got, line.Count)
		}
		at := 0
		for k, c := range line.Chunks {
			if c.Start < at || c.End < c.Start || c.End > len(text) {
				t.Fatalf("%q: chunk %d is %d to %d, behind %d", text, k, c.Start, c.End, at)
			}
			at = c.End
		}
	})
}
