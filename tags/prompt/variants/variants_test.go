package variants

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

var cards = map[string][]string{
	"season":     {"summer", "# autumn", "", "{autumn|fall}"},
	"two":        {"a", "b"},
	"nested":     {"__two__ x"},
	"dir/name":   {"z"},
	"self":       {"__self__ __self__"},
	"weighted":   {"0::never", "2::always"},
	"empty":      {"# nothing"},
	"many words": {"w"},
}

func lookup(name string) ([]string, error) {
	lines, ok := cards[name]
	if !ok {
		return nil, fmt.Errorf("no wildcard %q", name)
	}
	return lines, nil
}

// TestMeaning has every prompt that a template can become, as the
// documentation of dynamic-prompts means it.
func TestMeaning(t *testing.T) {
	cases := []struct{ name, template, want string }{
		{"plain", "a, (b:1.2) [c|d]", "a, (b:1.2) [c|d]"},
		{"one of three", "{a|b|c} d", "a d/b d/c d"},
		{"one option", "{a}", "a"},
		{"no option", "x{}y", "xy"},
		{"empty option", "{|a}b", "ab/b"},
		{"spaces stay", "{ a| b}", " a/ b"},
		{"nested", "{a|{b|c} d}", "a/b d/c d"},
		{"two of three", "{2$$a|b|c}", "a, b/a, c/b, a/b, c/c, a/c, b"},
		{"joined otherwise", "{2$$ and $$a|b}", "a and b/b and a"},
		{"range", "{1-2$$a|b}", "a/a, b/b/b, a"},
		{"range from none", "{0-1$$a|b}", "/a/b"},
		{"range turned round", "{2-1$$a|b}", "a/a, b/b/b, a"},
		{"no lower bound", "{-2$$a|b}", "a/a, b/b/b, a"},
		{"no upper bound", "{2-$$a|b}", "a, b/b, a"},
		{"more than there are", "{5$$a|b}", "a, b/b, a"},
		{"weights", "{3::a|0::b|.5::c}", "a/c"},
		{"weights with several", "{2$$3::a|1::b}", "a, b/b, a"},
		{"weights of nothing", "{0::a|0::b}", "a/b"},
		{"no weight", "{a::b|1.2.3::c}", "1.2.3::c/a::b"},
		{"wildcard", "__season__", "autumn/fall/summer"},
		{"wildcard in a folder", "__dir/name__", "z"},
		{"wildcard with a space", "__many words__", "w"},
		{"wildcard of a wildcard", "__nested__", "a x/b x"},
		{"wildcard in an option", "{__two__|c}", "a/b/c"},
		{"several lines", "{2$$__two__}", "a, b/b, a"},
		{"several wildcards may repeat", "{2$$__two__|__two__}", "a, a/a, b/b, a/b, b"},
		{"weighted lines", "__weighted__", "always"},
		{"comment", "{a|b} # {c|d}\n{e}", "a # {c|d}\ne/b # {c|d}\ne"},
		{"escape", `\{a|b\}`, `\{a|b\}`},
		{"emoticons and tags", "^_^, long_hair, __", "^_^, long_hair, __"},
		{"network", "<lora:{a|b}:1>", "<lora:a:1>/<lora:b:1>"},
		{"editing of A1111 within", "{[a:b:0.5]|c}", "[a:b:0.5]/c"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			seen := map[string]bool{}
			e := New(1, lookup)
			for range 400 {
				p, problems := e.Expand(c.template)
				if problems != nil {
					t.Fatalf("problems %q", problems)
				}
				seen[p] = true
			}
			var all []string
			for p := range seen {
				all = append(all, p)
			}
			slices.Sort(all)
			if got := strings.Join(all, "/"); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.template, got, c.want)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	cases := []struct{ name, template, want, problem string }{
		{"unknown wildcard", "a __x__", "a __x__", `no wildcard "x"`},
		{"empty wildcard", "__empty__", "__empty__", "no lines"},
		{"open brace", "a {b|c", "a {b|c", "has no }"},
		{"open brace around another", "{a {b|c}", "{a {b|c}", "has no }"},
		{"closing brace", "a} b", "a} b", "the } at 1 has no {"},
		{"closing brace behind a choice", "{a}} b", "a} b", "the } at 3 has no {"},
		{"closing brace in a comment, or escaped", "a # }\n\\}", "a # }\n\\}", ""},
		{"variable", "${x=1} a", "${x=1} a", "variable"},
		{"variable with a choice", "${x=!{a|b}} {c}", "${x=!{a|b}} c", "the variable ${x=!{a|b}} is"},
		{"variable without end", "{a} ${x", "a ${x", "has no }"},
		{"choice in turn", "{@a|b} {c}", "{@a|b} c", "{@a|b}"},
		{"choice in turn of several", "{ @2$$a|{b|c}}", "{ @2$$a|{b|c}}", "in turn"},
		{"all combinations", "x {!a|b}", "x {!a|b}", "{!a|b}"},
		{"at random", "{~a}", "a", ""},
		{"at random, several", "{~2$$a|a}", "a, a", ""},
		{"a number that is none", "{x$$a}", "x$$a", "the $$ at 2"},
		{"dollars outside", "$$ a", "$$ a", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, problems := New(1, lookup).Expand(c.template)
			all := strings.Join(problems, "\n")
			if got != c.want || (c.problem == "") != (all == "") || !strings.Contains(all, c.problem) {
				t.Errorf("got %q, problems %q", got, all)
			}
		})
	}
	if got, problems := New(1, lookup).Expand("__self__"); len(got) > maxBytes+100 || len(problems) != 1 {
		t.Errorf("a wildcard of itself: %d bytes, problems %q", len(got), problems)
	}
}

// TestWeights counts how often options come.
func TestWeights(t *testing.T) {
	e := New(7, nil)
	count := map[string]float64{}
	const n = 20000
	for range n {
		p, _ := e.Expand("{3::a|b|0.5::c}")
		count[p]++
	}
	for option, weight := range map[string]float64{"a": 3, "b": 1, "c": 0.5} {
		if got, want := count[option]/n, weight/4.5; math.Abs(got-want) > 0.02 {
			t.Errorf("%s came in %.3f of all, want %.3f", option, got, want)
		}
	}
}

func TestSeed(t *testing.T) {
	run := func(seed uint64) string {
		e := New(seed, lookup)
		var all []string
		for range 20 {
			p, _ := e.Expand("{a|b|c} __season__ {2$$d|e|f}")
			all = append(all, p)
		}
		return fmt.Sprint(all)
	}
	first := run(7)
	if again := run(7); again != first {
		t.Error("one seed gave two results")
	}
	if run(8) == first {
		t.Error("two seeds gave one result")
	}
}

func TestHostile(t *testing.T) {
	for _, part := range []string{"{", "}", "{a|", "__", "__two__", "{2$$", "|", "{{", "#", "${", "$$", "\\"} {
		New(1, lookup).Expand(strings.Repeat(part, 1<<18/len(part)))
	}
	New(1, lookup).Expand(strings.Repeat("{a|", 1<<16) + strings.Repeat("}", 1<<16))
}

func FuzzExpand(f *testing.F) {
	f.Add("{2$$ and $$a|3::{b|c}|__two__}", uint64(1))
	f.Fuzz(func(t *testing.T, template string, seed uint64) {
		a, _ := New(seed, lookup).Expand(template)
		b, _ := New(seed, lookup).Expand(template)
		if a != b {
			t.Fatalf("%q became %q and %q", template, a, b)
		}
		if !strings.ContainsAny(template, "{}_") && a != template {
			t.Fatalf("%q became %q", template, a)
		}
	})
}
