package wildcard

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Gauge tells the longest text that a prompt with wildcards can become, by a
// cost that the caller names, such as its tokens. It remembers what it found
// of every list until the list's file changes, so that a key in the editor
// costs no second look at ten thousand entries. Its methods may be called
// from several goroutines; they may read files.
type Gauge struct {
	set  *Set
	cost func(string) int

	mu    sync.Mutex
	memo  map[string]longest  // by name and options
	fresh map[string]longest  // those that were checked or found in the call that is going on
	each  map[string][]string // the longest texts of all entries, of the call that is going on
	work  int                 // bytes of entries with wildcards that the call has put together
}

// longest is the longest text of a wildcard.
type longest struct {
	text string
	cost int
	// from is what the text hangs on: the versions of the lists of every
	// wildcard that was looked at, by name; "" for an unknown one.
	from map[string]string
}

// maxWork bounds what one call puts together from entries with wildcards in
// them, in bytes. Beyond it their wildcards count as they are written.
const maxWork = 64 << 20

// NewGauge makes a gauge. cost must give the same for the same text.
func NewGauge(s *Set, cost func(string) int) *Gauge {
	return &Gauge{set: s, cost: cost, memo: map[string]longest{}}
}

// Longest returns the costliest entry of a wildcard's lists, its own
// wildcards replaced by their longest, and its cost. Of several the first is
// taken. Lists without entries give the empty text.
func (g *Gauge) Longest(name string, o Options) (text string, cost int, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begin()
	l, err := g.longest(name, o, nil)
	return l.text, l.cost, err
}

// Text returns the prompt with every wildcard replaced by its longest entry,
// and every variant by its longest options if o says so. Wildcards that are
// not known stay as they are written.
func (g *Gauge) Text(text string, o Options) string {
	if isPlain(text, o.Variants) {
		return text
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begin()
	return g.text(parseTemplate(text, o.Variants), o, nil, map[string]string{})
}

func (g *Gauge) begin() {
	g.fresh, g.each, g.work = map[string]longest{}, map[string][]string{}, 0
	if len(g.memo) > 1000 {
		clear(g.memo)
	}
}

// text puts the longest text of the pieces together. What it hangs on is
// added to from.
func (g *Gauge) text(pieces []piece, o Options, chain []string, from map[string]string) string {
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case b.Len() > maxExpansion:
			return b.String()
		case p.name != "":
			l, err := g.longest(p.name, o, chain)
			if err != nil {
				from[p.name] = ""
				b.WriteString(p.text)
				continue
			}
			for name, versions := range l.from {
				from[name] = versions
			}
			b.WriteString(l.text)
		case p.options != nil:
			b.WriteString(g.variant(p, o, chain, from))
		default:
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// variant joins the costliest options in the order that they are written in.
func (g *Gauge) variant(p piece, o Options, chain []string, from map[string]string) string {
	type one struct {
		text        string
		cost, place int
	}
	var all []one
	for i, text := range g.options(p, o, chain, from) {
		all = append(all, one{text, g.cost(text), i})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].cost > all[j].cost })
	all = all[:min(p.most, len(all))]
	sort.Slice(all, func(i, j int) bool { return all[i].place < all[j].place })
	var b strings.Builder
	for i, v := range all {
		if i > 0 {
			b.WriteString(p.joint)
		}
		b.WriteString(v.text)
	}
	return b.String()
}

// options returns the longest texts of a variant's options, or of the entries
// of the wildcard that it takes several of.
func (g *Gauge) options(p piece, o Options, chain []string, from map[string]string) []string {
	if name := p.lines(); name != "" && !slices.Contains(chain, name) {
		if l, err := g.longest(name, o, chain); err == nil {
			maps.Copy(from, l.from)
			return g.entries(name, o, chain)
		}
	}
	var texts []string
	for _, option := range p.options {
		texts = append(texts, g.text(option.pieces, o, chain, from))
	}
	return texts
}

// entries returns the longest texts of all entries of a wildcard's lists.
func (g *Gauge) entries(name string, o Options, chain []string) []string {
	if known, ok := g.each[name]; ok {
		return known
	}
	lists, _ := g.set.Lists(name)
	chain = append(chain[:len(chain):len(chain)], name)
	var texts []string
	for _, l := range lists {
		for _, e := range l.Entries {
			text := e.Text
			if !isPlain(text, o.Variants) && len(chain) < maxChain && g.work < maxWork {
				text = g.text(parseTemplate(text, o.Variants), o, chain, map[string]string{})
				g.work += len(text)
			}
			texts = append(texts, text)
		}
	}
	g.each[name] = texts
	return texts
}

func (g *Gauge) longest(name string, o Options, chain []string) (longest, error) {
	key := name
	if o.Variants {
		key += "\x00"
	}
	if known, ok := g.fresh[key]; ok {
		return known, nil
	}
	if known, ok := g.memo[key]; ok && g.holds(known) {
		g.fresh[key] = known
		return known, nil
	}
	lists, err := g.set.Lists(name)
	if err != nil {
		return longest{}, err
	}
	chain = append(chain[:len(chain):len(chain)], name)
	best := longest{cost: -1, from: map[string]string{name: versionsOf(lists)}}
	// Entered before it is found: in a circle of wildcards each counts as it
	// is written the second time round.
	g.fresh[key] = longest{text: "__" + name + "__", from: best.from}
	for _, l := range lists {
		for _, e := range l.Entries {
			text := e.Text
			if !isPlain(text, o.Variants) && len(chain) < maxChain && g.work < maxWork {
				text = g.text(parseTemplate(text, o.Variants), o, chain, best.from)
				g.work += len(text)
			}
			if cost := g.cost(text); cost > best.cost {
				best.text, best.cost = text, cost
			}
		}
	}
	best.cost = max(best.cost, 0)
	g.memo[key], g.fresh[key] = best, best
	return best, nil
}

// holds reports whether nothing that a text hangs on has changed.
func (g *Gauge) holds(known longest) bool {
	for name, versions := range known.from {
		lists, err := g.set.Lists(name)
		if err != nil && versions != "" || err == nil && versionsOf(lists) != versions {
			return false
		}
	}
	return true
}

func versionsOf(lists []List) string {
	var b strings.Builder
	for _, l := range lists {
		b.WriteString(l.Path)
		for v := l.Version; v > 0; v >>= 8 {
			b.WriteByte(byte(v))
		}
		b.WriteByte(0)
	}
	return b.String()
}
