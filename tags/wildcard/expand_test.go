package wildcard

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
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
			text, err := s.Pick(tt.name, seed)
			if err != nil {
				t.Fatal(err)
			}
			if again, _ := s.Pick(tt.name, seed); again != text {
				t.Fatalf("seed %d gives %q and %q", seed, text, again)
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

// outcomes expands a text by many seeds.
func outcomes(t *testing.T, s *Set, text string, o Options) []string {
	t.Helper()
	seen := map[string]bool{}
	for seed := range uint64(300) {
		got, err := s.Expand(text, seed, o)
		if err != nil {
			t.Fatal(err)
		}
		seen[got] = true
	}
	var all []string
	for text := range seen {
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

func TestExpand(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"a.txt": "x\ny\n", "b.txt": "<__a__>\n", "v.txt": "{p|q}\n", "e.txt": "1::\n",
	})
	for _, tt := range []struct {
		text     string
		variants bool
		want     []string
	}{
		{"no wildcard {a|b}", false, []string{"no wildcard {a|b}"}},
		{"1, __a__!", false, []string{"1, x!", "1, y!"}},
		{"__a__ __a__", false, []string{"x x", "x y", "y x", "y y"}},
		{"__b__", false, []string{"<x>", "<y>"}},
		{"[__e__]", false, []string{"[]"}},
		{"__v__", false, []string{"{p|q}"}},
		{"__v__", true, []string{"p", "q"}},
		{"{ p | __a__ }", true, []string{"p", "x", "y"}},
		{"{0::p|q}", true, []string{"q"}},
		{"{2$$p|q}", true, []string{"p, q", "q, p"}},
		{"{2$$ and $$p|q}", true, []string{"p and q", "q and p"}},
		{"{9$$p}", true, []string{"p"}},
		{"{0-1$$p}", true, []string{"", "p"}},
		{"{1-2$$p|q}", true, []string{"p", "p, q", "q", "q, p"}},
		{"{-1$$p}", true, []string{"", "p"}},
		{"{2-$$p|q}", true, []string{"p, q", "q, p"}},
		{"{x$$p|q}", true, []string{"q", "x$$p"}},
		{"{p|{q|r}}", true, []string{"p", "q", "r"}},
		{"{p", true, []string{"{p"}},
		{"p}", true, []string{"p}"}},
		{`\{p|q\}`, true, []string{`\{p|q\}`}},
		{"{p|}", true, []string{"", "p"}},
		{"{}", true, []string{""}},
		{"(p:1.2) {(p:1.2)|(q:0.5)}", true, []string{"(p:1.2) (p:1.2)", "(p:1.2) (q:0.5)"}},
	} {
		if got := outcomes(t, s, tt.text, Options{Variants: tt.variants}); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestExpandLeavesWhatItCannotReplace(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"a.txt": "x\n", "none.txt": "# nothing\n", "self.txt": "__self__\n", "ping.txt": "__pong__\n", "pong.txt": "__ping__\n",
		"grow.txt": strings.Repeat("__grow__ ", 40) + "\n", "wide.txt": strings.Repeat("w", 60_000) + "\n",
	})
	got, err := s.Expand("__a__, __gone__, __none__, __gone__, __../x__", 1, Options{})
	if got != "x, __gone__, __none__, __gone__, __../x__" {
		t.Errorf("got %q", got)
	}
	var unknown *UnknownError
	if !errors.As(err, &unknown) || strings.Count(err.Error(), "gone") != 1 || !strings.Contains(err.Error(), "no entries") || !strings.Contains(err.Error(), "leaves") {
		t.Errorf("error: %v", err)
	}
	for _, text := range []string{"__self__", "__ping__", "__grow__", strings.Repeat("__wide__", 100), strings.Repeat("__a__", 1<<17)} {
		got, err := s.Expand(text, 1, Options{Variants: true})
		if err == nil {
			t.Errorf("%.20s becomes %.20q without an error", text, got)
		}
		if len(got) > 2*maxExpansion {
			t.Errorf("%.20s becomes %d bytes long", text, len(got))
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
	s, _ := scanned(t, files)
	g := NewGauge(s, func(text string) int { return len(text) })
	if got := g.Text("__self__", Options{}); got != "a __self__" {
		t.Errorf("got %q", got)
	}
	for _, text := range []string{"__l0__", "__d0__"} {
		if got := g.Text(text, Options{}); len(got) > 4*maxExpansion {
			t.Errorf("%s: %d bytes", text, len(got))
		}
	}
}

func FuzzExpand(f *testing.F) {
	s, _ := scanned(f, map[string]string{"a.txt": "x\n{y|__b__}\n", "b.txt": "2::z\nw\n"})
	g := NewGauge(s, func(text string) int { return len(text) })
	f.Add("{2$$__a__|b}, __b__ {", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		for _, o := range []Options{{}, {Variants: true}} {
			got, err := s.Expand(text, seed, o)
			again, _ := s.Expand(text, seed, o)
			if got != again {
				t.Errorf("%q becomes %q and %q", text, got, again)
			}
			if longest := g.Text(text, o); err == nil && !strings.Contains(text, "{") && len(longest) < len(got) {
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
					if _, err := s.Expand("__a__ __d__", uint64(i), Options{}); err != nil {
						done <- err
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
