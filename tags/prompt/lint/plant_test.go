package lint

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// The heart of the package's tests: faults of every kind are planted at
// random places of clean prompts, and each has to be found by its rule at its
// exact span, with nothing else found anew.

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

func (s sample) check(c *Checker) []Diagnosis { return c.check(s.Texts, s.both, false).sorted() }

// finding is what has to be found: a rule at a place.
type finding struct {
	rule     string
	negative bool
	prompt.Span
}

// planter plants faults of one kind.
type planter struct {
	rule  string
	model profile.Model
	// plant returns the prompts with the fault, what has to be found, and
	// what may be found as well. ok is false where the sample has no place
	// for it.
	plant func(g *garden, s sample) (planted sample, want, may []finding, ok bool)
}

func TestPlantedFaults(t *testing.T) {
	plantAll(t, withLarge)
}

// TestPlantedFaultsOfStarter is the same for who has fetched no list yet.
func TestPlantedFaultsOfStarter(t *testing.T) {
	plantAll(t, withStarter)
}

func plantAll(t *testing.T, with func(testing.TB, Options) *Checker) {
	samples := corpus(t, "clean.txt")
	rounds := 60
	if testing.Short() {
		rounds = 30
	}
	for n, p := range planters {
		t.Run(fmt.Sprintf("%s-%d", p.rule, n), func(t *testing.T) {
			c := with(t, Options{Model: p.model})
			g := newGarden(c, int64(n+1))
			done := 0
			for try := 0; try < rounds*60 && done < rounds; try++ {
				s, want, may, ok := p.plant(g, pick(g, samples))
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
				t.Errorf("only %d faults could be planted", done)
			}
		})
	}
}

// judge checks a planted prompt's diagnoses, then what Mend makes of it.
func judge(t *testing.T, c *Checker, s sample, want, may []finding) {
	t.Helper()
	found := s.check(c)
	expected := func(d Diagnosis, in []finding) int {
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
			t.Errorf("found what was not planted in %q ||| %q:%s\nwanted %v", s.Positive, s.Negative, tell(s.Texts, found), want)
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
			for _, x := range c.check(after, s.both, false).found {
				if x.Rule == d.Rule && x.Start == d.Start && x.End == d.End && x.Negative == d.Negative && after == s.Texts {
					t.Errorf("the fix of %s mends nothing in %q ||| %q", d.Rule, s.Positive, s.Negative)
				}
			}
		}
	}
	mended := c.mend(s.Texts, s.both)
	left := c.check(mended, s.both, false).sorted()
	for _, d := range left {
		if d.Severity == Error {
			t.Errorf("mending %q ||| %q leaves an error:%s\nin %q", s.Positive, s.Negative, tell(mended, left), mended.Positive)
			return
		}
	}
	if again := c.mend(mended, s.both); again != mended {
		t.Errorf("mending %q ||| %q is not stable:\n%q\n%q", s.Positive, s.Negative, mended, again)
	}
}
