package variants

import (
	"slices"
	"strings"
)

// Gauge finds the longest texts that templates can become, by a cost that the
// caller names, such as their tokens. It remembers costs, and is not to be
// used by several goroutines at once.
type Gauge struct {
	lookup Lookup
	cost   func(string) int
	costs  map[string]int
}

// NewGauge makes a gauge. cost must give the same for the same text.
func NewGauge(lookup Lookup, cost func(string) int) *Gauge {
	return &Gauge{lookup, cost, map[string]int{}}
}

// Longest is what a template becomes at its longest.
type Longest struct {
	// Pieces are what is expanded of the template, in its order; the rest
	// stays as it stands. What cannot be known has no text.
	Pieces []Piece
	// Known reports that no text is longer. It is false where a wildcard is
	// not there, or has no end.
	Known bool
	// Wildcards are the names of the wildcards that were looked up.
	Wildcards []string
}

// Piece is a part of a template, by bytes, and the text in its place.
type Piece struct {
	Start, End int
	Text       string
}

const (
	// mostCosts is how many costs are remembered.
	mostCosts = 50_000
	// mostNames is how many names a wildcard may have that is named by
	// variables and choices.
	mostNames = 64
	// maxLineSteps bounds the work of reading a wildcard's lines, of which there
	// may be a million; Longest, which a key may wait for, has maxSteps.
	maxLineSteps = 1 << 19
	// maxWork is how many bytes of text one call puts together.
	maxWork = 64 << 20
)

// Longest finds the longest text of a template. Choices give their costliest
// options, wildcards their costliest lines, variables what they are set to; a
// pair of braces around a single text, which may be another program's weight,
// stays.
func (g *Gauge) Longest(template string) Longest {
	m := g.measuring(template, maxSteps)
	nodes := m.x.parse(template, &m.x.told)
	l := Longest{}
	s := m.set(nodes, scope{}, 0)
	at := 0
	for _, n := range nodes {
		if n.kind == isText {
			at += len(n.text)
			continue
		}
		end := at + len(n.source)
		if n.kind != isChoice || strings.ContainsAny(n.source, "|$%") || strings.Contains(n.source, "__") {
			l.Pieces = append(l.Pieces, Piece{at, end, m.node(n, s, 0)})
		}
		at = end
	}
	l.Known, l.Wildcards = m.known, m.names
	return l
}

// Lines returns those lines of a wildcard that one of its longest texts can
// come of, whatever is around it: the costliest, expanded, and as they stand
// those that read variables. known reports that no others can.
func (g *Gauge) Lines(name string) (lines []string, known bool) {
	m := g.measuring("", maxLineSteps)
	r := m.reduced(name)
	for _, o := range r.open {
		lines = append(lines, o.line)
	}
	return append(lines, r.closed...), m.known
}

func (g *Gauge) measuring(template string, steps int) *measuring {
	if len(g.costs) > mostCosts {
		clear(g.costs)
	}
	x := New(0, g.lookup).expansion(template, steps)
	x.marks = false
	return &measuring{Gauge: g, x: x, known: true, lists: map[string]*reduced{}}
}

// measuring is what is known in one call.
type measuring struct {
	*Gauge
	x     *expansion
	known bool
	work  int // bytes that were put together
	names []string
	lists map[string]*reduced // nil while one is being read, against circles
}

// reduced are the lines of a wildcard that can be the longest.
type reduced struct {
	closed []string // expanded, the costliest first
	open   []option // that read variables which are not set in them
	many   bool     // there are more closed ones, none costlier than these
}

// mostClosed is how many expanded lines of a wildcard are kept: a choice may
// take several.
const mostClosed = 32

// costOf returns the cost of a text.
func (m *measuring) costOf(text string) int {
	cost, ok := m.costs[text]
	if !ok {
		cost = m.cost(text)
		m.costs[text] = cost
	}
	return cost
}

// byCost orders texts, the costliest first.
func (m *measuring) byCost(a, b string) int { return m.costOf(b) - m.costOf(a) }

