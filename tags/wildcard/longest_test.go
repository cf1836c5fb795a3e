package wildcard

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt/variants"
)

func TestPreview(t *testing.T) {
	s, _ := scanned(t, map[string]string{"d/a.txt": "3::x\ny\nz\n", "d/b.txt": "w\n", "e.txt": ""})
	p, err := s.Preview("d/*", 2)
	if err != nil || p.Count != 4 || !slices.Equal(p.Names, []string{"d/a", "d/b"}) || !slices.Equal(p.First, []string{"x", "y"}) {
		t.Errorf("got %+v, %v", p, err)
	}
	if p, err := s.Preview("e", 2); err != nil || p.Count != 0 {
		t.Errorf("an empty list: %+v, %v", p, err)
	}
}

func TestPickFollowsTheWeights(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"even.txt": "a\nb\nc\nd\n", "odd.txt": "3::a\nb\n0::c\n", "none.txt": "0::a\n0::b\n", "d/x.txt": "3::x\n", "d/y.txt": "y\n",
	})
	const draws = 4000
	for _, tt := range []struct {
		name string
		want map[string]float64
	}{
		{"even", map[string]float64{"a": .25, "b": .25, "c": .25, "d": .25}},
		{"odd", map[string]float64{"a": .75, "b": .25}},
		{"none", map[string]float64{"a": .5, "b": .5}},
		{"d/*", map[string]float64{"x": .75, "y": .25}},
	} {
		got := map[string]float64{}
		for seed := range uint64(draws) {
			text, problems := variants.New(seed, s.Lines).Expand("__" + tt.name + "__")
			if problems != nil {
				t.Fatal(problems)
			}
			got[text] += 1.0 / draws
		}
		for text, share := range tt.want {
			// Five standard deviations; the seeds are fixed, so it holds or not.
			if math.Abs(got[text]-share) > 5*math.Sqrt(share*(1-share)/draws) {
				t.Errorf("%s gives %q %.3f of the times, want %.3f", tt.name, text, got[text], share)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s gives %v", tt.name, got)
		}
	}
}

// TestGaugeHoldsWhatVariantsMake expands templates by many seeds: none becomes
// longer than the gauge says, and the longest of them all is as long.
func TestGaugeHoldsWhatVariantsMake(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"a.txt": "x\nyy\n", "b.txt": "<__a__>\n", "v.txt": "{p|qq}\n3::__b__ z\n", "one.txt": "w\n", "d/x.txt": "long\n", "d/y.txt": "{2$$__a__}\n",
	})
	g := NewGauge(s, func(text string) int { return len(text) })
	for _, text := range []string{
		"1, __a__!", "__a__ __a__", "__b__", "__v__", "{ p | __a__ }", "{2$$p|q}", "{2$$ and $$p|q|rr}", "{9$$p}", "{0-1$$p}", "{1-2$$p|qq}",
		"{-1$$p}", "{2-$$p|q}", "{x$$p|q}", "{p|{q|r}}", "{p", "p}", `\{p|q\}`, "{}", "{2$$__a__}", "{1-3$$ + $$__v__}", "{2$$__one__}",
		"{2$$__a__|__a__}", "{2$$__d/*__}", "{3::p|qq}", "(p:1.2) {(p:1.2)|(q:0.5)}",
	} {
		limit, most := len(g.Text(text, Options{Variants: true})), 0
		for seed := range uint64(400) {
			made, _ := variants.New(seed, s.Lines).Expand(text)
			if len(made) > limit {
				t.Fatalf("%s becomes %q, and the gauge says %q", text, made, g.Text(text, Options{Variants: true}))
			}
			most = max(most, len(made))
		}
		if most != limit {
			t.Errorf("%s becomes %d bytes long at most, and the gauge says %q", text, most, g.Text(text, Options{Variants: true}))
		}
	}
}

// every lists all texts that a template can become.
func every(s *Set, text string, o Options) []string {
	all := []string{""}
	for _, p := range parseTemplate(text, o.Variants) {
		var ends []string
		switch {
		case p.name != "":
			lists, err := s.Lists(p.name)
			if err != nil {
				ends = []string{p.text}
			}
			for _, l := range lists {
				for _, e := range l.Entries {
					ends = append(ends, every(s, e.Text, o)...)
				}
			}
		case p.options != nil && p.most == 1:
			for _, option := range p.options {
				var b strings.Builder
				for _, q := range option.pieces {
					b.WriteString(q.text)
				}
				ends = append(ends, every(s, b.String(), o)...)
			}
		default:
			ends = []string{p.text}
		}
		var next []string
		for _, a := range all {
			for _, b := range ends {
				next = append(next, a+b)
			}
		}
		all = next
	}
	return all
}

