package variants

import (
	"fmt"
	"maps"
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
	"worn":       {"${c:red} hat", "${c:blue} coat"},
	"a,b":        {"comma"},
	"c#d":        {"hash"},
	"twice":      {"a", "b", "a"},
	"warm/hue":   {"ochre"},
	"cold/hue":   {"teal"},
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
		{"spaces before options go", "{ a | b }", "a /b "},
		{"nested", "{a|{b|c} d}", "a/b d/c d"},
		{"two of three", "{2$$a|b|c}", "a, b/a, c/b, a/b, c/c, a/c, b"},
		{"joined otherwise", "{2$$ and $$a|b}", "a and b/b and a"},
		{"range", "{1-2$$a|b}", "a/a, b/b/b, a"},
		{"range from none", "{0-1$$a|b}", "/a/b"},
		{"range turned round", "{2-1$$a|b}", "a/a, b/b/b, a"},
		{"no lower bound", "{-2$$a|b}", "a/a, b/b/b, a"},
		{"no upper bound", "{2-$$a|b}", "a, b/b, a"},
		{"weights", "{3::a|0::b|.5::c}", "a/c"},
		{"weights with several", "{2$$3::a|1::b}", "a, b/b, a"},
		{"weights of nothing", "{0::a|0::b}", "a/b"},
		{"no weight", "{a::b|1.2.3::c}", "1.2.3::c/a::b"},
		{"comments that begin a template", "// a\n /* b */c", "c"},
		{"a comment of nothing", "// a", ""},
		{"comments behind a choice", "{a|b} // c {|}\n/* d */ , e", "a , e/b , e"},
		{"comments behind a wildcard", "__two__// c\nd", "a\nd/b\nd"},
		{"comments behind a variable", "${x=a}// c\n${x} /* d */", "\na"},
		{"comments within a choice", "{{a|b} // c|d}\n|/* | */e}", "a\n/b\n/e"},
		{"comments behind a weight", "{2:: // c\na|b}", "\na/b"},
		{"comments amid text", "a // b, http://c /* d */ {e // f}", "a // b, http://c /* d */ e // f"},
		{"a comment that a slash does not end", "{a|b}/*/ c */", "a/b"},
		{"a comment without an end", "{a|b}/* c", "a/* c/b/* c"},
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
		{"joined by a bar", "{2$$|$$a|b}", "a|b/b|a"},
		{"empty values lose their joiner", "{2$$a|}", "a"},
		{"weights behind newlines, tabs and comments", "{\n 3::a |\t0::b\n|# c | }\n2::c}", "a /c"},
		{"count behind white space", "{\n\t2$$\n a|b}", "a, b/b, a"},
		{"comments in options go", "{a # c|d }\n|b}", "a \n/b"},
		{"lines come once", "{2$$__twice__}", "a, b/b, a"},
		{"name with a comma", "__a,b__, __two__", "comma, a/comma, b"},
		{"name with a hash", "__c#d__", "hash"},
		{"commas between underscores", "a__x, y__z", "a__x, y__z"},
		{"variable", "${x=a}${x} ${x}", "a a"},
		{"variable drawn each time", "${x={a|b}}${x}${x}", "aa/ab/ba/bb"},
		{"variable drawn once", "${x=!{a|b}}${x}${x}", "aa/bb"},
		{"variable set twice", "${x=a}${x=b}${x}", "b"},
		{"variable set before it is read, wherever", "${x}${x=a}", "a"},
		{"default", "${x:a} ${x=b}", "b "},
		{"default of none", "${x:a|b}{${x:}|c}", "a|b/a|bc"},
		{"setting that leaves", "__worn(c=green)__${c?=black}", "green coat/green hat"},
		{"variable within a choice", "${x={a|b}}{${x}|c}", "a/b/c"},
		{"variable of a variable", "${x=a}${y=${x}b}${y}", "ab"},
		{"parameters", "__worn(c=green)__", "green coat/green hat"},
		{"parameters with a choice", "__worn(c={x|y}, d=1)__", "x coat/x hat/y coat/y hat"},
		{"defaults of a wildcard", "__worn__", "blue coat/red hat"},
		{"parameters of several lines", "{2$$__worn(c=x)__}", "x coat, x hat/x hat, x coat"},
		{"variable in a name", "${t=warm}__${t}/hue__", "ochre"},
		{"default in a name", "__${t:cold}/hue__", "teal"},
		{"choice in a name", "__{warm|cold}/hue__", "ochre/teal"},
		{"wrap", "%{(...:1.2)$$a}", "(a:1.2)"},
		{"wrap with choices", "%{{x|y}…z$$__two__}", "xaz/xbz/yaz/ybz"},
		{"wrap without dots", "%{x $$ a}", "x a"},
		{"all of a wildcard", "__!two__", "a/b"},
		{"at random", "{~a|b}__~two__", "aa/ab/ba/bb"},
		{"a tag that becomes nothing", "a, {|b}, c", "a, b, c/a, c"},
		{"two of them", "a, {|b}, {|c}, d", "a, b, c, d/a, b, d/a, c, d/a, d"},
		{"at the beginning", "{|a}, b", "a, b/b"},
		{"at the end", "a, {|b}", "a/a, b"},
		{"all", "{|a}, {|b}", "/a/a, b/b"},
		{"a comma of the template's own at the end", "a, {|b},", "a,/a, b,"},
		{"empty in the template", "a, , {|b}, c", "a, , b, c/a, , c"},
		{"in another choice", "{a, {|b}, c|d}, e", "a, b, c, e/a, c, e/d, e"},
		{"a setting alone", "${x=a}, ${x}, b", "a, b"},
		{"a variable of nothing", "${x=!{|b}}a, ${x}, c", "a, b, c/a, c"},
		{"a default of nothing", "a, ${x:}, c", "a, c"},
		{"several values of nothing", "a, {0-1$$b}, c", "a, b, c/a, c"},
		{"in brackets", "({|a}, b, {|c}:1.2)", "(a, b, :1.2)/(a, b, c:1.2)/(b, :1.2)/(b, c:1.2)"},
		{"at the end of brackets", "[a, {|b}]", "[a, b]/[a]"},
		{"around BREAK", "a, {|b} BREAK {|c}, d", "a BREAK c, d/a BREAK d/a, b BREAK c, d/a, b BREAK d"},
		{"before a word that only begins so", "a, {|b} BREAKER", "a,  BREAKER/a, b BREAKER"},
		{"at a line's end", "a, {|b}\nc", "a, \nc/a, b\nc"},
		{"at a line's beginning", "a,\n{|b}, c", "a,\nb, c/a,\nc"},
		{"a line without a comma before", "a\n{|b}, c", "a\n, c/a\nb, c"},
		{"within a tag", "a {|b} c, {|d}:d", "a  c, :d/a  c, d:d/a b c, :d/a b c, d:d"},
		{"at a tag's end", "cup {|small}, :) {|x} , c", "cup small, :) x , c/cup small, :), c/cup, :) x , c/cup, :), c"},
		{"in a wrap", "%{a, ..., b$${|c}}", "a, b/a, c, b"},
		{"nothing in a name", "__${x:}{warm|cold}${x:}/hue__", "ochre/teal"},
		{"editing of A1111 within", "{[a:b:0.5]|c}", "[a:b:0.5]/c"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := drawn(t, c.template, 400); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.template, got, c.want)
			}
			if strings.Contains(c.template, "~") { // of which All draws one
				return
			}
			if c.name == "several wildcards may repeat" { // but not in All
				c.want = "a, b/b, a"
			}
			if got := all(t, c.template); got != c.want {
				t.Errorf("all of %s\n got %s\nwant %s", c.template, got, c.want)
			}
		})
	}
}