// reduced reads the lines of a wildcard.
func (m *measuring) reduced(name string) *reduced {
	r, seen := m.lists[name]
	if seen {
		if r == nil { // it comes of itself
			m.known = false
			return &reduced{closed: []string{""}}
		}
		return r
	}
	m.names = append(m.names, name)
	l, ok := m.x.lines(name)
	options := l.options
	if !ok {
		m.known = false
	}
	m.lists[name] = nil
	some := slices.ContainsFunc(options, func(o option) bool { return o.weight > 0 })
	r = &reduced{}
	reads := m.x.reads
	for k := range options {
		o := &options[k]
		if some && o.weight == 0 {
			continue
		}
		m.x.reads = false
		text := m.nodes(m.x.read(o), scope{}, 1)
		o.nodes = nil // there may be a million
		if m.x.reads {
			r.open = append(r.open, option{weight: 1, line: o.line})
		} else {
			r.closed = append(r.closed, text)
		}
	}
	m.x.reads = reads || len(r.open) > 0
	slices.SortStableFunc(r.closed, m.byCost)
	if r.many = len(r.closed) > mostClosed; r.many {
		r.closed = slices.Clone(r.closed[:mostClosed])
	}
	m.lists[name] = r
	return r
}

// set returns the scope with the variables that nodes set.
func (m *measuring) set(nodes []node, s scope, depth int) scope {
	return m.x.set(nodes, s, func(i int, s scope) string { return m.nodes(nodes[i].value, s, depth) })
}

// nodes returns the longest text of nodes.
func (m *measuring) nodes(nodes []node, s scope, depth int) string {
	if len(nodes) == 1 && nodes[0].kind == isText {
		return nodes[0].text
	}
	s = m.set(nodes, s, depth)
	var b strings.Builder
	for _, n := range nodes {
		if n.kind == isText {
			b.WriteString(n.text)
		} else {
			b.WriteString(m.node(n, s, depth))
		}
		if b.Len() > maxBytes || m.work+b.Len() > maxWork {
			m.known = false
			break
		}
	}
	m.work += b.Len()
	return b.String()
}

// node returns the longest text of a node, "" where that is not known.
func (m *measuring) node(n node, s scope, depth int) string {
	if !m.x.step(depth, 0) {
		m.known = false
		return ""
	}
	if w, c := n.listed(); w != nil {
		return m.wildcard(*w, c, s, depth)
	}
	switch n.kind {
	case isChoice:
		var texts []string
		some := slices.ContainsFunc(n.choice.options, func(o option) bool { return o.weight > 0 })
		for k := range n.choice.options {
			if o := &n.choice.options[k]; !some || o.weight > 0 {
				texts = append(texts, m.nodes(o.nodes, s, depth))
			}
		}
		return m.costliest(texts, *n.choice)
	case isReading:
		if value, inner, ok := m.x.variable(n, s); ok {
			return m.nodes(value, inner, depth+1)
		}
		return n.source
	case isWrap:
		return wrap(m.nodes(n.wrapper, s, depth), m.nodes(n.value, s, depth))
	}
	return ""
}

// wildcard returns the longest text of what a choice takes of a wildcard's
// lines.
func (m *measuring) wildcard(n node, c choice, s scope, depth int) string {
	best, cost, names := "", -1, 0
	m.x.eachName(n, s, &turn{}, depth, func(name string) bool {
		if names++; names > mostNames {
			m.known = false
			return false
		}
		r := m.reduced(name)
		texts := slices.Clone(r.closed)
		for k := range r.open {
			texts = append(texts, m.nodes(m.x.read(&r.open[k]), s.with(n.params...), depth+1))
		}
		if r.many && min(c.high, len(texts)) > mostClosed {
			m.known = false
		}
		if text := m.costliest(texts, c); m.costOf(text) > cost {
			best, cost = text, m.costOf(text)
		}
		return true
	})
	return best
}

// costliest joins as many texts as a choice takes, the costliest in the order
// in which they stand.
func (m *measuring) costliest(texts []string, c choice) string {
	order := make([]int, len(texts))
	for k := range order {
		order[k] = k
	}
	byCost := func(a, b int) int { return m.byCost(texts[a], texts[b]) }
	if c.high == 1 && len(texts) > 0 {
		return texts[slices.MinFunc(order, byCost)]
	}
	slices.SortStableFunc(order, byCost)
	order = order[:min(c.high, len(order))]
	slices.Sort(order)
	chosen := make([]string, len(order))
	for k, at := range order {
		chosen[k] = texts[at]
	}
	return strings.Join(chosen, c.joiner)
}
