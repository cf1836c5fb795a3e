package variants

import "strings"

// turn is how far a place of a template has come that stands in turn, and the
// places within it.
type turn struct {
	next   uint64
	within map[uint64]*turn
}

func (t *turn) at(key uint64) *turn {
	inner := t.within[key]
	if inner == nil {
		if t.within == nil {
			t.within = map[uint64]*turn{}
		}
		inner = &turn{}
		t.within[key] = inner
	}
	return inner
}

// drawn reports whether a node says itself that it is drawn, at random or in turn.
func (n node) drawn() bool { return n.way == atRandom || n.way == inTurn }

// wayOf returns how a node is drawn within others that are drawn in a way: all
// of something cannot be drawn, so it is drawn as what is around it.
func (n node) wayOf(around way) way {
	if n.drawn() {
		return n.way
	}
	return around
}

// write draws a text for nodes.
func (x *expansion) write(b *strings.Builder, nodes []node, s scope, t *turn, around way, depth int) {
	if len(nodes) > 0 && (depth > maxDepth || x.left <= 0) {
		x.step(depth, b.Len()) // what they set is not looked for
		return
	}
	s = x.set(nodes, s, func(i int, s scope) string {
		return x.draw(nodes[i].value, s, t.at(uint64(i)), around, depth)
	})
	for i, n := range nodes {
		if !x.step(depth, b.Len()) {
			return
		}
		if n.kind == isText {
			b.WriteString(n.text)
			continue
		}
		before := b.Len()
		x.writeNode(b, n, s, t.at(uint64(i)), around, depth)
		if x.marks && b.Len() == before {
			b.WriteString(mark)
		}
	}
}

func (x *expansion) writeNode(b *strings.Builder, n node, s scope, t *turn, around way, depth int) {
	if n.kind == isChoice {
		around = n.wayOf(around)
	}
	if w, c := n.listed(); w != nil {
		name := w.text
		if w.value != nil {
			name = unmarked(x.draw(w.value, s, t.at(nameTurn), around, depth))
		}
		l, ok := x.lines(name)
		if !ok {
			b.WriteString("__" + name + "__")
			return
		}
		c.options, c.list = l.options, l
		x.choose(b, c, s.with(w.params...), t, w.wayOf(around), depth+1)
		return
	}
	switch n.kind {
	case isChoice:
		x.choose(b, *n.choice, s, t, around, depth)
	case isReading:
		if value, inner, ok := x.variable(n, s); ok {
			x.write(b, value, inner, t, around, depth+1)
		} else {
			b.WriteString(n.source)
		}
	case isWrap:
		wrapper := x.draw(n.wrapper, s, t.at(0), around, depth)
		b.WriteString(wrap(wrapper, x.draw(n.value, s, t.at(1), around, depth)))
	}
}

// nameTurn is the key of the turns within a wildcard's name.
const nameTurn = 1 << 63

// draw returns a text drawn for nodes.
func (x *expansion) draw(nodes []node, s scope, t *turn, around way, depth int) string {
	var b strings.Builder
	x.write(&b, nodes, s, t, around, depth)
	return b.String()
}

// wildcard returns the wildcard that is a choice's only option, nil where it
// is another choice.
func (c *choice) wildcard() *node {
	if len(c.options) == 1 && len(c.options[0].nodes) == 1 && c.options[0].nodes[0].kind == isWildcard {
		return &c.options[0].nodes[0]
	}
	return nil
}

// listed returns the wildcard whose lines a node takes, itself or a choice's
// only option, and how it takes them; nil for any other node.
func (n *node) listed() (*node, choice) {
	switch n.kind {
	case isWildcard:
		return n, choice{low: 1, high: 1, joiner: joiner}
	case isChoice:
		return n.choice.wildcard(), *n.choice
	}
	return nil, choice{}
}

