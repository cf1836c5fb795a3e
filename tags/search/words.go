package search

import "math/bits"

// Matches of a query that consists of beginnings of an entry's words, one letter
// each or more.

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

// wordsMatch scores how well the query consists of beginnings of words, in
// their order, from word number from on. It is the cheapest way through a
// grid: row by row a word of the entry, column by column a letter of the
// query. The query's separators end a segment.
// Nearly no entry that is looked at consists of them at all, which is told first.
func (ix *Index) wordsMatch(q *query, e uint32, from int) (float32, bool) {
	n := len(q.text)
	if n < 2 || n > maxLetters || !ix.Abbreviates(q.text, q.boundary, e, from) {
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
