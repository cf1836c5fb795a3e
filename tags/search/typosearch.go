package search

import (
	"bytes"
	"math"
	"math/bits"
	"unicode/utf8"

	"tailor/tags/search/index"
	"tailor/tags/search/letters"
)

// tokenWords is the words of the vocabulary that a word of the query may
// stand for.
type tokenWords struct {
	from, to uint32 // those that begin with it
	sought   bool   // whether near has the others
	all      bool   // and those of all entries, whole or not
	near     []nearWord
	pattern  letters.Pattern
	set      uint64 // its characters
	most     int    // how many typos it may have
	// slot holds for each word of the vocabulary its place in near plus
	// one.
	slot    []uint16
	entries int // how many entries the words found so far have, doubles counted
}

// nearWord is a word that a word of the query stands for with typos.
type nearWord struct {
	word        uint32
	typos, left uint8
}

// stands returns with how many typos word number t of the query stands for a word.
func (s *searcher) stands(t int, word uint32) (typos, left int, ok bool) {
	tw := &s.tokens[t]
	if word >= tw.from && word < tw.to {
		return 0, s.ix.Vocab.Size(word) - len(s.q.word(t)), true
	}
	if !tw.sought {
		typos, left, ok = tw.pattern.InWord(s.ix.Vocab.Word(word))
		return typos, left, ok && (left == 0 || !s.whole)
	}
	if i := tw.slot[word]; i > 0 {
		n := &tw.near[i-1]
		return int(n.typos), int(n.left), true
	}
	return 0, 0, false
}

// typos looks for the query with typos: as a whole, where a typo may have
// swallowed a space, and word by word.
func (s *searcher) typos() {
	s.typosInWhole()
	s.typosInWords()
}

// shortestWholeSlip is the number of letters from which a query as a whole
// may hold a typo.
const shortestWholeTypo = 4

// typoMatch scores how well the query, with one typo, begins an entry.
func (ix *Index) typoMatch(q *query, e uint32) (match float32, left int, ok bool) {
	if q.letters < shortestWholeTypo {
		return 0, 0, false
	}
	text := ix.EntryText(e)
	if q.wide() {
		// A character may be several letters of a bucket.
		if !letters.NearStart(letters.StartOf(q.text), letters.StartOf(text)) {
			return 0, 0, false
		}
	} else if len(text) < len(q.text)-1 {
		return 0, 0, false
	}
	whole, begun := q.typos().Count(text, 1)
	w := ix.w
	switch {
	case begun == 0:
		return 0, 0, false
	case whole == 1:
		return w.typoBest(q.letters) - w.typoEach, 0, true
	case begun == 1 && q.letters >= letters.ShortestUnfinished:
		left := max(utf8.RuneCount(text)-q.letters, 1)
		return w.typoBest(q.letters) - w.typoEach - w.typoUnfinished - w.typoLeft*letters.Logarithm(1+left), left, true
	}
	return 0, 0, false
}

func (s *searcher) typosInWhole() {
	ix, q, w := s.ix, &s.q, s.ix.w
	if q.letters < shortestWholeTypo {
		return
	}
	wide, begins := q.wide(), letters.BeginningOf(q.text)
	best := w.typoBest(q.letters) - w.typoEach
	end := s.within(best, w.typoPop)
	longer := uint64(0) // what no text has that the query may be as a whole
	if !wide && (s.whole || q.letters < letters.ShortestUnfinished) {
		longer = ^letters.HeadMask(len(q.text) + 1)
	}
	ix.NearTexts(q.text, !wide, &end, func(postings []uint32, heads []uint64) {
		for i, posting := range postings {
			if heads[i]&longer != 0 || !wide && !begins.Near(heads[i]) {
				continue
			}
			e := posting >> index.PostingBits
			if e >= end || s.tick() {
				return
			}
			if bits.OnesCount64(q.set&^ix.Sets[e]) > 1 {
				continue
			}
			if match, left, ok := ix.typoMatch(q, e); ok && (left == 0 || !s.whole) && s.push(s.score(match, w.typoPop, e), e, typoMatch, 0) {
				end = s.within(best, w.typoPop)
			}
		}
	})
}

// typoWordsMatch scores an entry of which each word of the query stands for
// another word, in any order, one of them at least with typos.
func (ix *Index) typoWordsMatch(q *query, e uint32) (match float32, rest int, ok bool) {
	return ix.assignTypos(q, e, ix.typoFinder(q), nil)
}

// typoFinder returns a function that compares a word of the query with one of
// the vocabulary.
func (ix *Index) typoFinder(q *query) func(t int, word uint32) (typos, left int, ok bool) {
	patterns := make([]letters.Pattern, min(len(q.starts), maxTokens))
	for t := range patterns {
		patterns[t].Set(q.word(t))
	}
	return func(t int, word uint32) (typos, left int, ok bool) {
		token, text := q.word(t), ix.Vocab.Word(word)
		if bytes.HasPrefix(text, token) {
			return 0, len(text) - len(token), true
		}
		return patterns[t].InWord(text)
	}
}

