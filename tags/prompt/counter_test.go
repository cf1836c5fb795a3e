package prompt

import (
	"fmt"
	"strings"
	"testing"
)

func TestConditions(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"one", "a, b", "a, b"},
		{"two", "a AND b", "a| b"},
		{"weights", "a :1.2 AND b: .5 AND c:-2.\n", "a| b| c"},
		{"a name with a number", "reverse:1999", "reverse"},
		{"no weights", "a:b AND c:1.2.3 AND d:. AND 5", "a:b| c:1.2.3| d:.| 5"},
		{"in a word", "SAND ANDY _AND", "SAND ANDY _AND"},
		{"in a bracket", "(x: AND 2)", "(x:| 2)"},
		{"weight of weights", "a:1:2", "a:1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(conditions(c.text), "|"); got != c.want {
				t.Errorf("conditions(%q)\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestCount(t *testing.T) {
	cases := []struct {
		name, text string
		want       Counter
	}{
		{"empty", "", Counter{0, 75}},
		{"break", "BREAK BREAK", Counter{150, 150}},
		{"longest of the editing", "[a:b c d:0.5]", Counter{3, 75}},
		{"longest of the ANDs", "a AND b c d :1.2", Counter{3, 75}},
		{"beyond numbers, the prompt as it stands", "a AND [b:1e999]", Counter{9, 75}},
		{"comments and networks", "a <lora:x:1> # b", Counter{1, 75}},
		{"76", strings.Repeat("a ", 76), Counter{76, 150}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Count(c.text, Defaults); got != c.want {
				t.Errorf("Count(%q) = %v, want %v", c.text, got, c.want)
			}
		})
	}
	if a, b := fmt.Sprint(Count("[a:b c:5]", Options{Steps: 4})), fmt.Sprint(Count("[a:b c:5]", Options{})); a == b {
		t.Errorf("4 steps and 20 give the same: %s", a)
	}
}
