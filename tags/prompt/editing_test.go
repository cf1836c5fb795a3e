package prompt

import (
	"fmt"
	"strings"
	"testing"
)

// TestUnfold has the schedules over four steps that A1111's parser makes.
func TestUnfold(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"plain", "a (b:1.2) [c]", "a (b:1.2) [c]"},
		{"from to", "[a:b:2]", "a/b"},
		{"to", "[a:2]", "/a"},
		{"from", "[a::2]", "a/"},
		{"fraction", "[a:b:.5]", "a/b"},
		{"whole fraction", "[a:b:1.]", "a"},
		{"beyond the steps", "[a:b:9]", "a"},
		{"before the first step", "[a:b:-1]", "b"},
		{"exponent", "[a:b:1e0]", "a/b"},
		{"beyond numbers", "[a:b:1e999]", "fails"},
		{"space", "[a:b: 2\n]", "a/b"},
		{"no number", "[a:b:2x]", "[a:b:2x]"},
		{"three colons", "[a:b:c:2]", "[a:b:c:2]"},
		{"number before number", "[5:6:2]", "5/6"},
		{"alternating", "[a|b|c]", "a/b/c"},
		{"empty options", "[a||]", "a/"},
		{"alternative outside", "a|b [c:2]", "a|b [c:2]"},
		{"alternative unclosed", "[a|b", "[a|b"},
		{"colon in alternatives", "[a|b:2]", "[a|b:2]"},
		{"weight in alternatives", "[(a:1.2)|b]", "(a:1.2)/b"},
		{"nested", "[a:[b:c:3]:1]", "a/b/c"},
		{"alternating in editing", "[a:[b|c]:2]", "a/b/c"},
		{"two at once", "[a:b:2][c:d:3]", "ac/bc/bd"},
		{"in round brackets", "([a:b:2]:1.2)", "(a:1.2)/(b:1.2)"},
		{"in an open bracket", "(x [a:b:2]", "(x a/(x b"},
		{"in an open square", "[x [a:b:2]", "[x a/[x b"},
		{"behind a closed one", "x] [a:b:2]", "x] a/x] b"},
		{"bracket left open within", "[(a:2]", "[(a:2]"},
		{"bracket closed within", "[a):2]", "[a):2]"},
		{"brackets behind: one", "[a:b:2][", "a[/b["},
		{"brackets behind: two", "[a:b:2][[", "[a:b:2][["},
		{"brackets behind: three", "[a:b:2][[[", "a[[[/b[[["},
		{"brackets behind: two and a group", "x[:2]]:[c:3]", "x[:2]]:/x[:2]]:c"},
		{"brackets behind the second", "[a:b:2][c:d:2]((", "a[c:d:2]((/b[c:d:2](("},
		{"brackets around and behind", "([a:b:2])]", "([a:b:2])]"},
		{"brackets behind a group of two colons", "[x:3](:d:.5)", "[x:3](:d:.5)"},
		{"escapes", `[a\]:b\::2]`, `a\]/b\:`},
		{"backslash at the end", `[a:b:2]\`, `[a:b:2]\`},
		{"backslash before a newline", "[a:b:2]\\\nx", "[a:b:2]\\\nx"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			texts, ok := unfold(c.text, 4)
			got := strings.Join(texts, "/")
			if !ok {
				got = "fails"
			}
			if got != c.want {
				t.Errorf("unfold(%q)\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

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