// drawn returns what a template became in a number of draws.
func drawn(t *testing.T, template string, times int) string {
	seen := map[string]bool{}
	e := New(1, lookup)
	for range times {
		p, problems := e.Expand(template)
		if problems != nil {
			t.Fatalf("%q: problems %q", template, problems)
		}
		seen[p] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), "/")
}

// all returns all that a template can become, each of which must come once.
func all(t *testing.T, template string) string {
	seen := map[string]bool{}
	problems := New(1, lookup).All(template, func(p string, _ []string) bool {
		if seen[p] {
			t.Errorf("all of %q: %q comes twice", template, p)
		}
		seen[p] = true
		return true
	})
	if problems != nil {
		t.Fatalf("all of %q: problems %q", template, problems)
	}
	if n := New(1, lookup).Count(template); n < float64(len(seen)) {
		t.Errorf("%q becomes %d prompts and is counted as %v", template, len(seen), n)
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), "/")
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
		{"variable that is not set", "${x} a", "${x} a", "${x} is not set"},
		{"variable of itself", "${x=${x}} ${x}", " ${x}", "made of itself"},
		{"no variable", "${1x=1} {a}", "${1x=1} a", "${1x=1} is no variable"},
		{"variable without end", "{a} ${x", "a ${x", "has no }"},
		{"wrap of nothing", "%{a} b", "%{a} b", "has no $$"},
		{"percent and dollar", "100% wool, $5", "100% wool, $5", ""},
		{"all combinations, drawn", "x {!a}", "x a", ""},
		{"at random", "{~a}", "a", ""},
		{"at random, several", "{~2$$a|a}", "a, a", ""},
		{"a number that is none", "{x$$a}", "x$$a", "the $$ at 2"},
		{"more than there are", "{5$$a|a}", "a, a", "wants 5 of 2"},
		{"up to more than there are", "{1-5$$a} {-4$$b}", "a b", ""},
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

