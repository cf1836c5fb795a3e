package search

import (
	"bytes"
	"math"
	"math/bits"
)

// tokenWords is the words of the vocabulary that a word of the query may
// stand for.
type tokenWords struct {
	from, to uint32 // those that begin with it
	near     []nearWord
	// slot holds for each word of the vocabulary its place in near plus
	// one.
	slot    []uint16
	entries int // how many entries all these words have, doubles counted
}

// nearWord is a word that a word of the query stands for with slips.
type nearWord struct {
	word        uint32
	slips, left uint8
}

// find returns with how many slips the token stands for a word.
func (t *tokenWords) find(word uint32, size, token int) (slips, left int, ok bool) {
	if word >= t.from && word < t.to {
		return 0, size - token, true
	}
	if i := t.slot[word]; i > 0 {
		n := &t.near[i-1]
		return int(n.slips), int(n.left), true
	}
	return 0, 0, false
}

// slips looks for the query with slips: as a whole, where a slip may have
// swallowed a space, and word by word.
func (s *searcher) slips() {
	s.slipsInWhole()
	s.slipsInWords()
}

// shortestWholeSlip is the number of letters from which a query as a whole
// may hold a slip.
const shortestWholeSlip = 4

// slipFit judges how well the query, with one slip, begins an entry.
func (ix *Index) slipFit(q *query, e uint32) (fit float32, left int, ok bool) {
	if len(q.text) < shortestWholeSlip {
		return 0, 0, false
	}
	text := ix.entryText(e)
	if len(text) < len(q.text)-1 {
		return 0, 0, false
	}
	whole, begun := countSlips(q.text, text, 1)
	w := ix.w
	switch {
	case begun == 0:
		return 0, 0, false
	case whole == 1:
		return w.slipBest(len(q.text)) - w.slipEach, 0, true
	case begun == 1 && len(q.text) >= shortestUnfinished:
		left := max(len(text)-len(q.text), 1)
		return w.slipBest(len(q.text)) - w.slipEach - w.slipUnfinished - w.slipLeft*logarithm(1+left), left, true
	}
	return 0, 0, false
}

func (s *searcher) slipsInWhole() {
	ix, q, w := s.ix, &s.q, s.ix.w
	n := len(q.text)
	if n < shortestWholeSlip {
		return
	}
	best := w.slipBest(n) - w.slipEach
	end := s.within(best, w.slipPop)
	l := &ix.first[2]
	nearStarts(startOf(q.text), func(b int) {
		places, heads := l.bucket(b)
		for i, head := range heads {
			if !headNear(q.head, n, head) {
				continue
			}
			e := places[i] >> placeBits
			if e >= end || s.tick() {
				return
			}
			if bits.OnesCount64(q.set&^ix.sets[e]) > 1 {
				continue
			}
			if fit, left, ok := ix.slipFit(q, e); ok && (left == 0 || !s.whole) && s.offer(s.score(fit, w.slipPop, e), e, slipFit, 0) {
				end = s.within(best, w.slipPop)
			}
		}
	})
}

// slipWordsFit judges whether each word of the query stands for another word
// of the entry, in any order, one of them at least with slips.
func (ix *Index) slipWordsFit(q *query, e uint32) (fit float32, rest int, ok bool) {
	return ix.assignSlips(q, e, ix.slipFinder(q), nil)
}

// slipFinder returns a function that compares a word of the query with one of
// the vocabulary.
func (ix *Index) slipFinder(q *query) func(t int, word uint32) (slips, left int, ok bool) {
	return func(t int, word uint32) (slips, left int, ok bool) {
		token, text := q.word(t), ix.vocab.word(word)
		if bytes.HasPrefix(text, token) {
			return 0, len(text) - len(token), true
		}
		return slipInWord(token, text)
	}
}

