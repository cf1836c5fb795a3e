package search

import (
	"bytes"
	"math"

	"tailor/tags/catalogue"
)

// The passes of a search: each walks the lists for one kind of fit, the best
// kinds first, so that the floor has risen when the long lists come.

// popular lists the most popular tags of the categories asked for.
func (s *searcher) popular() {
	if s.q.categories == allCategories || len(s.q.key) > 0 {
		return
	}
	for id := range catalogue.ID(s.ix.c.Len()) {
		if s.tick() || len(s.top) >= s.limit {
			return
		}
		s.offer(s.ix.popularity[id], s.ix.nameEntry(id), noFit, 0)
	}
}

// exact finds the entries whose text is the query's.
func (s *searcher) exact() {
	ix, q := s.ix, &s.q
	places, heads := ix.first[2].bucket(bucketOf(q.text, 3))
	n := uint32(len(q.text))
	for i, head := range heads {
		if head != q.head {
			continue
		}
		e := places[i] >> placeBits
		if ix.starts[e+1]-ix.starts[e] == n && bytes.Equal(ix.entryText(e), q.text) {
			score, k := s.wholeScore(e)
			s.offer(score, e, k, 0)
		}
	}
}

// wholeScore returns the score of an entry whose text is the query's.
func (s *searcher) wholeScore(e uint32) (float32, kind) {
	ix, w := s.ix, s.ix.w
	fit, k, same := ix.wholeFit(&s.q, e)
	if !same {
		return s.score(fit, w.prefixPop, e), k
	}
	return fit + w.prefixPop*ix.popularity[ix.owner[e]], k
}

// walk goes through the places at which a text begins with prefix, in the
// first or the later words, as far as they can reach the floor.
func (s *searcher) walk(lists *[3]lists, prefix []byte, best, pop float32, f func(e uint32, k int) bool) {
	ix := s.ix
	depth := min(len(prefix), 3)
	places, heads := lists[depth-1].bucket(bucketOf(prefix, depth))
	head, mask := headKey(prefix), headMask(len(prefix))
	end := s.within(best, pop)
	exactCodes := true
	for _, c := range prefix[:depth] {
		exactCodes = exactCodes && codeOf[c] != codes-1
	}
	for i, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		k := int(place & (maxWords - 1))
		if heads != nil {
			if heads[i]&mask != head {
				continue
			}
			if len(prefix) > 8 && !bytes.HasPrefix(ix.textFrom(e, k), prefix) {
				continue
			}
		} else if !exactCodes && !bytes.HasPrefix(ix.textFrom(e, k), prefix) {
			continue
		}
		if f(e, k) {
			end = s.within(best, pop)
		}
	}
}

func (s *searcher) prefixes() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.first, q.text, w.prefixBest(len(q.text)), w.prefixPop, func(e uint32, _ int) bool {
		return s.offer(s.score(ix.prefixFit(q, e), w.prefixPop, e), e, prefixFit, 0)
	})
}

func (s *searcher) inner() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.later, q.text, w.inner-w.innerWords*logarithm(2), w.innerPop, func(e uint32, k int) bool {
		return s.offer(s.score(ix.innerFit(q, e, k), w.innerPop, e), e, innerFit, k)
	})
}

// order looks for the words of the query in any order, by the one that the
// fewest words begin with.
func (s *searcher) order() {
	ix, q, w := s.ix, &s.q, s.ix.w
	if len(q.starts) < 2 || len(q.starts) > maxTokens {
		return
	}
	rarest, fewest := 0, math.MaxInt
	for t := range q.starts {
		token := q.word(t)
		depth := min(len(token), 3)
		b := bucketOf(token, depth)
		n := 0
		for _, l := range []*lists{&ix.first[depth-1], &ix.later[depth-1]} {
			n += int(l.at[b+1] - l.at[b])
		}
		if n < fewest {
			rarest, fewest = t, n
		}
	}
	token := q.word(rarest)
	for _, l := range []*[3]lists{&ix.first, &ix.later} {
		s.walk(l, token, w.order, w.orderPop, func(e uint32, k int) bool {
			fit, ok := ix.orderFit(q, e)
			return ok && s.offer(s.score(fit, w.orderPop, e), e, orderFit, 0)
		})
	}
}

// abbreviations looks for the initials of words, the beginnings of words in
// order, and the letters in order.
func (s *searcher) abbreviations() {
	ix, q, w := s.ix, &s.q, s.ix.w
	n := len(q.text)
	if n < 2 || n > maxLetters {
		return
	}
	second := laterBit(q.text[1])
	// Initials first: they raise the floor for the rest.
	if q.boundary&^(1<<n) == 0 || len(q.starts) == n {
		initials := q.set
		for _, c := range q.text[1:] {
			initials |= laterBit(c)
		}
		s.walkSet(&ix.first, initials, w.initials, w.initialsPop, func(e uint32) bool {
			return ix.isInitials(q, e) && s.offer(s.score(w.initials, w.initialsPop, e), e, initialsFit, 0)
		})
	}
	s.walkWords(&ix.first, second, w.words-w.segmentLeast())
	s.walkWords(&ix.later, second, w.words-w.segmentLeast()-w.leading)
}

// walkSet goes through the places where a word begins with the query's first
// letter in entries that have all of a set.
func (s *searcher) walkSet(l *[3]lists, set uint64, best, pop float32, f func(e uint32) bool) {
	ix := s.ix
	places, _ := l[0].bucket(bucketOf(s.q.text, 1))
	end := s.within(best, pop)
	for _, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		if set&^ix.sets[e] == 0 && f(e) {
			end = s.within(best, pop)
		}
	}
}

// walkWords goes through the places where a word begins with the query's
// first letter, and judges the entries there that have all of its letters: as
// beginnings of words, of which the fit is best at most, where the query's
// second letter follows or the entry has a bit of second, and as letters in
// order.
func (s *searcher) walkWords(l *[3]lists, second uint64, best float32) {
	ix, q, w := s.ix, &s.q, s.ix.w
	places, _ := l[0].bucket(bucketOf(q.text, 1))
	n := len(q.text)
	letters := n >= shortestLetters && len(q.starts) == 1
	bestLetters := w.lettersBest(n)
	words, other, end := uint32(0), uint32(0), uint32(0)
	limit := func() {
		words, other = s.within(best, w.wordsPop), 0
		if letters {
			other = s.within(bestLetters, w.lettersPop)
		}
		end = max(words, other)
	}
	limit()
	for _, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		have := ix.sets[e]
		if q.set&^have != 0 {
			continue
		}
		k := int(place & (maxWords - 1))
		rose := false
		if e < words {
			follows := second == 0 || have&second != 0
			if !follows {
				text := ix.textFrom(e, k)
				follows = len(text) > 1 && text[1] == q.text[1]
			}
			if follows {
				if fit, ok := ix.wordsFit(q, e, k); ok {
					rose = s.offer(s.score(fit, w.wordsPop, e), e, wordsFit, k)
				}
			}
		}
		if e < other {
			if fit, ok := ix.lettersFit(q, e, k); ok && s.offer(s.score(fit, w.lettersPop, e), e, lettersFit, k) {
				rose = true
			}
		}
		if rose {
			limit()
		}
	}
}
