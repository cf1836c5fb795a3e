package prompt

import (
	"fmt"
	"strings"
	"testing"
)

func show(runs [][]Run) string {
	var parts []string
	for _, chunk := range runs {
		var texts []string
		for _, r := range chunk {
			if r.Weight != 1 {
				texts = append(texts, fmt.Sprintf("%s@%g", r.Text, RoundWeight(r.Weight)))
			} else {
				texts = append(texts, r.Text)
			}
		}
		parts = append(parts, strings.Join(texts, "|"))
	}
	return strings.Join(parts, "‖")
}

func TestRuns(t *testing.T) {
	long := strings.Repeat("a ", 71)
	cases := []struct{ name, text, runs, sections string }{
		{"empty", "", "", ""},
		{"weights and escapes", `a, (b:1.2), \(c\)`, "a, |b@1.2|, (c)", "a, |b@1.2|, (c)"},
		{"breaks", "a BREAK BREAK b BREAK", "a‖‖b", "a‖‖b"},
		{"comment and network", "a # x\n<lora:x:1> b", "a \n b", "a \n b"},
		{"weight over a border", "(" + long + "x, y, z:1.2)", long + "x, y,@1.2‖z@1.2", long + "x, y, z@1.2"},
		{"break in a bracket", "(a BREAK b)", "a@1.1|BREAK@-1.1|b@1.1", "a@1.1|BREAK@-1.1|b@1.1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Runs(c.text, Options{Backtrack: 20})); got != c.runs {
				t.Errorf("runs %q, want %q", got, c.runs)
			}
			if got := show(Sections(c.text)); got != c.sections {
				t.Errorf("sections %q, want %q", got, c.sections)
			}
		})
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		text, want string
		edited     bool
	}{
		{"a, (b:1.2)", "a, (b:1.2)", false},
		{"[a:b:0.5], [c|d] # e", "b, d \n", true},
	} {
		if got, edited := Settle(c.text, 20); got != c.want || edited != c.edited {
			t.Errorf("Settle(%q) = %q, %v", c.text, got, edited)
		}
	}
}

func TestExtraNetworks(t *testing.T) {
	got := fmt.Sprint(ExtraNetworks("a <lora:x:0.8:1>\n# <lora:y:1>\n<hypernet:z>"))
	if want := "[{lora [x 0.8 1]} {hypernet [z]}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
