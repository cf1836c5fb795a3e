// Package variants expands templates as the dynamic-prompts extension of the
// A1111 web UI does: one prompt after another, by a seed.
//
//	{a|b|c}             one of them
//	{3::a|b}            a three times as often as b
//	{2$$a|b|c}          two different ones, joined by ", "
//	{1-2$$ and $$a|b|c} one or two, joined by " and "
//	__name__            a line of the wildcard "name", __dir/name__ in a folder
//	{2$$__name__}       two different lines of it
//
// All of it nests, lines of wildcards included. What is no template stays as
// it is, a comment of A1111's, from "#" to the line's end, too.
package variants

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Lookup returns the lines of a wildcard by its name, which may hold slashes
// and, as in "colours*", asterisks. The error says why there are none, and
// what to do.
type Lookup func(name string) (lines []string, err error)

// Expander expands templates one after another, each time another prompt. The
// prompts depend on nothing but the seed, the templates and the wildcards.
type Expander struct {
	random *rand.Rand
	lookup Lookup
}

// New returns an expander for a seed. The lookup may be nil when there are no
// wildcards.
func New(seed uint64, lookup Lookup) *Expander {
	if lookup == nil {
		lookup = func(name string) ([]string, error) {
			return nil, fmt.Errorf("no wildcard %q: name the wildcard folders", name)
		}
	}
	return &Expander{rand.New(rand.NewPCG(seed, 0x7461696c6f72)), lookup}
}

// Bounds of an expansion, so that wildcards that name themselves come to an
// end.
const (
	maxDepth = 64
	maxSteps = 20000
	maxBytes = 1 << 20
	// maxProblems is how many problems are told of one prompt.
	maxProblems = 20
)

// joiner stands between several values where the template names nothing else.
const joiner = ", "

// Expand expands a template once. The problems tell what in it was left as it
// stands, a sentence each: a wildcard that is not there, a brace without
// partner, wildcards that go on without end.
func (e *Expander) Expand(template string) (prompt string, problems []string) {
	x := expansion{Expander: e}
	nodes := x.parse(template)
	var b strings.Builder
	x.write(&b, nodes, 0)
	return b.String(), x.problems
}

type expansion struct {
	*Expander
	problems []string
	steps    int
}

// problem notes what was left as it stands, of many the first.
func (x *expansion) problem(format string, args ...any) {
	if len(x.problems) >= maxProblems {
		return
	}
	s := fmt.Sprintf(format, args...)
	if !slices.Contains(x.problems, s) {
		x.problems = append(x.problems, s)
	}
}

// node is a literal text, a choice or a wildcard.
type node struct {
	literal  string
	wildcard string  // its name
	choice   *choice // nil for the others
}

type choice struct {
	low, high int
	joiner    string
	options   []option
}

type option struct {
	weight float64
	nodes  []node
	line   string // of a wildcard, read when it is chosen
}

// write expands nodes.
func (x *expansion) write(b *strings.Builder, nodes []node, depth int) {
	for _, n := range nodes {
		if x.steps++; x.steps > maxSteps || depth > maxDepth || b.Len() > maxBytes {
			x.problem("the template has no end, perhaps by a wildcard that names itself: cut off")
			return
		}
		switch {
		case n.choice != nil:
			x.choose(b, *n.choice, depth)
		case n.wildcard != "":
			options, ok := x.lines(n.wildcard)
			if !ok {
				b.WriteString("__" + n.wildcard + "__")
				continue
			}
			x.choose(b, choice{1, 1, joiner, options}, depth)
		default:
			b.WriteString(n.literal)
		}
	}
}

// choose writes as many options as the choice wants, none twice.
func (x *expansion) choose(b *strings.Builder, c choice, depth int) {
	// A wildcard that is alone in a choice of several gives several lines.
	if len(c.options) == 1 && len(c.options[0].nodes) == 1 {
		if name := c.options[0].nodes[0].wildcard; name != "" {
			if options, ok := x.lines(name); ok {
				c.options = options
			}
		}
	}
	low, high := min(c.low, len(c.options)), min(c.high, len(c.options))
	count := low
	if high > low {
		count += x.random.IntN(high - low + 1)
	}
	left := make([]int, len(c.options))
	total := 0.0
	for i, o := range c.options {
		left[i] = i
		total += o.weight
	}
	for n := range count {
		if n > 0 {
			b.WriteString(c.joiner)
		}
		at := 0
		if total > 0 {
			for r := x.random.Float64() * total; at < len(left)-1; at++ {
				if r -= c.options[left[at]].weight; r < 0 {
					break
				}
			}
		} else {
			at = x.random.IntN(len(left))
		}
		o := c.options[left[at]]
		left = slices.Delete(left, at, at+1)
		total -= o.weight
		if o.line != "" {
			o.nodes = x.parse(o.line)
		}
		x.write(b, o.nodes, depth+1)
	}
}

// lines returns the lines of a wildcard as options. Empty lines and comments
// are none.
func (x *expansion) lines(name string) ([]option, bool) {
	lines, err := x.lookup(name)
	var options []option
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		weight, rest := cutWeight(line)
		options = append(options, option{weight: weight, line: rest})
	}
	switch {
	case err != nil:
		x.problem("%v", err)
	case len(options) == 0:
		x.problem("the wildcard %q has no lines", name)
	}
	return options, len(options) > 0
}

// cutWeight takes a weight off an option, "3::".
func cutWeight(s string) (weight float64, rest string) {
	before, after, found := strings.Cut(s, "::")
	if !found || strings.Trim(strings.TrimSpace(before), "0123456789.") != "" {
		return 1, s
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(before), 64)
	if err != nil || weight > 1e9 {
		return 1, s
	}
	return weight, after
}
