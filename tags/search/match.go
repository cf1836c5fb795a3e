package search

import (
	"bytes"
	"strings"

	"tailor/tags"
	"tailor/tags/search/index"
	"tailor/tags/search/letters"
)

// kind is the kind of a match.
type kind uint8

const (
	noMatch kind = iota
	exactMatch
	looseMatch
	prefixMatch
	innerMatch
	initialsMatch
	wordsMatch
	orderMatch
	typoMatch
	typoWordsMatch
	lettersMatch
	relaxedMatch
)

// separatorCost is what the separators of a query cost that stand where the
// entry has none, from word number k on, and punctuation that differs.
func (ix *Index) separatorCost(q *query, e uint32, k int) float32 {
	cost := float32(0)
	if q.boundary != 0 && q.boundary&^ix.StartSet(e, k) != 0 {
		cost += ix.w.boundary
	}
	if q.pointed && k == 0 {
		var buf [128]byte
		if name, _ := ix.EntryName(e); !bytes.HasPrefix(tags.AppendKey(buf[:0], name), q.key) {
			cost += ix.w.pointed
		}
	}
	return cost
}

// prefixMatch scores an entry whose text begins with the query's. What stands in
// brackets behind a name is not typed: it does not make the name longer.
func (ix *Index) prefixMatch(q *query, e uint32) float32 {
	w := ix.w
	n, m := len(q.text), len(ix.EntryText(e))
	tells := lengthTells(n)
	length := m
	if tells > 0 {
		length = max(m-ix.bracketed(e), n)
	}
	cost := w.prefixLength*letters.Logarithm(length)*tells + w.prefixShort*(1-tells) + ix.separatorCost(q, e, 0)
	words, end := ix.StartSet(e, 0), uint64(1)<<(n&63)
	within := words & (end - 1) &^ (q.boundary | 1)
	typed, ofAll := float32(n)/float32(length), float32(n)/float32(m)
	switch {
	case within == 0 && words&end != 0: // the name's first words, whole
	case typed > prefixMost && length > n+1:
		cost += w.prefixOver * tells * (typed - prefixMost) / (1 - prefixMost)
	case ofAll < prefixLeast:
		cost += w.prefixUnder * (1 + 3*tells) / 4 * (prefixLeast - ofAll) / prefixLeast
	}
	if within>>shortestAlias != 0 {
		cost += w.prefixJoined
	}
	return w.prefix - cost
}

// bracketed returns how many letters of an entry stand in brackets at its end.
func (ix *Index) bracketed(e uint32) (n int) {
	if ix.At[e].Breaks&index.BracketBit == 0 {
		return 0
	}
	name, _ := ix.EntryName(e)
	for _, c := range []byte(name[strings.IndexByte(name, '('):]) {
		if tags.IsWordByte(c) {
			n++
		}
	}
	return n
}

// wholeMatch scores an entry whose text is the query's. It reports whether the
// two are the same name; when they are not, the query has joined words that
// the entry parts, or a separator at its end tells of a word to come, or it
// is so short that an alias is hardly meant by it.
func (ix *Index) wholeMatch(q *query, e uint32) (float32, kind, bool) {
	w := ix.w
	name, alias := ix.EntryName(e)
	match, k, same := float32(looseScore), looseMatch, true
	rival, outdone := ix.outdone(q, e, alias)
	switch {
	case q.closed:
		match, same = w.wholeClosed, false
	case outdone:
		match, same = rival, false
	case alias && q.short():
		match, same = w.wholeJoined+w.alias, false
	case tags.HasKey(name, q.key):
		match, k = exactScore, exactMatch
	case q.short():
		match, same = w.wholeJoined, false // as much punctuation as letters
	case q.boundary|1 != ix.StartSet(e, 0):
		match, same = w.wholeJoined, false
	}
	if alias && same {
		match += aliasScore
	}
	return match, k, same
}

// innerMatch scores an entry whose text from word number k on begins with the
// query's.
func (ix *Index) innerMatch(q *query, e uint32, k int) float32 {
	w := ix.w
	words := ix.WordCount(e)
	left, i := len(q.text), k
	for ; i < words && left > 0; i++ {
		left -= len(ix.WordText(e, i, words))
	}
	return w.inner - w.innerLeft*letters.Logarithm(1-left) - w.innerTail*float32(words-i) -
		w.innerWords*letters.Logarithm(words) - w.innerLater*float32(k-1) - ix.separatorCost(q, e, k)
}

// orderMatch scores an entry of which each word of the query begins another
// word, in any order.
func (ix *Index) orderMatch(q *query, e uint32) (float32, bool) {
	return ix.assignOrder(q, e, nil)
}

// assignOrder gives each word of the query, from the first on, the word of
// the entry that it begins and of which the least is left. When it succeeds
// and lit is not nil, lit is called with each pair.
func (ix *Index) assignOrder(q *query, e uint32, lit func(t, word, left int)) (float32, bool) {
	tokens := len(q.starts)
	if tokens < 2 || tokens > maxTokens || q.set&^ix.Sets[e] != 0 {
		return 0, false
	}
	words := ix.WordCount(e)
	w := ix.w
	used, left, last, swapped, short := uint32(0), float32(0), -1, false, false
	var to, lefts [maxTokens]int
	for t := range tokens {
		token := q.word(t)
		best, bestLeft := -1, 0
		for i := range words {
			if used&(1<<i) != 0 {
				continue
			}
			word := ix.WordText(e, i, words)
			if rest := len(word) - len(token); rest >= 0 && (best < 0 || rest < bestLeft) && bytes.HasPrefix(word, token) {
				best, bestLeft = i, rest
			}
		}
		if best < 0 {
			return 0, false
		}
		used |= 1 << best
		to[t], lefts[t] = best, bestLeft
		left += w.orderLeft * letters.Logarithm(1+bestLeft)
		if t == tokens-1 && q.closed && bestLeft > 0 {
			left += w.boundary
		}
		swapped, short = swapped || best < last, short || bestLeft > 0 && len(token) < shortestBegun
		last = best
	}
	if swapped && short {
		return 0, false // a letter or two, in any order, begin anything
	}
	match := w.order - left - w.orderMissing*float32(words-tokens)
	if swapped {
		match -= w.orderSwap
	}
	if lit != nil {
		for t := range tokens {
			lit(t, to[t], lefts[t])
		}
	}
	return match, true
}
