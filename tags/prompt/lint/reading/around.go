package reading

import (
	"slices"
	"sort"

	"tailor/tags/prompt"
)

// deepest is how many brackets around a BREAK are closed before it and opened
// again: no prompt has as many.
const deepest = 64

// openBrackets follows which brackets stand around a place that goes forward,
// by their indexes. Those of a kind nest, but the kinds may cross.
type openBrackets struct {
	all                    []prompt.Bracket
	next                   int // the first one that the place has not come to
	rounds, squares, curls []int
	choices, weights       int // of those around, that choose and that weigh
}

// move goes on to the place between two offsets.
func (o *openBrackets) move(from, to int) {
	for ; o.next < len(o.all) && o.all[o.next].Open.Start < from; o.next++ {
		b := &o.all[o.next]
		if b.Unopened() {
			continue
		}
		stack := &o.rounds
		if b.Square {
			stack = &o.squares
		} else if b.Curly {
			stack = &o.curls
		}
		o.close(stack, b.Open.Start)
		*stack = append(*stack, o.next)
		o.count(b, 1)
	}
	for _, stack := range []*[]int{&o.rounds, &o.squares, &o.curls} {
		o.close(stack, to)
	}
}

// close takes those off a stack that end before an offset.
func (o *openBrackets) close(stack *[]int, to int) {
	n := len(*stack)
	for ; n > 0 && o.all[(*stack)[n-1]].Close.Start < to; n-- {
		o.count(&o.all[(*stack)[n-1]], -1)
	}
	*stack = (*stack)[:n]
}

func (o *openBrackets) count(b *prompt.Bracket, n int) {
	switch {
	case b.Choice:
		o.choices += n
	case !b.Curly:
		o.weights += n
	}
}

// attention returns the brackets that weigh the place, from the outermost; nil
// where they are too many, or one chooses besides.
func (o *openBrackets) attention() []prompt.Bracket {
	if o.choices > 0 || o.weights > deepest {
		return nil
	}
	var around []prompt.Bracket
	for _, stack := range [][]int{o.rounds, o.squares} {
		for _, k := range stack {
			around = append(around, o.all[k])
		}
	}
	slices.SortStableFunc(around, func(a, b prompt.Bracket) int { return a.Open.Start - b.Open.Start })
	return around
}

// Bracketed reports whether an item stands in a bracket that it shares with
// others, where BREAK is a word.
func (reg *Region) Bracketed(it *Item) bool {
	all := reg.Outline.Brackets
	if reg.reaches == nil {
		reg.reaches = make([]int, len(all)+1) // how far those before an index reach
		for i, b := range all {
			end := b.Close.Start
			switch {
			case b.Unopened():
				end = -1
			case b.Unclosed():
				end = len(reg.Text)
			}
			reg.reaches[i+1] = max(reg.reaches[i], end)
		}
	}
	before := sort.Search(len(all), func(i int) bool { return At(all[i]) >= it.Outer.Start })
	return reg.reaches[before] >= it.Outer.End
}
