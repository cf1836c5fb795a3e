package search

import (
	"bytes"
	"math/bits"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/search/letters"
)

// picked lifts the tags that the user picked before.
func (s *searcher) picked(picks map[string]int) {
	for name, times := range picks {
		if times <= 0 || s.tick() {
			continue
		}
		id, alias, ok := s.ix.Catalogue.Lookup(name)
		if !ok || alias != "" {
			continue
		}
		bonus := pickBonus(times)
		first := s.ix.NameEntry(id)
		for e := first; e <= first+uint32(len(s.ix.Catalogue.Aliases(id))); e++ {
			if match, k, word, ok := s.scoreEntry(e); ok && k > looseMatch {
				s.push(match+bonus, e, k, word)
			}
		}
	}
}

// pickBonus is what a tag gains that was picked so many times: from the first
// pick on as much as twice the popularity, in the end as much as about a
// hundred times.
func pickBonus(times int) float32 {
	return min(0.35*float32(1+bits.Len(uint(times))), 2.5)
}

// scoreEntry returns the best score of one entry, by whatever kind of match. It is
// what a plain scan of all entries would use.
func (s *searcher) scoreEntry(e uint32) (score float32, k kind, word int, ok bool) {
	ix, q, w := s.ix, &s.q, s.ix.w
	take := func(v float32, kd kind, at int) {
		if !ok || v > score || v == score && kd < k {
			score, k, word, ok = v, kd, at, true
		}
	}
	text, words := ix.EntryText(e), ix.EntryWords(e)
	if len(words) == 0 || len(q.text) == 0 || len(q.text) > maxQuery {
		return
	}
	if bytes.HasPrefix(text, q.text) {
		if len(text) == len(q.text) {
			score, kd := s.wholeScore(e)
			take(score, kd, 0)
		}
		take(s.score(ix.prefixMatch(q, e), w.prefixPop, e), prefixMatch, 0)
	}
	n := len(q.text)
	if q.boundary&^(1<<(n&63)) == 0 || len(q.starts) == n {
		if n <= maxLetters && ix.Initials(e, q.text) {
			take(s.score(w.initials, w.initialsPop, e), initialsMatch, 0)
		}
	}
	for i := range words {
		if i > 0 && bytes.HasPrefix(ix.TextFrom(e, i), q.text) {
			take(s.score(ix.innerMatch(q, e, i), w.innerPop, e), innerMatch, i)
		}
		if q.set&^ix.Sets[e] == 0 {
			if match, ok := ix.wordsMatch(q, e, i); ok {
				take(s.score(match, w.wordsPop, e), wordsMatch, i)
			}
			if len(q.starts) == 1 {
				if match, ok := ix.lettersMatch(q, e, i); ok {
					take(s.score(match, w.lettersPop, e), lettersMatch, i)
				}
			}
		}
	}
	if match, ok := ix.orderMatch(q, e); ok {
		take(s.score(match, w.orderPop, e), orderMatch, 0)
	}
	if match, _, ok := ix.typoMatch(q, e); ok {
		take(s.score(match, w.typoPop, e), typoMatch, 0)
	}
	if match, _, ok := ix.typoWordsMatch(q, e); ok {
		take(s.score(match, w.typoPop, e), typoWordsMatch, 0)
	}
	return
}

// lettersMatch scores an entry that has all letters of the query in their
// order, the first of them beginning word number k.
func (ix *Index) lettersMatch(q *query, e uint32, k int) (float32, bool) {
	if len(q.text) < shortestLetters || len(q.text) > maxLetters {
		return 0, false
	}
	text := ix.TextFrom(e, k)
	// Without a gap it is a beginning, and has been scored as that.
	gaps, skipped, p := 0, 0, 0
	for i, c := range q.text {
		j := bytes.IndexByte(text[p:], c)
		if j < 0 || i == 0 && j > 0 {
			return 0, false
		}
		if j > 0 {
			gaps++
			skipped += j
		}
		p += j + 1
	}
	if gaps == 0 {
		return 0, false
	}
	w := ix.w
	return w.lettersBest(len(q.text)) - w.lettersGap*float32(gaps-1) - w.lettersSkip*letters.Logarithm(skipped) -
		w.lettersLeft*letters.Logarithm(1+len(text)-p) - w.innerLater*float32(k), true
}

// outdoneBy is how much more common a tag is that a short query begins, as a
// logarithm, from where it is meant rather than the name that the query is;
// wordOutdoneBy is the same for a word that stands for itself.
const (
	outdoneBy     = 1.1
	wordOutdoneBy = 2.5
)

// longestOutdone is the number of letters up to which a query is short so.
const longestOutdone = 6

// outdone reports whether a whole name or alias of few letters is rather the
// beginning of a tag that is far more common: "remil" is an artist, and on its
// way to Remilia Scarlet. The match is what a beginning is worth, a little more
// where nothing is left to type, and below that tag's at most. A general tag of
// four letters or more is a word that stands for itself: it stands next to that
// tag, and above it if its name is not rare.
func (ix *Index) outdone(q *query, e uint32, alias bool) (match float32, ok bool) {
	w, n, id := ix.w, len(q.text), ix.At[e].Tag
	c, by := ix.Catalogue.Category(id), float32(outdoneBy)
	word := c == tags.General && n >= shortestAlias
	if word && !alias {
		by = wordOutdoneBy
	}
	if n > longestOutdone || q.text[0] >= utf8.RuneSelf || q.categories == 1<<c {
		return 0, false
	}
	o, ok := ix.Begun(q.text, ix.Popularity(id)+by)
	if !ok {
		return 0, false
	}
	match = ix.prefixMatch(q, o) + w.prefixPop*(ix.At[o].Popularity-ix.Popularity(id)) - 0.01
	if !word {
		own := w.prefixBest(n)
		if name, _ := ix.EntryName(e); tags.HasKey(name, q.key) {
			own += filledScore
		}
		match = min(match, own)
	}
	if alias {
		match += w.alias // it costs nothing here
	}
	return match, true
}

// filledScore is what a name gains of which nothing is left to type.
const filledScore = 1