// assignTypos gives each word of the query, from the first on, the word of
// the entry that it matches best among those that are left. find tells how well
// a word of the query matches a word. When it succeeds and lit is not nil, lit is
// called with each pair. rest counts the letters and words of the entry that
// are not typed yet.
func (ix *Index) assignTypos(q *query, e uint32, find func(t int, word uint32) (typos, left int, ok bool), lit func(t, word, left int)) (match float32, rest int, ok bool) {
	tokens, words := len(q.starts), ix.EntryWords(e)
	if tokens > maxTokens || tokens > len(words) {
		return 0, 0, false
	}
	w := ix.w
	used, all, swapped, last := uint32(0), 0, false, -1
	cost := float32(0)
	var to, lefts [maxTokens]int
	for t := range tokens {
		best, bestTypos, bestLeft := -1, 0, 0
		for i, word := range words {
			if used&(1<<i) != 0 {
				continue
			}
			typos, left, ok := find(t, word)
			if ok && (best < 0 || typos < bestTypos || typos == bestTypos && left < bestLeft) {
				best, bestTypos, bestLeft = i, typos, left
			}
		}
		if best < 0 {
			return 0, 0, false
		}
		used |= 1 << best
		to[t], lefts[t] = best, bestLeft
		all += bestTypos
		rest += bestLeft
		cost += w.typoEach*float32(bestTypos) + w.typoLeft*letters.Logarithm(1+bestLeft)
		swapped = swapped || best < last
		last = best
	}
	if all == 0 {
		return 0, 0, false
	}
	rest += len(words) - tokens
	cost += w.typoMissing * float32(len(words)-tokens)
	if swapped {
		cost += w.orderSwap
	}
	if used&1 == 0 {
		cost += w.typoMissing
	}
	if lit != nil {
		for t := range tokens {
			lit(t, to[t], lefts[t])
		}
	}
	return w.typoBest(q.letters) - cost, rest, true
}

// mostCompared is the number of entries up to which their words are compared with
// those of the query one by one.
const mostCompared = 300

func (s *searcher) typosInWords() {
	ix, q, w := s.ix, &s.q, s.ix.w
	tokens := len(q.starts)
	if tokens > maxTokens {
		return
	}
	best := w.typoBest(q.letters) - w.typoEach
	end := s.within(best, w.typoPop)
	for t := range tokens {
		s.findBegun(t)
	}
	// The rarest is the word that has the fewest entries with its near words:
	// of one that has more without them these need not be found.
	rarest := 0
	for {
		for t := range tokens {
			if s.tokens[t].entries < s.tokens[rarest].entries {
				rarest = t
			}
		}
		if s.tokens[rarest].sought {
			break
		}
		s.findNear(rarest, end, s.whole)
	}
	for t := range tokens {
		if !s.tokens[t].sought && s.tokens[rarest].entries > mostCompared {
			s.findNear(t, end, s.whole)
		}
	}
	each := w.typoMissing / w.typoPop // what each word more costs
	// Words for the rarest: an entry counts by the one that stands for it.
	try := func(word uint32, typos, left int) {
		best := best - w.typoEach*float32(max(typos-1, 0)) - w.typoLeft*letters.Logarithm(1+left)
		least := s.least(best, w.typoPop)
		fits := func(e uint32) (fit, goOn bool) {
			pop, more := ix.At[e].Popularity, ix.WordCount(e)-tokens
			return more >= 0 && pop >= least+each*float32(more) && s.mayHold(e, rarest), pop >= least
		}
		ix.Several(ix.Vocab.With(word), fits, func(e uint32) bool {
			if ix.At[e].Popularity < least || s.tick() {
				return false
			}
			if match, rest, ok := ix.assignTypos(q, e, s.stands, nil); ok && (rest == 0 || !s.whole) && s.push(s.score(match, w.typoPop, e), e, typoWordsMatch, 0) {
				least = s.least(best, w.typoPop)
			}
			return true
		})
	}
	r := &s.tokens[rarest]
	for _, n := range r.near {
		try(n.word, int(n.typos), int(n.left))
	}
	if tokens > 1 {
		for word := r.from; word < r.to; word++ {
			try(word, 0, ix.Vocab.Size(word)-len(q.word(rarest)))
		}
	}
}

// mayHold reports whether an entry has the letters of the words of the query
// but one, less those that may be typos.
func (s *searcher) mayHold(e uint32, but int) bool {
	for t := range s.q.starts {
		if tw := &s.tokens[t]; t != but && bits.OnesCount64(tw.set&^s.ix.Sets[e]) > tw.most {
			return false
		}
	}
	return true
}

// findBegun finds the words that begin with word number t of the query.
func (s *searcher) findBegun(t int) {
	v, token, tw := &s.ix.Vocab, s.q.word(t), &s.tokens[t]
	tw.from, tw.to = v.WithPrefix(token)
	for _, n := range tw.near {
		tw.slot[n.word] = 0 // of the last search
	}
	tw.near, tw.entries = tw.near[:0], 0
	if len(s.q.starts) > 1 {
		tw.entries = int(v.PostingsAt[tw.to] - v.PostingsAt[tw.from])
	}
	tw.set, tw.most = letters.Set(token), letters.TyposAllowed(utf8.RuneCount(token))
	if tw.sought = tw.most == 0; !tw.sought {
		tw.pattern.Set(token)
	}
	if len(tw.slot) < v.Len() {
		tw.slot = make([]uint16, v.Len())
	}
}

// findNear finds the words of entries before end that word number t of the
// query may stand for with typos, as they are where whole is set.
func (s *searcher) findNear(t int, end uint32, whole bool) {
	v, tw := &s.ix.Vocab, &s.tokens[t]
	all := s.ix.Len()
	tw.sought, tw.all = true, end >= all && !whole
	v.Near(s.q.word(t), tw.most, whole, func(word uint32, text []byte) {
		if s.tick() || tw.slot[word] != 0 || end < all && v.With(word)[0] >= end {
			return
		}
		if typos, left, ok := tw.pattern.InWord(text); ok && (left == 0 || !whole) && len(tw.near) < math.MaxUint16-1 {
			tw.near = append(tw.near, nearWord{word: word, typos: uint8(typos), left: uint8(min(left, 255))})
			tw.slot[word] = uint16(len(tw.near))
			tw.entries += len(v.With(word))
		}
	})
}
