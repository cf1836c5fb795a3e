package search

import (
	"bytes"
	"math"

	"tailor/tags/catalogue"
	"tailor/tags/search/index"
	"tailor/tags/search/letters"
)

// The scans of a search: each walks the lists for one kind of match, the best
// kinds first, so that the threshold has risen when the long lists come.

// popular lists the most popular tags of the categories asked for.
func (s *searcher) popular() {
	if s.q.categories == allCategories || len(s.q.key) > 0 {
		return
	}
	for id := range catalogue.ID(s.ix.Catalogue.Len()) {
		if s.tick() || len(s.top) >= s.limit {
			return
		}
		s.push(s.ix.Popularity(id), s.ix.NameEntry(id), noMatch, 0)
	}
}

// exact finds the entries whose text is the query's.
func (s *searcher) exact() {
	ix, q := s.ix, &s.q
	postings, heads := ix.First[2].Bucket(letters.Bucket(q.text, 3))
	n := uint32(len(q.text))
	for i, head := range heads {
		if head != q.head {
			continue
		}
		e := postings[i] >> index.PostingBits
		if ix.At[e+1].Text-ix.At[e].Text == n && bytes.Equal(ix.EntryText(e), q.text) {
			score, k := s.wholeScore(e)
			s.push(score, e, k, 0)
		}
	}
}

// wholeScore returns the score of an entry whose text is the query's.
func (s *searcher) wholeScore(e uint32) (float32, kind) {
	ix, w := s.ix, s.ix.w
	match, k, same := ix.wholeMatch(&s.q, e)
	if !same {
		return s.score(match, w.prefixPop, e), k
	}
	return match + w.prefixPop*ix.At[e].Popularity, k
}

// walk goes through the postings at which a text begins with prefix, in the
// first or the later words, as far as they can reach the threshold.
func (s *searcher) walk(lists *[3]index.Postings, prefix []byte, best, pop float32, f func(e uint32, k int) bool) {
	end := s.within(best, pop)
	s.ix.Walk(lists, prefix, &end, func(e uint32, k int) {
		if s.tick() {
			end = 0
		} else if f(e, k) {
			end = s.within(best, pop)
		}
	})
}

func (s *searcher) prefixes() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.First, q.text, w.prefixBest(len(q.text)), w.prefixPop, func(e uint32, _ int) bool {
		return s.push(s.score(ix.prefixMatch(q, e), w.prefixPop, e), e, prefixMatch, 0)
	})
}

func (s *searcher) inner() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.Later, q.text, w.inner-w.innerWords*letters.Logarithm(2), w.innerPop, func(e uint32, k int) bool {
		return s.push(s.score(ix.innerMatch(q, e, k), w.innerPop, e), e, innerMatch, k)
	})
}

// mostWalked is the number of postings up to which each is looked at.
const mostWalked = 8_000

