package schedule

import (
	"slices"
	"strings"
	"testing"
)

// TestTexts has the schedules over four steps that A1111's parser makes.
func TestTexts(t *testing.T) {
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
		{"brackets behind: two", "[a:b:2][[", "a[[/b[["},
		{"brackets behind: three", "[a:b:2][[[", "a[[[/b[[["},
		{"brackets behind: two and a group", "x[:2]]:[c:3]", "x]:/x]:c"},
		{"brackets behind the second", "[a:b:2][c:d:2]((", "ac((/bd(("},
		{"brackets around and behind", "([a:b:2])]", "(a)]/(b)]"},
		{"brackets behind a group of two colons", "[x:3](:d:.5)", "(:d:.5)/x(:d:.5)"},
		{"escapes", `[a\]:b\::2]`, `a\]/b\:`},
		{"backslash at the end", `[a:b:2]\`, `[a:b:2]\`},
		{"backslash before a newline", "[a:b:2]\\\nx", "[a:b:2]\\\nx"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			texts, ok := Texts(c.text, 4)
			got := strings.Join(texts, "/")
			if !ok {
				got = "fails"
			}
			if got != c.want {
				t.Errorf("Texts(%q)\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// FuzzTexts holds what is true of every prompt: the last text is the one of
// the last step, and a text without a square bracket is its only one.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"[a:b:0.5]", "[a|b", "[a:[b|c]:2][[", "([x:1e999])", `[a\]::3]`, "a|b [c:2]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		texts, ok := Texts(text, 20)
		last, edited := Last(text, 20)
		switch {
		case !ok || len(texts) == 0:
			if ok || edited || last != text {
				t.Fatalf("%q: %q, %v, %q, %v", text, texts, ok, last, edited)
			}
		case !edited && (len(texts) != 1 || texts[0] != text || last != text):
			t.Fatalf("%q has no editing and becomes %q, at last %q", text, texts, last)
		case edited && !slices.Contains(texts, last):
			t.Fatalf("%q becomes %q, but at last %q", text, texts, last)
		}
	})
}