// TestWeightForms reads a weight as the library does: no space stands before its
// colons.
func TestWeightForms(t *testing.T) {
	for template, want := range map[string]string{"{3::a}": "a", "{ 0.5::a}": "a", "{3 ::a}": "3 ::a", "{3.::a}": "a", "{.5::a}": "a", "{x::a}": "x::a", "{1.2.3::a}": "1.2.3::a"} {
		if got, problems := New(1, nil).Expand(template); got != want || problems != nil {
			t.Errorf("%s is %q (%q), want %q", template, got, problems, want)
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
		if !strings.ContainsAny(template, "{}_") && !strings.Contains(template, "//") && !strings.Contains(template, "/*") && a != template {
			t.Fatalf("%q became %q", template, a)
		}
	})
}

// TestReadsOnce expands a template a thousand times: a large wildcard is asked
// for once, and what is wrong in the template and in a line is told each time.
func TestReadsOnce(t *testing.T) {
	asked := 0
	lines := make([]string, 100_000)
	for i := range lines {
		lines[i] = fmt.Sprintf("tag %d {", i)
	}
	e := New(7, func(name string) ([]string, error) {
		asked++
		return lines, nil
	})
	for range 1000 {
		got, problems := e.Expand("__large__ }")
		if !strings.HasPrefix(got, "tag ") || len(problems) != 2 {
			t.Fatalf("%q, %q", got, problems)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// TestPicksAsBefore draws from even and from weighted options: the seeds give
// what they gave when each option was counted off.
func TestPicksAsBefore(t *testing.T) {
	lines := strings.Fields("a b c d e f g h i j k")
	even := New(3, func(string) ([]string, error) { return lines, nil })
	listed := New(3, nil)
	for range 200 {
		a, _ := even.Expand("__x__ {2$$__x__}")
		b, _ := listed.Expand("{a|b|c|d|e|f|g|h|i|j|k} {2$$a|b|c|d|e|f|g|h|i|j|k}")
		if a != b {
			t.Fatalf("%q from the wildcard, %q from the choice", a, b)
		}
	}
}

// TestNamesItselfOften makes prompts of a wildcard that names itself ten thousand
// times in each line: they end where one that names itself once does, and cost as
// little.
func TestNamesItselfOften(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	line := strings.Repeat("__a__ ", 10_000)
	e := New(1, func(string) ([]string, error) { return []string{line, line + "x", line + "y"}, nil })
	for range 200 {
		if _, problems := e.Expand("__a__"); !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "has no end") }) {
			t.Fatalf("%q is told", problems)
		}
	}
	if n := e.Count("__a__"); !math.IsInf(n, 1) {
		t.Errorf("%v prompts", n)
	}
}
