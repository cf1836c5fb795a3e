package search

import (
	"bytes"
	"math"
	"math/bits"

	"tailor/tags"
	"tailor/tags/search/index"
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

// logOf holds the natural logarithms of small numbers, logOf[0] being 0.
var logOf = func() (t [256]float32) {
	for i := range t {
		t[i] = float32(math.Log(float64(max(i, 1))))
	}
	return t
}()

func logarithm(n int) float32 { return logOf[min(max(n, 0), len(logOf)-1)] }

// wordStarts returns a bit for each place in an entry's text at which a word
// begins, counted from the start of word number k. Places from 64 on are left
// out.
func (ix *Index) wordStartSet(e uint32, k int) uint64 {
	set := uint64(0)
	from := ix.WordAt[e] + uint32(k)
	for _, at := range ix.WordStarts[from:ix.WordAt[e+1]] {
		if at -= ix.WordStarts[from]; at < 64 {
			set |= 1 << at
		}
	}
	return set
}

// separatorCost is what the separators of a query cost that stand where the
// entry has none, from word number k on, and punctuation that differs.
func (ix *Index) separatorCost(q *query, e uint32, k int) float32 {
	cost := float32(0)
	if q.boundary != 0 && q.boundary&^ix.wordStartSet(e, k) != 0 {
		cost += ix.w.boundary
	}
	if q.pointed && k == 0 {
		if name, _ := ix.EntryName(e); !keyHasPrefix(name, q.key) {
			cost += ix.w.pointed
		}
	}
	return cost
}

// prefixMatch scores an entry whose text begins with the query's.
func (ix *Index) prefixMatch(q *query, e uint32) float32 {
	w := ix.w
	n, m := len(q.text), len(ix.EntryText(e))
	match := w.prefix - ix.separatorCost(q, e, 0)
	if n < shortestLength {
		return match
	}
	match -= w.prefixLength * logarithm(m)
	if typed := float32(n) / float32(m); typed > prefixMost && (m > n+1 || n < shortestSaying) {
		match -= w.prefixOver * (typed - prefixMost) / (1 - prefixMost)
	} else if typed < prefixLeast {
		match -= w.prefixUnder * (prefixLeast - typed) / prefixLeast
	}
	return match
}

// wholeMatch scores an entry whose text is the query's. It reports whether the
// two are the same name; when they are not, the query has joined words that
// the entry parts, or a separator at its end tells of a word to come, or it
// is so short that an alias is hardly meant by it.
func (ix *Index) wholeMatch(q *query, e uint32) (float32, kind, bool) {
	w := ix.w
	name, alias := ix.EntryName(e)
	match, k, same := float32(looseScore), looseMatch, true
	switch {
	case q.closed:
		match, same = w.wholeClosed, false
	case alias && q.short():
		match, same = w.wholeJoined+w.alias, false
	case ix.mumbled(q, e):
		match, same = w.wholeJoined, false
	case tags.HasKey(name, q.key):
		match, k = exactScore, exactMatch
	case q.short():
		match, same = w.wholeJoined, false // as much punctuation as letters
	case q.boundary|1 != ix.wordStartSet(e, 0):
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
	words := int(ix.WordAt[e+1] - ix.WordAt[e])
	left, i := len(q.text), k
	for ; i < words && left > 0; i++ {
		left -= len(ix.WordText(e, i, words))
	}
	return w.inner - w.innerLeft*logarithm(1-left) - w.innerTail*float32(words-i) -
		w.innerWords*logarithm(words) - w.innerLater*float32(k-1) - ix.separatorCost(q, e, k)
}

// isInitials reports whether the query is the first letter of each word.
func (ix *Index) isInitials(q *query, e uint32) bool {
	wordStarts := ix.WordStarts[ix.WordAt[e]:ix.WordAt[e+1]]
	if len(wordStarts) != len(q.text) || len(wordStarts) < 2 {
		return false
	}
	for i, at := range wordStarts {
		if ix.Text[at] != q.text[i] {
			return false
		}
	}
	return true
}

// segmentCost is what it costs to type n of the size letters of a word.
func (w *scoring) segmentCost(n, size int) float32 {
	switch {
	case n == size:
		return w.segmentWhole
	case n == 1:
		return w.segmentOne
	case n <= 3:
		return w.segment
	}
	return w.segmentLong
}

// compoundCost is what it costs to type n letters of the first part and m of
// the second of a compound of size letters that is split there.
func (w *scoring) compoundCost(n, m, split, size int) float32 {
	return w.segmentCost(n, split) + w.segmentCost(m, size-split) + w.compound
}

// segmentLeast is the least that a match of at least two segments costs.
func (w *scoring) segmentLeast() float32 {
	return 2 * min(w.segmentWhole, w.segmentOne, w.segment, w.segmentLong)
}

// longestPair is the number of letters up to which at least one segment of
// several is a single letter.
const longestPair = 3

// pairLeast is segmentLeast for n letters, longestPair at most, in entries where
// none of them is a word.
func (w *scoring) pairLeast(n int) float32 {
	if n == 2 {
		return 2 * w.segmentOne
	}
	return w.segmentOne + min(w.segmentWhole, w.segmentOne, w.segment, w.segmentLong)
}

// unreachable is a cost above all others.
const unreachable = 1e6

// segments reports whether the query consists of beginnings of words at all, as
// wordsMatch has them. Nearly no entry that is looked at does, and this is much
// faster than wordsMatch: it keeps one set, of the places in the query up to
// which the words so far can reach.
func (ix *Index) segments(q *query, e uint32, from int) bool {
	n, have := len(q.text), ix.Sets[e]
	first, last := ix.WordAt[e]+uint32(from), ix.WordAt[e+1]
	reach := uint64(1)
	for i := first; i < last; i++ {
		end := ix.Starts[e+1]
		if i+1 < last {
			end = ix.WordStarts[i+1]
		}
		text, split := ix.Text[ix.WordStarts[i]:end], 0
		if have&index.CompoundBit != 0 {
			split = int(ix.Vocab.Splits[ix.Words[i]])
		}
		more := uint64(0)
		for left := reach &^ (1 << n); left != 0; left &= left - 1 {
			p := bits.TrailingZeros64(left)
			for l := 1; p+l <= n && l <= len(text) && text[l-1] == q.text[p+l-1]; l++ {
				if l < n {
					more |= 1 << (p + l)
				}
				if q.boundary&(1<<(p+l)) != 0 {
					break
				}
				for m := 1; l <= split && p+l+m <= n && split+m <= len(text) && text[split+m-1] == q.text[p+l+m-1]; m++ {
					more |= 1 << (p + l + m)
					if q.boundary&(1<<(p+l+m)) != 0 {
						break
					}
				}
			}
		}
		if i == first {
			reach = more
		} else {
			reach |= more
		}
		if reach&(1<<n) != 0 {
			return true
		}
		if !q.goesOn(reach, have) {
			return false
		}
	}
	return false
}

// goesOn reports whether a letter at one of the places of a set may begin a
// later word of an entry with a set of characters.
func (q *query) goesOn(places, have uint64) bool {
	for ; places != 0; places &= places - 1 {
		bit := index.LaterBit(q.text[bits.TrailingZeros64(places)])
		if bit == 0 || have&bit != 0 {
			return true
		}
	}
	return false
}

// wordsMatch scores how well the query consists of beginnings of words, in
// their order, from word number from on. It is the cheapest way through a
// grid: row by row a word of the entry, column by column a letter of the
// query. The query's separators end a segment.
func (ix *Index) wordsMatch(q *query, e uint32, from int) (float32, bool) {
	n := len(q.text)
	if n < 2 || n > maxLetters || !ix.segments(q, e, from) {
		return 0, false
	}
	w := ix.w
	var cost [maxLetters + 1]float32
	var next [maxLetters + 1]float32
	for i := 1; i <= n; i++ {
		cost[i] = unreachable
	}
	reach := 0
	words := ix.EntryWords(e)
	for row, word := range words[from:] {
		text := ix.WordText(e, from+row, len(words))
		// A word left out costs less behind the last letter than between.
		for p := 0; p <= reach; p++ {
			switch {
			case p == n:
				next[p] = cost[p] + w.trailing
			case p == 0:
				next[p] = unreachable
			default:
				next[p] = cost[p] + w.between
			}
		}
		if row == 0 {
			next[0] = unreachable
		}
		for p := reach + 1; p <= n; p++ {
			next[p] = unreachable
		}
		far := reach
		for p := 0; p <= reach && p < n; p++ {
			if cost[p] >= unreachable || text[0] != q.text[p] {
				continue
			}
			end := n
			if later := q.boundary &^ (1<<(p+1) - 1); later != 0 {
				end = min(end, bits.TrailingZeros64(later))
			}
			for l := 1; p+l <= end && l <= len(text) && text[l-1] == q.text[p+l-1]; l++ {
				if l == n {
					break // one word alone is a prefix or an inner word
				}
				if c := cost[p] + w.segmentCost(l, len(text)); c < next[p+l] {
					next[p+l] = c
					far = max(far, p+l)
				}
			}
			split := int(ix.Vocab.Splits[word])
			for l := 1; p+l < end && l <= split && text[l-1] == q.text[p+l-1]; l++ {
				for m := 1; p+l+m <= end && split+m <= len(text) && text[split+m-1] == q.text[p+l+m-1]; m++ {
					if c := cost[p] + w.compoundCost(l, m, split, len(text)); c < next[p+l+m] {
						next[p+l+m] = c
						far = max(far, p+l+m)
					}
				}
			}
		}
		reach = far
		cost, next = next, cost
	}
	if cost[n] >= unreachable {
		return 0, false
	}
	match := w.words - cost[n]
	if from > 0 {
		match -= w.leading + float32(from-1)
	}
	return match, true
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
	words := int(ix.WordAt[e+1] - ix.WordAt[e])
	if tokens < 2 || tokens > maxTokens || tokens > words {
		return 0, false
	}
	w := ix.w
	used, left, last, swapped := uint32(0), float32(0), -1, false
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
		left += w.orderLeft * logarithm(1+bestLeft)
		if t == tokens-1 && q.closed && bestLeft > 0 {
			left += w.boundary
		}
		swapped = swapped || best < last
		last = best
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

// keyHasPrefix reports whether a name's key begins with a key.
func keyHasPrefix(name string, key []byte) bool {
	var buf [128]byte
	return bytes.HasPrefix(tags.AppendKey(buf[:0], name), key)
}
