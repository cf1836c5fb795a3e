package variants

import (
	"hash/maphash"
	"math"
	"slices"
	"strings"
)

// maxAllSteps bounds the work of making all prompts of a template.
const maxAllSteps = 20 << 20

// All makes every prompt that a template can become, each once, until yield
// returns false. Weights do not count, but what has none ("0::a") is left out.
// What stands in turn or at random ({@a|b}, {~a|b}) is no choice of its own but
// drawn for every prompt that the rest makes. Of several values none is the
// same as another. The problems are as Expand's, each with the first prompt that
// it was met for; returned are all, those met behind the last prompt too.
func (e *Expander) All(template string, yield func(prompt string, problems []string) bool) []string {
	x := e.expansion(template, maxAllSteps)
	seeds := [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}
	seen := map[[2]uint64]bool{}
	told := 0
	x.each(x.parse(template, &x.told), scope{}, &turn{}, 0, func(prompt string) bool {
		prompt = x.tidy(prompt)
		key := [2]uint64{maphash.String(seeds[0], prompt), maphash.String(seeds[1], prompt)}
		if seen[key] {
			return true
		}
		seen[key] = true
		met := x.problems[told:]
		told = len(x.problems)
		return yield(prompt, met)
	})
	return x.problems
}

// each yields every text of nodes, until yield returns false; then it does so
// itself.
func (x *expansion) each(nodes []node, s scope, t *turn, depth int, yield func(string) bool) bool {
	return x.eachSet(nodes, 0, s, s, t, depth, func(s scope) bool {
		return x.eachText(nodes, s, t, depth, yield)
	})
}

// eachSet yields the scope with the variables that nodes set from one on, once
// for each value of those that are drawn at once.
func (x *expansion) eachSet(nodes []node, from int, outer, s scope, t *turn, depth int, yield func(scope) bool) bool {
	for i := from; i < len(nodes); i++ {
		n := nodes[i]
		switch {
		case n.kind != isSetting || n.keep && outer.bound.find(n.text) != nil:
		case n.once:
			return x.each(n.value, s, t.at(uint64(i)), depth, func(value string) bool {
				return x.eachSet(nodes, i+1, outer, s.with(binding{n.text, []node{{text: value}}}), t, depth, yield)
			})
		default:
			s = s.with(binding{n.text, n.value})
		}
	}
	return yield(s)
}

func (x *expansion) eachText(nodes []node, s scope, t *turn, depth int, yield func(string) bool) bool {
	texts := make([]string, len(nodes))
	var drawn, open []int
	for i, n := range nodes {
		switch {
		case n.kind == isText:
			texts[i] = n.text
		case n.kind == isSetting:
			texts[i] = x.marked("")
		case n.drawn():
			drawn = append(drawn, i)
		default:
			open = append(open, i)
		}
	}
	var next func(at, bytes int) bool
	next = func(at, bytes int) bool {
		if !x.step(depth, bytes) {
			return false
		}
		if at == len(open) {
			for _, i := range drawn {
				texts[i] = x.draw(nodes[i:i+1], s, t.at(uint64(i)), nodes[i].way, depth)
			}
			return yield(strings.Join(texts, ""))
		}
		i := open[at]
		return x.eachNode(nodes[i], s, t.at(uint64(i)), depth, func(text string) bool {
			texts[i] = x.marked(text)
			return next(at+1, bytes+len(text))
		})
	}
	return next(0, 0)
}

// eachNode yields every text of a node.
func (x *expansion) eachNode(n node, s scope, t *turn, depth int, yield func(string) bool) bool {
	if w, c := n.listed(); w != nil && !w.drawn() {
		return x.eachName(*w, s, t, depth, func(name string) bool {
			l, ok := x.lines(name)
			if !ok {
				return yield("__" + name + "__")
			}
			c.options = l.options
			return x.eachChoice(c, s.with(w.params...), t, depth+1, yield)
		})
	}
	switch n.kind {
	case isChoice:
		return x.eachChoice(*n.choice, s, t, depth, yield)
	case isReading:
		if value, inner, ok := x.variable(n, s); ok {
			return x.each(value, inner, t, depth+1, yield)
		}
		return yield(n.source)
	}
	return x.each(n.wrapper, s, t.at(0), depth, func(wrapper string) bool {
		return x.each(n.value, s, t.at(1), depth, func(inner string) bool { return yield(wrap(wrapper, inner)) })
	})
}

