package variants

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// pool is options of which some are taken, one after another and none twice. It is
// a Fenwick tree: a wildcard may have half a million, of which a prompt takes
// thousands, and a hundred prompts do.
type pool struct {
	// tree holds at i+1 what the option i and some before it have together, as many
	// as the lowest bit of i+1 says, and at 0 what all have.
	tree   []amount
	before []change // since all were there
}

// amount is the weight and the number of options that are not taken.
type amount struct {
	weight float64
	left   int
}

func (a *amount) add(weight float64, left int) { a.weight, a.left = a.weight+weight, a.left+left }

type change struct {
	at  int
	was amount
}

func poolOf(options []option) *pool {
	p := &pool{tree: make([]amount, len(options)+1)}
	for i, o := range options {
		p.tree[0].add(o.weight, 1)
		i++
		p.tree[i].add(o.weight, 1)
		if above := i + i&-i; above < len(p.tree) {
			p.tree[above].add(p.tree[i].weight, p.tree[i].left)
		}
	}
	return p
}

// find returns the option before which all that is passed stands, and how many are
// left before it.
func (p *pool) find(passes func(amount) bool) (at, left int) {
	for step := 1 << bits.Len(uint(len(p.tree))); step > 0; step >>= 1 {
		if at+step < len(p.tree) && passes(p.tree[at+step]) {
			at += step
			left += p.tree[at].left
		}
	}
	return at, left
}

// drawn returns the number, among the options that are left, of one that is drawn
// by their weights: of any, where none weighs anything.
func (p *pool) drawn(random *rand.Rand) int {
	all := p.tree[0]
	if all.weight <= 0 {
		return random.IntN(all.left)
	}
	r := random.Float64() * all.weight
	_, left := p.find(func(a amount) bool {
		if a.weight > r {
			return false
		}
		r -= a.weight
		return true
	})
	return min(left, all.left-1)
}

// take takes one of the options that are left by its number among them, and
// returns its place among all.
func (p *pool) take(options []option, number int) int {
	taken, _ := p.find(func(a amount) bool {
		if a.left > number {
			return false
		}
		number -= a.left
		return true
	})
	lose := func(at int) {
		p.before = append(p.before, change{at, p.tree[at]})
		p.tree[at].add(-options[taken].weight, -1)
	}
	lose(0)
	for at := taken + 1; at < len(p.tree); at += at & -at {
		lose(at)
	}
	return taken
}

// putBack puts all back that was taken. What weights became by taking some away
// and adding them again would be nearly what they were.
func (p *pool) putBack() {
	for _, c := range slices.Backward(p.before) {
		p.tree[c.at] = c.was
	}
	p.before = p.before[:0]
}