func TestGaugeAgainstAllOutcomes(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"a.txt": "x\nxx xx\nyyyyyyyyyyy\n", "b.txt": "<__a__>\n<__a__, __a__>\nlong long long long\n", "c/x.txt": "__b__ z\n", "c/y.txt": "q q\n",
		"v.txt": "{one|two two}\nthree\n",
	})
	cost := func(text string) int { return len(strings.Fields(text)) } // not the bytes
	g := NewGauge(s, cost)
	for _, text := range []string{
		"plain", "__a__", "__b__, __a__", "__c/*__", "__v__ __v__", "{__a__|__b__} __gone__", "{p|q q|{r|s s s}}", "__x__ __y__",
	} {
		for _, o := range []Options{{}, {Variants: true}} {
			want := 0
			for _, outcome := range every(s, text, o) {
				want = max(want, cost(outcome))
			}
			for range 2 { // the second time from memory
				if got := g.Text(text, o); cost(got) != want || !slices.Contains(every(s, text, o), got) {
					t.Errorf("%s, %v: %q costs %d, want %d", text, o, got, cost(got), want)
				}
			}
		}
	}
	if text, n, err := g.Longest("b", Options{}); err != nil || n != 4 || cost(text) != 4 {
		t.Errorf("Longest: %q, %d, %v", text, n, err)
	}
	if _, _, err := g.Longest("gone", Options{}); err == nil {
		t.Error("an unknown wildcard has a longest entry")
	}
	if got := g.Text("{2$$; $$a|b b|c c c}", Options{Variants: true}); got != "b b; c c c" {
		t.Errorf("two of three: %q", got)
	}
}

func TestGaugeRemembersUntilAFileChanges(t *testing.T) {
	s, dir := scanned(t, map[string]string{"a.txt": "x\nyy\n", "b.txt": "<__a__>\n"})
	calls := 0
	g := NewGauge(s, func(text string) int { calls++; return len(text) })
	for range 3 {
		if got := g.Text("__b__", Options{}); got != "<yy>" {
			t.Errorf("got %q", got)
		}
	}
	if calls != 3 {
		t.Errorf("%d texts were measured, want each of the 3 entries once", calls)
	}
	touch(t, dir+"/a.txt", "zzzz\nx")
	if got := g.Text("__b__", Options{}); got != "<zzzz>" {
		t.Errorf("after a change of what it hangs on: %q", got)
	}
}

func TestGaugeOfCircles(t *testing.T) {
	files := map[string]string{"self.txt": "a __self__\n"}
	for i := range 20 { // every list out of every other
		var b strings.Builder
		for j := range 20 {
			fmt.Fprintf(&b, "__l%d__ __l%d__\n", i, j)
		}
		files[fmt.Sprintf("l%d.txt", i)] = b.String()
	}
	for i := range 40 { // doubles forty times
		files[fmt.Sprintf("d%d.txt", i)] = fmt.Sprintf("__d%d__ __d%d__\n", i+1, i+1)
	}
	files["d40.txt"] = "x\n"
	for i := range 40 { // the same by variants that take several entries
		files[fmt.Sprintf("e%d.txt", i)] = fmt.Sprintf("{2$$__e%d__} {2$$__e%d__}\na\n", i+1, i+1)
	}
	files["e40.txt"] = "{2$$__e40__} {2$$__e0__}\nx\n"
	s, _ := scanned(t, files)
	g := NewGauge(s, func(text string) int { return len(text) })
	if got := g.Text("__self__", Options{}); got != "a __self__" {
		t.Errorf("got %q", got)
	}
	for _, text := range []string{"__l0__", "__d0__", "{2$$__e0__}"} {
		if got := g.Text(text, Options{Variants: true}); len(got) > 4*maxExpansion {
			t.Errorf("%s: %d bytes", text, len(got))
		}
	}
}

func FuzzGauge(f *testing.F) {
	s, _ := scanned(f, map[string]string{"a.txt": "x\n{y|__b__}\n", "b.txt": "2::z\nw\n"})
	g := NewGauge(s, func(text string) int { return len(text) })
	f.Add("{2$$__a__|b}, __b__ {", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		for _, o := range []Options{{}, {Variants: true}} {
			got, problems := variants.New(seed, s.Lines).Expand(text)
			if longest := g.Text(text, o); problems == nil && !strings.ContainsAny(text, "{#$\\") && o.Variants && len(longest) < len(got) {
				t.Errorf("%q becomes %q, longer than the longest, %q", text, got, longest)
			}
		}
	})
}

// Names and completion answer while a Scan and readers are at work.
func TestManyAtOnce(t *testing.T) {
	s, _ := scanned(t, map[string]string{"a.txt": "x\n__b__\n", "b.txt": "y\n", "c.yaml": "d: [z]\n"})
	g := NewGauge(s, func(text string) int { return len(text) })
	done := make(chan error)
	for i := range 6 {
		go func() {
			for range 50 {
				switch i {
				case 0:
					if err := s.Scan(t.Context()); err != nil {
						done <- err
						return
					}
				case 1:
					s.Complete("a", 5)
				case 2:
					s.Names()
					s.Problems()
				default:
					g.Text("__a__ __d__", Options{})
					if _, problems := variants.New(uint64(i), s.Lines).Expand("__a__ __d__"); problems != nil {
						done <- errors.New(problems[0])
						return
					}
				}
			}
			done <- nil
		}()
	}
	for range 6 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
