package wildcard

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
)

// Bounds of one expansion.
const (
	maxExpansion = 1 << 20 // bytes of the text that comes out
	maxPicks     = 100_000 // entries that are picked
	maxChain     = 32      // wildcards that come out of wildcards
)

// Preview is what a wildcard would give.
type Preview struct {
	Names []string // the lists that it stands for
	Count int      // entries, all lists together
	First []string // the first entries as their lists have them, without weights
}

// Preview tells what a wildcard's name or pattern stands for, with at most
// first entries.
func (s *Set) Preview(name string, first int) (Preview, error) {
	lists, err := s.Lists(name)
	if err != nil {
		return Preview{}, err
	}
	var p Preview
	for _, l := range lists {
		p.Names = append(p.Names, l.Name)
		p.Count += len(l.Entries)
		for _, e := range l.Entries {
			if len(p.First) >= first {
				break
			}
			p.First = append(p.First, e.Text)
		}
	}
	return p, nil
}

// Pick returns one entry of a wildcard's lists, by their weights: the same
// for the same seed and lists. Wildcards in the entry are left as they are.
// Lists without entries are an error.
func (s *Set) Pick(name string, seed uint64) (string, error) {
	return s.pick(name, newRandom(seed))
}

func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x7461696c6f72)) }

func (s *Set) pick(name string, random *rand.Rand) (string, error) {
	lists, err := s.Lists(name)
	if err != nil {
		return "", err
	}
	total, count := 0.0, 0
	for _, l := range lists {
		count += len(l.Entries)
		total += l.total
	}
	if count == 0 {
		return "", fmt.Errorf("the wildcard __%s__ has no entries; write one a line into %s", name, lists[0].Path)
	}
	// One draw whatever the weights are, so that the draws that follow do not
	// hang on them.
	at := random.Float64()
	if !(total > 0) || total > 1e300 { // all weights are 0, or beyond adding up
		i := min(int(at*float64(count)), count-1)
		for _, l := range lists {
			if i < len(l.Entries) {
				return l.Entries[i].Text, nil
			}
			i -= len(l.Entries)
		}
	}
	at *= total
	last := ""
	for _, l := range lists {
		if l.even && len(l.Entries) > 0 {
			last = l.Entries[len(l.Entries)-1].Text
			if at < l.total {
				return l.Entries[int(at)].Text, nil
			}
			at -= l.total
			continue
		}
		for _, e := range l.Entries {
			if e.Weight > 0 {
				last = e.Text
				if at -= e.Weight; at < 0 {
					return e.Text, nil
				}
			}
		}
	}
	return last, nil // rounding ate the last entry's share
}

// Options tells how a prompt is expanded.
type Options struct {
	// Variants expands {a|b} too. Without it braces are plain text, as they
	// are to the web UI without its dynamic prompts.
	Variants bool
}

// Expand replaces every wildcard of a prompt by an entry picked by seed, and
// those that come out of it again: the same text for the same seed and lists.
// A wildcard that cannot be replaced stays as it is written, and the error
// says why, one for each, joined.
func (s *Set) Expand(text string, seed uint64, o Options) (string, error) {
	x := expansion{set: s, random: newRandom(seed), variants: o.Variants, told: map[string]bool{}}
	x.pieces(parseTemplate(text, o.Variants), nil)
	return x.out.String(), errors.Join(x.errs...)
}

type expansion struct {
	set      *Set
	random   *rand.Rand
	variants bool
	out      strings.Builder
	picks    int
	errs     []error
	told     map[string]bool
}

func (x *expansion) fail(name string, err error) {
	if !x.told[name] && len(x.errs) < MaxProblems {
		x.told[name] = true
		x.errs = append(x.errs, err)
	}
}

// pieces writes the pieces; chain holds the wildcards that they came out of.
func (x *expansion) pieces(pieces []piece, chain []string) {
	for _, p := range pieces {
		switch {
		case x.out.Len() > maxExpansion:
			x.fail("", fmt.Errorf("the prompt grows beyond %d MB and is cut", maxExpansion>>20))
			return
		case p.name != "":
			x.wildcard(p, chain)
		case p.options != nil:
			x.variant(p, chain)
		default:
			x.out.WriteString(p.text)
		}
	}
}

func (x *expansion) wildcard(p piece, chain []string) {
	x.picks++
	switch {
	case len(chain) >= maxChain:
		x.fail(p.name, fmt.Errorf("the wildcard __%s__ comes out of __%s__ by more than %d steps, perhaps in a circle", p.name, chain[0], maxChain))
	case x.picks > maxPicks:
		x.fail("picks", fmt.Errorf("the prompt asks for more than %d entries; the rest is left as written", maxPicks))
	default:
		entry, err := x.set.pick(p.name, x.random)
		if err == nil {
			x.pieces(parseTemplate(entry, x.variants), append(chain[:len(chain):len(chain)], p.name))
			return
		}
		x.fail(p.name, err)
	}
	x.out.WriteString(p.text)
}

// variant writes as many options as the variant takes, each at most once.
func (x *expansion) variant(p piece, chain []string) {
	n := p.least
	if p.most > p.least {
		n += x.random.IntN(p.most - p.least + 1)
	}
	left := append([]option(nil), p.options...)
	for i := range n {
		k := x.choose(left)
		if i > 0 {
			x.out.WriteString(p.joint)
		}
		x.pieces(left[k].pieces, chain)
		left = append(left[:k], left[k+1:]...)
	}
}

func (x *expansion) choose(options []option) int {
	total := 0.0
	for _, o := range options {
		total += o.weight
	}
	at := x.random.Float64()
	if !(total > 0) || total > 1e300 {
		return min(int(at*float64(len(options))), len(options)-1)
	}
	at *= total
	last := 0
	for i, o := range options {
		if o.weight > 0 {
			last = i
			if at -= o.weight; at < 0 {
				break
			}
		}
	}
	return last
}