// eachName yields every name that a wildcard can have.
func (x *expansion) eachName(n node, s scope, t *turn, depth int, yield func(string) bool) bool {
	if n.value == nil {
		return yield(n.text)
	}
	return x.each(n.value, s, t.at(nameTurn), depth, func(name string) bool { return yield(unmarked(name)) })
}

// eachChoice yields every arrangement of a choice's options, fewer ones first.
func (x *expansion) eachChoice(c choice, s scope, t *turn, depth int, yield func(string) bool) bool {
	low, high := x.numbers(c)
	some := slices.ContainsFunc(c.options, func(o option) bool { return o.weight > 0 })
	var values []string
	used := make([]bool, len(c.options))
	var next func(count int) bool
	next = func(count int) bool {
		if !x.step(depth, 0) {
			return false
		}
		if len(values) == count {
			return yield(join(values, c.joiner))
		}
		for i := range c.options {
			if used[i] || some && c.options[i].weight == 0 {
				continue
			}
			used[i] = true
			more := x.each(x.read(&c.options[i]), s, t.at(uint64(i)), depth, func(value string) bool {
				value = emptied(value)
				if slices.Contains(values, value) {
					return true
				}
				values = append(values, value)
				more := next(count)
				values = values[:len(values)-1]
				return more
			})
			used[i] = false
			if !more {
				return false
			}
		}
		return true
	}
	for count := low; count <= high; count++ {
		if !next(count) {
			return false
		}
	}
	return true
}

// Count returns how many prompts a template can become, at most: the same text
// may come in several ways, which All gives once. It is an infinity where there
// are more than a number can tell, as with wildcards that name themselves.
func (e *Expander) Count(template string) float64 {
	x := e.expansion(template, maxSteps)
	return x.count(x.parse(template, &x.told), scope{}, 0)
}

func (x *expansion) count(nodes []node, s scope, depth int) float64 {
	total := 1.0
	for i := range nodes {
		n := &nodes[i]
		if n.kind != isSetting {
			continue
		}
		value := n.value
		if n.once {
			total *= x.count(value, s, depth)
			value = []node{{}}
		}
		s = s.with(binding{n.text, value})
	}
	for i := range nodes {
		n := &nodes[i]
		if n.kind == isText || n.kind == isSetting || n.drawn() {
			continue
		}
		if !x.step(depth, 0) {
			return math.Inf(1)
		}
		total *= x.countNode(*n, s, depth)
	}
	return total
}

func (x *expansion) countNode(n node, s scope, depth int) float64 {
	if w, c := n.listed(); w != nil && !w.drawn() {
		total := 0.0
		x.eachName(*w, s, &turn{}, depth, func(name string) bool {
			l, ok := x.lines(name)
			if !ok {
				total++
				return true
			}
			c.options = l.options
			total += x.countChoice(c, s.with(w.params...), depth+1)
			return total < maxExact
		})
		return total
	}
	switch n.kind {
	case isChoice:
		return x.countChoice(*n.choice, s, depth)
	case isReading:
		if value, inner, ok := x.variable(n, s); ok {
			return x.count(value, inner, depth+1)
		}
		return 1
	}
	return x.count(n.wrapper, s, depth) * x.count(n.value, s, depth)
}

// maxExact is beyond what is ever made, where counting may end.
const maxExact = 1 << 53

// countChoice counts the arrangements of options: for each number k of them k!
// times the sum of the products of any k options' counts.
func (x *expansion) countChoice(c choice, s scope, depth int) float64 {
	low, high := min(c.low, len(c.options)), min(c.high, len(c.options), 100)
	some := slices.ContainsFunc(c.options, func(o option) bool { return o.weight > 0 })
	sums := make([]float64, high+1) // by k
	sums[0] = 1
	for i := range c.options {
		if some && c.options[i].weight == 0 {
			continue
		}
		count := x.count(x.read(&c.options[i]), s, depth)
		for k := high; k > 0; k-- {
			sums[k] += sums[k-1] * count
		}
	}
	total, factorial := 0.0, 1.0
	for k := 0; k <= high; k++ {
		factorial *= float64(max(k, 1))
		if k >= low {
			total += factorial * sums[k]
		}
	}
	if low > high { // more than 100 at once
		return math.Inf(1)
	}
	return total
}
