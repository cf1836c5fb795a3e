package variants

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestTurns has what stands in turn come one after another.
func TestTurns(t *testing.T) {
	cases := []struct{ template, want string }{
		{"{@a|b|c}", "a/b/c/a/b/c/a"},
		{"{@a|{b|c}}", "a/b/a/c/a/b/a"},
		{"{@2$$a|b|c}", "a, b/a, c/b, a/b, c/c, a/c, b/a, b"},
		{"{@1-2$$a|b}", "a/b/a, b/b, a/a/b/a, b"},
		{"{@2$$a|{b|c}}", "a, b/b, a/a, c/c, a/a, b/b, a/a, c"},
		{"__@two__ {@x|y|z}", "a x/b y/a z/b x/a y/b z/a x"},
		{"{2$$__@two__}", "a, b/b, a/a, b/b, a/a, b/b, a/a, b"},
		{"${x={@a|b}}${x} ${x}", "a a/b b/a a/b b/a a/b b/a a"},
	}
	for _, c := range cases {
		e := New(1, lookup)
		var got []string
		for range 7 {
			p, _ := e.Expand(c.template)
			got = append(got, p)
		}
		if strings.Join(got, "/") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.template, strings.Join(got, "/"), c.want)
		}
	}
	// Among all prompts they are no choice of their own.
	var got []string
	New(1, lookup).All("{@a|b} {c|d|e}", func(p string, _ []string) bool { got = append(got, p); return true })
	if want := "a c/b d/a e"; strings.Join(got, "/") != want {
		t.Errorf("all in turn: %q, want %s", got, want)
	}
}

// TestAllEnds has what has no end come to one, and be stopped.
func TestAllEnds(t *testing.T) {
	e := New(1, lookup)
	n := 0
	if problems := e.All("__self__", func(string, []string) bool { n++; return n < 1000 }); len(problems) != 1 {
		t.Errorf("a wildcard of itself: %d prompts, problems %q", n, problems)
	}
	digits := strings.Repeat("{0|1|2|3|4|5|6|7|8|9}", 12)
	n = 0
	e.All(digits, func(string, []string) bool { n++; return n < 10 })
	if count := e.Count(digits); n != 10 || count != 1e12 {
		t.Errorf("%d of %v prompts", n, count)
	}
	for template, want := range map[string]float64{"{2$$a|b|c}": 6, "{1-3$$a|{b|c}}": 3 + 4, "__two__ {__two__|c}": 6, "%{{a|b}...$$__two__}": 4, "{0$$a|b}": 1} {
		if got := e.Count(template); got != want {
			t.Errorf("%s is counted as %v, want %v", template, got, want)
		}
	}
	n = 0
	e.All("{2$$a|a}", func(string, []string) bool { n++; return true })
	if n != 0 {
		t.Errorf("two different ones of one: %d", n)
	}
}

// meant is a template with what it means, which is worked out apart from the
// package: as sets of texts, from the leaves up.
type meant struct {
	template string
	texts    map[string]bool
}

func text(s string) meant { return meant{s, map[string]bool{s: true}} }

// product is every text of a followed by every text of b.
func product(a, b map[string]bool) map[string]bool {
	all := map[string]bool{}
	for x := range a {
		for y := range b {
			all[x+y] = true
		}
	}
	return all
}

// someOf is every arrangement of k of the options' texts, no text twice.
func someOf(options []map[string]bool, k int, joiner string) map[string]bool {
	all := map[string]bool{}
	var grow func(chosen []string, left []int)
	grow = func(chosen []string, left []int) {
		if len(chosen) == k {
			var filled []string // an empty text takes no joiner; only one of the chosen can be empty
			for _, s := range chosen {
				if s != "" {
					filled = append(filled, s)
				}
			}
			all[strings.Join(filled, joiner)] = true
			return
		}
		for at, i := range left {
			for s := range options[i] {
				if !slices.Contains(chosen, s) {
					grow(append(slices.Clone(chosen), s), slices.Delete(slices.Clone(left), at, at+1))
				}
			}
		}
	}
	left := make([]int, len(options))
	for i := range left {
		left[i] = i
	}
	grow(nil, left)
	return all
}

