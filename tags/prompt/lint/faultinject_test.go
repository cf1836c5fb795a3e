package lint

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// The heart of the package's tests: faults of every kind are injected at
// random places of clean prompts, and each has to be found by its rule at its
// exact span, with nothing else found besides.

// corpus reads prompts, one a line, from testdata.
func corpus(t testing.TB, name string) []sample {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		line = strings.ReplaceAll(line, `\n`, "\n")
		positive, negative, both := strings.Cut(line, "|||")
		samples = append(samples, sample{
			line:  n + 1,
			both:  both,
			Texts: prompt.Texts{Positive: strings.TrimSpace(positive), Negative: strings.TrimSpace(negative)},
		})
	}
	return samples
}

type sample struct {
	line int
	both bool // the negative prompt is given
	prompt.Texts
}

func (s sample) check(c *Checker) []Diagnostic {
	return c.check(context.Background(), s.Texts, s.both, false).sorted()
}

// finding is what has to be found: a rule at a place.
type finding struct {
	rule     string
	negative bool
	prompt.Span
}

// fault injects faults of one kind.
type fault struct {
	rule  string
	model profile.Model
	// inject returns the prompts with the fault, what has to be found, and
	// what may be found as well. ok is false where the sample has no place
	// for it.
	inject func(g *faultGen, s sample) (injected sample, want, may []finding, ok bool)
}

func TestInjectedFaults(t *testing.T) {
	injectAll(t, withLarge)
}

// TestInjectedFaultsOfStarter is the same for one who has fetched no list yet.
func TestInjectedFaultsOfStarter(t *testing.T) {
	injectAll(t, withStarter)
}

func injectAll(t *testing.T, with func(testing.TB, Options) *Checker) {
	samples := corpus(t, "clean.txt")
	rounds := 60 / sparse()
	for n, p := range faults {
		t.Run(fmt.Sprintf("%s-%d", p.rule, n), func(t *testing.T) {
			off := []string{ChunkWaste} // random tags fall over borders as they fall
			if p.rule == ChunkWaste {
				off = nil
			}
			c := with(t, Options{Model: p.model, Off: off})
			g := newFaultGen(c, int64(n+1))
			done := 0
			for try := 0; try < rounds*60 && done < rounds; try++ {
				s, want, may, ok := p.inject(g, pick(g, samples))
				if !ok {
					continue
				}
				done++
				judge(t, c, s, want, may)
				if t.Failed() {
					return
				}
			}
			if done < rounds {
				t.Errorf("only %d faults could be injected", done)
			}
		})
	}
}

// judge checks an injected prompt's diagnostics, then what Fix makes of it.
func judge(t *testing.T, c *Checker, s sample, want, may []finding) {
	t.Helper()
	found := s.check(c)
	expected := func(d Diagnostic, in []finding) int {
		for i, f := range in {
			if f.rule == d.Rule && (f.Span == d.Span && f.negative == d.Negative || f == finding{rule: f.rule}) {
				return i
			}
		}
		return -1
	}
	hit := make([]bool, len(want))
	for _, d := range found {
		if i := expected(d, want); i >= 0 {
			hit[i] = true
		} else if expected(d, may) < 0 {
			t.Errorf("found what was not injected in %q ||| %q:%s\nwanted %v", s.Positive, s.Negative, tell(s.Texts, found), want)
			return
		}
		if d.Message == "" || !strings.HasSuffix(d.Message, ".") || strings.ContainsAny(d.Message, "\n\x00") {
			t.Errorf("%s says %q, which is no plain sentence", d.Rule, d.Message)
		}
	}
	for i, f := range want {
		if !hit[i] {
			t.Errorf("did not find %v in %q ||| %q, but:%s", f, s.Positive, s.Negative, tell(s.Texts, found))
			return
		}
	}
	for _, d := range found {
		if d.Fixable() {
			after := d.Apply(s.Texts)
			for _, x := range c.check(context.Background(), after, s.both, false).found {
				if x.Rule == d.Rule && x.Start == d.Start && x.End == d.End && x.Negative == d.Negative && after == s.Texts {
					t.Errorf("the fix of %s fixes nothing in %q ||| %q", d.Rule, s.Positive, s.Negative)
				}
			}
		}
	}
	fixed := c.fix(s.Texts, s.both, nil)
	left := c.check(context.Background(), fixed, s.both, false).sorted()
	for _, d := range left {
		if d.Severity == Error {
			t.Errorf("fixing %q ||| %q leaves an error:%s\nin %q", s.Positive, s.Negative, tell(fixed, left), fixed.Positive)
			return
		}
	}
	if again := c.fix(fixed, s.both, nil); again != fixed {
		t.Errorf("fixing %q ||| %q is not stable:\n%q\n%q", s.Positive, s.Negative, fixed, again)
	}
}