// assignSlips gives each word of the query, from the first on, the word of
// the entry that it fits best among those that are left. find tells how well
// a word of the query fits a word. When it succeeds and lit is not nil, lit is
// called with each pair. rest counts the letters and words of the entry that
// are not typed yet.
func (ix *Index) assignSlips(q *query, e uint32, find func(t int, word uint32) (slips, left int, ok bool), lit func(t, word, left int)) (fit float32, rest int, ok bool) {
	tokens, words := len(q.starts), ix.entryWords(e)
	if tokens > maxTokens || tokens > len(words) {
		return 0, 0, false
	}
	w := ix.w
	used, all, swapped, last := uint32(0), 0, false, -1
	cost := float32(0)
	var to, lefts [maxTokens]int
	for t := range tokens {
		best, bestSlips, bestLeft := -1, 0, 0
		for i, word := range words {
			if used&(1<<i) != 0 {
				continue
			}
			slips, left, ok := find(t, word)
			if ok && (best < 0 || slips < bestSlips || slips == bestSlips && left < bestLeft) {
				best, bestSlips, bestLeft = i, slips, left
			}
		}
		if best < 0 {
			return 0, 0, false
		}
		used |= 1 << best
		to[t], lefts[t] = best, bestLeft
		all += bestSlips
		rest += bestLeft
		cost += w.slipEach*float32(bestSlips) + w.slipLeft*logarithm(1+bestLeft)
		swapped = swapped || best < last
		last = best
	}
	if all == 0 {
		return 0, 0, false
	}
	rest += len(words) - tokens
	cost += w.slipMissing * float32(len(words)-tokens)
	if swapped {
		cost += w.orderSwap
	}
	if used&1 == 0 {
		cost += w.slipMissing
	}
	if lit != nil {
		for t := range tokens {
			lit(t, to[t], lefts[t])
		}
	}
	return w.slipBest(len(q.text)) - cost, rest, true
}

func (s *searcher) slipsInWords() {
	ix, q, w := s.ix, &s.q, s.ix.w
	tokens := len(q.starts)
	if tokens > maxTokens {
		return
	}
	rarest, near := 0, 0
	for t := range tokens {
		s.findNear(t)
		if s.tokens[t].entries < s.tokens[rarest].entries {
			rarest = t
		}
		near += len(s.tokens[t].near)
	}
	defer func() {
		for t := range tokens {
			s.tokens[t].clear()
		}
	}()
	if near == 0 || s.tokens[rarest].entries == 0 {
		return
	}
	find := func(t int, word uint32) (slips, left int, ok bool) {
		return s.tokens[t].find(word, ix.vocab.size(word), len(q.word(t)))
	}
	best := w.slipBest(len(q.text)) - w.slipEach
	end := s.within(best, w.slipPop)
	try := func(word uint32) {
		for _, e := range ix.vocab.with(word) {
			if e >= end || s.tick() {
				return
			}
			if fit, rest, ok := ix.assignSlips(q, e, find, nil); ok && (rest == 0 || !s.whole) && s.offer(s.score(fit, w.slipPop, e), e, slipWordsFit, 0) {
				end = s.within(best, w.slipPop)
			}
		}
	}
	r := &s.tokens[rarest]
	for _, n := range r.near {
		try(n.word)
	}
	if tokens > 1 {
		for word := r.from; word < r.to; word++ {
			try(word)
		}
	}
}

// findNear finds the words that word number t of the query may stand for.
func (s *searcher) findNear(t int) {
	v := &s.ix.vocab
	token := s.q.word(t)
	tw := &s.tokens[t]
	if len(tw.slot) < v.len() {
		tw.slot = make([]uint16, v.len())
	}
	tw.near = tw.near[:0]
	tw.from, tw.to = v.withPrefix(token)
	tw.entries = 0
	if len(s.q.starts) > 1 {
		tw.entries = int(v.entryAt[tw.to] - v.entryAt[tw.from])
	}
	k := slipsAllowed(len(token))
	if k == 0 {
		return
	}
	set, head := letterSet(token), headKey(token)
	consider := func(word uint32) {
		if bits.OnesCount64(set&^v.sets[word]) > k || v.size(word) < len(token)-k || tw.slot[word] != 0 {
			return
		}
		if k == 1 && !headNear(head, len(token), v.heads[word]) {
			return
		}
		if slips, left, ok := slipInWord(token, v.word(word)); ok && len(tw.near) < math.MaxUint16-1 {
			tw.near = append(tw.near, nearWord{word: word, slips: uint8(slips), left: uint8(min(left, 255))})
			tw.slot[word] = uint16(len(tw.near))
			tw.entries += len(v.with(word))
		}
	}
	nearStarts(startOf(token), func(b int) {
		if s.tick() {
			return
		}
		for _, word := range v.begins.bucket(b) {
			consider(word)
		}
	})
	if k > 1 {
		for _, word := range v.ends.bucket(tailBucket(token)) {
			consider(word)
		}
	}
}

func (t *tokenWords) clear() {
	for _, n := range t.near {
		t.slot[n.word] = 0
	}
}