// set returns the scope with the variables that nodes set, wherever among them
// they are set. once draws the value of one that is drawn at once.
func (x *expansion) set(nodes []node, s scope, once func(i int, s scope) string) scope {
	outer := s
	for i := range nodes {
		n := &nodes[i]
		if n.kind != isSetting || n.keep && outer.bound.find(n.text) != nil {
			continue
		}
		x.reads = x.reads || n.keep
		value := n.value
		if n.once {
			value = []node{{text: once(i, s)}}
		}
		s = s.with(binding{n.text, value})
	}
	return s
}

// numbers returns how many options a choice takes, and says where it wants more
// than it has.
func (x *expansion) numbers(c choice) (low, high int) {
	has := len(c.options)
	if c.low > has && has > 1 {
		x.problem("a choice wants %d of %d options: it takes all of them", c.low, has)
	}
	return min(c.low, has), min(c.high, has)
}

// choose writes as many options as the choice wants, none twice.
func (x *expansion) choose(b *strings.Builder, c choice, s scope, t *turn, around way, depth int) {
	low, high := x.numbers(c)
	var chosen []int
	key := uint64(0)
	if around == inTurn {
		key = t.next
		chosen = x.arrangement(c, low, high, &key)
		t.next++
	} else {
		chosen = x.pick(c, low, high)
	}
	if len(chosen) == 1 { // written straight through
		o := chosen[0]
		x.write(b, x.read(&c.options[o]), s, t.at(key<<20|uint64(o)), around, depth)
		return
	}
	values := make([]string, len(chosen))
	for i, o := range chosen {
		values[i] = x.draw(x.read(&c.options[o]), s, t.at(key<<20|uint64(o)), around, depth)
	}
	b.WriteString(join(values, c.joiner))
}

// pool returns a pool of all options.
func (c choice) pool() *pool {
	switch {
	case c.list == nil:
		return poolOf(c.options)
	case c.list.pool == nil:
		c.list.pool = poolOf(c.options)
	}
	return c.list.pool
}

// pick draws from low to high of a choice's options by their weights, none
// twice, and no more than can be written.
func (x *expansion) pick(c choice, low, high int) []int {
	count := low
	if high > low {
		count += x.random.IntN(high - low + 1)
	}
	if n := len(c.options); count == 1 && c.list != nil && c.list.even { // none is looked at for that
		return []int{min(int(x.random.Float64()*float64(n)), n-1)}
	}
	p := c.pool()
	defer p.putBack()
	var chosen []int
	for range min(count, max(x.left, 0)+1) {
		chosen = append(chosen, p.take(c.options, p.drawn(x.random)))
	}
	return chosen
}

// arrangement returns the arrangement of from low to high of a choice's options
// that comes at a number, the shorter ones first, each in the order of the options,
// and after the last the first again: no more of it than can be written. It brings
// the number within their count.
func (x *expansion) arrangement(c choice, low, high int, number *uint64) []int {
	n := len(c.options)
	total := uint64(0)
	counts := make([]uint64, 0, high-low+1)
	for k := low; k <= high; k++ {
		ways := uint64(1)
		for i := range k {
			if ways > 1<<40 { // more than are ever reached
				break
			}
			ways *= uint64(n - i)
		}
		counts = append(counts, ways)
		if total += ways; total > 1<<40 {
			break
		}
	}
	if total == 0 {
		return nil
	}
	*number %= total
	rank, k := *number, low
	for _, ways := range counts {
		if rank < ways {
			break
		}
		rank -= ways
		k++
	}
	if k == 1 {
		return []int{int(rank)}
	}
	p := c.pool()
	defer p.putBack()
	var chosen []int
	for i := range min(k, max(x.left, 0)+1) {
		below := uint64(1) // arrangements of what follows this place
		for j := i + 1; j < k && below <= 1<<40; j++ {
			below *= uint64(n - j)
		}
		chosen = append(chosen, p.take(c.options, int(rank/below)))
		rank %= below
	}
	return chosen
}
