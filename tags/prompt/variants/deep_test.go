package variants

import (
	"slices"
	"strings"
	"testing"
)

// TestDeepBraces draws, makes all and measures braces as deep as they may be with a
// wildcard in them, and a wildcard whose lines hold such braces: neither is taken
// for a wildcard that names itself, and of deeper ones nothing but these stays.
func TestDeepBraces(t *testing.T) {
	in := func(n int, text string) string { return strings.Repeat("{", n) + text + strings.Repeat("}", n) }
	lists := folder(map[string]string{"pet": "{cat|cat}\n" + in(64, "cat"), "deep": in(70, "a|b")})
	for _, c := range []struct {
		template, want string
		deep           bool
	}{
		{in(63, "__pet__") + ", hat", "cat, hat", false},
		{in(64, "__pet__") + ", hat", "cat, hat", false},
		{in(62, "${x=__pet__}${x}") + ", hat", "cat, hat", false},
		{in(66, "__pet__") + ", hat", "{{__pet__}}, hat", true},
		{"__deep__, __pet__", in(6, "a|b") + ", cat", true},
	} {
		e := New(1, lists)
		if got, problems := e.Expand(c.template); got != c.want || len(problems) > 0 != c.deep || c.deep && !strings.Contains(problems[0], "64 deep") {
			t.Errorf("%q becomes %q (%v), not %q", c.template, got, problems, c.want)
		}
		var all []string
		e.All(c.template, func(p string, _ []string) bool { all = append(all, p); return true })
		if !slices.Contains(all, c.want) {
			t.Errorf("%q becomes all of %q", c.template, all)
		}
		if n := e.Count(c.template); n > 4 {
			t.Errorf("%q becomes %g prompts", c.template, n)
		}
		if l := NewGauge(lists, func(s string) int { return len(s) }).Longest(c.template); !l.Known && !c.deep {
			t.Errorf("the longest of %q is not known", c.template)
		}
	}
}