// order looks for the words of the query in any order, by the one that the
// fewest words begin with, or where these are many by all letters.
func (s *searcher) order() {
	ix, q, w := s.ix, &s.q, s.ix.w
	if len(q.starts) < 2 || len(q.starts) > maxTokens {
		return
	}
	token, fewest := q.word(0), math.MaxInt
	for t := range q.starts {
		if n := ix.Beginning(q.word(t)); n < fewest {
			token, fewest = q.word(t), n
		}
	}
	least, each := s.least(w.order, w.orderPop), w.orderMissing/w.orderPop
	fits := func(e uint32) bool {
		more := ix.WordCount(e) - len(q.starts)
		return more >= 0 && ix.At[e].Popularity >= least+each*float32(more)
	}
	try := func(e uint32, _ int) bool {
		match, ok := ix.orderMatch(q, e)
		rose := ok && s.push(s.score(match, w.orderPop, e), e, orderMatch, 0)
		if rose {
			least = s.least(w.order, w.orderPop)
		}
		return rose
	}
	for later, l := range []*[3]index.Postings{&ix.First, &ix.Later} {
		if fewest <= mostWalked {
			s.walk(l, token, w.order, w.orderPop, func(e uint32, k int) bool { return fits(e) && try(e, k) })
			continue
		}
		s.spell()
		reach := s.reach(w.order, w.orderPop)
		s.having(&index.Wanted{Fits: fits}, later > 0, &reach, func(e uint32, k int) {
			if fits(e) && try(e, k) {
				reach = s.reach(w.order, w.orderPop)
			}
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
	s.spell()
	// Initials first: they raise the threshold for the rest.
	if q.boundary&^(1<<n) == 0 || len(q.starts) == n {
		initials := uint64(0)
		for _, c := range q.text[1:] {
			initials |= index.LaterBit(c)
		}
		reach := s.reach(w.initials, w.initialsPop)
		want := index.Wanted{Later: initials, Fits: func(e uint32) bool { return ix.WordCount(e) == n }}
		s.having(&want, false, &reach, func(e uint32, _ int) {
			if ix.Initials(e, q.text) && s.push(s.score(w.initials, w.initialsPop, e), e, initialsMatch, 0) {
				reach = s.reach(w.initials, w.initialsPop)
			}
		})
	}
	best, single := w.words-w.segmentLeast(), w.words-w.pairLeast(n)
	if n <= longestPair {
		s.letterWords(q.text, best)
		best = single
	} else {
		s.letterWords(q.text[:1], best)
	}
	s.beginnings(false, best, single)
	s.beginnings(true, best-w.leading, single-w.leading)
	s.scattered(false)
	s.scattered(true)
}

// letterWords scores the entries in which one of some letters of the query is a
// word, as beginnings of words: only there such a letter costs little.
func (s *searcher) letterWords(some []byte, best float32) {
	ix, q, w := s.ix, &s.q, s.ix.w
	for i, c := range some {
		letter, ok := ix.Vocab.Find(string(c))
		if !ok || bytes.IndexByte(some[:i], c) >= 0 {
			continue
		}
		end := s.within(best, w.wordsPop)
		for _, e := range ix.Vocab.With(letter) {
			if e >= end || s.tick() {
				break
			}
			if q.set&^ix.Sets[e] != 0 {
				continue
			}
			words := ix.WordCount(e)
			for k := range words {
				if ix.WordText(e, k, words)[0] == q.text[0] && s.pushWords(e, k) {
					end = s.within(best, w.wordsPop)
				}
			}
		}
	}
}

// beginnings scores the entries that may consist of beginnings of words from a
// word on that begins as the query does, the first word or later ones; the
// match is best at most. The query's second letter follows there, or it begins a
// later word: then the match is single at most, where the first letter is no word.
func (s *searcher) beginnings(later bool, best, single float32) {
	ix, q, w := s.ix, &s.q, s.ix.w
	want := index.Wanted{Begun: q.text}
	for _, at := range q.starts[1:] {
		want.Later |= index.LaterBit(q.text[at]) // a word of the query begins a word
	}
	second := index.LaterBit(q.text[1])
	if second != 0 && len(q.text) > 2 {
		// The third begins a later word, or follows them.
		broken, whole := want, want
		broken.Later, broken.Follow, whole.Follow = want.Later|index.LaterBit(q.text[2]), 1, 2
		reach := s.reach(best, w.wordsPop)
		for _, want := range []*index.Wanted{&broken, &whole} {
			s.having(want, later, &reach, func(e uint32, k int) {
				if bytes.HasPrefix(ix.TextFrom(e, k), q.text[:want.Follow+1]) && s.pushWords(e, k) {
					reach = s.reach(best, w.wordsPop)
				}
			})
		}
		best = single
	}
	reach := s.reach(best, w.wordsPop)
	want.Later |= second
	s.having(&want, later, &reach, func(e uint32, k int) {
		if s.pushWords(e, k) {
			reach = s.reach(best, w.wordsPop)
		}
	})
}

// scattered scores the entries that have all letters of the query in their
// order, from a word on that begins with its first.
func (s *searcher) scattered(later bool) {
	ix, q, w := s.ix, &s.q, s.ix.w
	n := len(q.text)
	if n < shortestLetters || len(q.starts) > 1 {
		return
	}
	best := w.lettersBest(n)
	if later {
		best -= w.innerLater
	}
	reach, most := s.reach(best, w.lettersPop), n
	least := func() uint32 {
		return s.within(best-w.lettersGap*float32(most-1)-w.lettersSkip*letters.Logarithm(most), w.lettersPop)
	}
	need := least()
	gaps := func(e uint32) int {
		for ; most > 1 && e >= need; need = least() {
			most--
		}
		return most
	}
	s.having(&index.Wanted{Scattered: q.text, Gaps: gaps}, later, &reach, func(e uint32, k int) {
		if match, ok := ix.lettersMatch(q, e, k); ok && s.push(s.score(match, w.lettersPop, e), e, lettersMatch, k) {
			reach, need = s.reach(best, w.lettersPop), least()
		}
	})
}

// spell looks for the query's letters, which having goes by.
func (s *searcher) spell() {
	s.first.Begin(s.ix.texts, s.q.text, false)
	s.later.Begin(s.ix.texts, s.q.text, true)
}

// having calls f with the entries in reach that are wanted, have the query's letters
// and a word that begins with the first, the first word or later ones, and with
// the number of that word; see index.Spelling.
func (s *searcher) having(want *index.Wanted, later bool, reach *index.Reach, f func(e uint32, k int)) {
	ix, first := s.ix, s.q.text[0]
	if !later {
		s.first.Having(ix.texts, want, reach, func(e uint32) {
			if !s.tick() {
				f(e, 0)
			}
		})
		return
	}
	s.later.Having(ix.texts, want, reach, func(e uint32) {
		words := ix.WordCount(e)
		for k := 1; k < words && !s.tick(); k++ {
			if ix.Text[ix.WordStart(e, k)] == first {
				f(e, k)
			}
		}
	})
}

// pushWords scores an entry as beginnings of words from word number k on, and
// reports whether the threshold rose.
func (s *searcher) pushWords(e uint32, k int) bool {
	match, ok := s.ix.wordsMatch(&s.q, e, k)
	return ok && s.push(s.score(match, s.ix.w.wordsPop, e), e, wordsMatch, k)
}