// generate makes a small template. Words are numbered, so that none repeats.
func generate(r *rand.Rand, depth int, word *int) meant {
	all := text("")
	for range 1 + r.IntN(2) {
		next := generatePiece(r, depth, word)
		all = meant{all.template + next.template, product(all.texts, next.texts)}
	}
	return all
}

func generatePiece(r *rand.Rand, depth int, word *int) meant {
	*word++
	if depth == 0 {
		return text(fmt.Sprintf("w%d", *word))
	}
	inner := func() meant { return generate(r, depth-1, word) }
	switch r.IntN(8) {
	case 0:
		return text(fmt.Sprintf("w%d; ", *word))
	case 1:
		return meant{"__two__", map[string]bool{"a": true, "b": true}}
	case 2: // set here, read twice, drawn each time
		name := fmt.Sprintf("v%d", *word)
		v := inner()
		return meant{fmt.Sprintf("${%s=%s}[${%s}${%s}]", name, v.template, name, name),
			product(product(map[string]bool{"[": true}, product(v.texts, v.texts)), map[string]bool{"]": true})}
	case 3: // drawn once
		name := fmt.Sprintf("v%d", *word)
		v := inner()
		texts := map[string]bool{}
		for s := range v.texts {
			texts[s+s] = true
		}
		return meant{fmt.Sprintf("${%s=!%s}${%s}${%s}", name, v.template, name, name), texts}
	case 4:
		v, w := inner(), inner()
		texts := map[string]bool{}
		for a := range v.texts {
			for b := range w.texts {
				texts["<"+a+b+">"] = true
			}
		}
		return meant{"%{<" + v.template + "...>$$" + w.template + "}", texts}
	default:
		var parts []string
		var options []map[string]bool
		for range 1 + r.IntN(3) {
			o := inner()
			parts, options = append(parts, o.template), append(options, o.texts)
		}
		low, high, head, joiner := 1, 1, "", ", "
		switch r.IntN(4) {
		case 0:
			low, high, head = 2, 2, "2$$"
		case 1:
			low, high, head, joiner = 1, 2, "1-2$$ + $$", " + "
		case 2:
			low, head = 0, "0-1$$"
		}
		if len(options) == 1 && parts[0] == "__two__" {
			options = []map[string]bool{{"a": true}, {"b": true}}
		}
		texts := map[string]bool{}
		for k := min(low, len(options)); k <= min(high, len(options)); k++ {
			maps.Copy(texts, someOf(options, k, joiner))
		}
		return meant{"{" + head + strings.Join(parts, "|") + "}", texts}
	}
}

// TestSmallTemplates has 150 generated templates become what they mean, all at
// once and, where there are few, by drawing.
func TestSmallTemplates(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 18))
	made, byDrawing := 0, 0
	for made < 150 {
		word := 0
		m := generate(r, 2, &word)
		if len(m.texts) > 500 || !strings.ContainsAny(m.template, "{_") {
			continue
		}
		made++
		want := strings.Join(slices.Sorted(maps.Keys(m.texts)), "/")
		if got := all(t, m.template); got != want {
			t.Errorf("%s\n got %s\nwant %s", m.template, got, want)
		}
		e := New(uint64(made), lookup)
		left := maps.Clone(m.texts)
		for range 400 {
			p, _ := e.Expand(m.template)
			// What is drawn may hold one text twice, which All leaves out.
			if _, ok := m.texts[p]; !ok && !strings.Contains(m.template, "__two__") {
				t.Errorf("%s became %q", m.template, p)
				break
			}
			delete(left, p)
		}
		if len(m.texts) <= 12 {
			byDrawing++
			if len(left) > 0 {
				t.Errorf("%s never became %q", m.template, slices.Sorted(maps.Keys(left)))
			}
		}
	}
	t.Logf("%d templates, %d of them drawn whole too", made, byDrawing)
}
