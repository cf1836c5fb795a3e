package search

import (
	"math/bits"

	"tailor/tags/english"
	"tailor/tags/search/index"
	"tailor/tags/search/letters"
)

// appendMatched appends the places, in the bytes of the entry's name, of the
// letters by which a hit matched.
func (s *searcher) appendMatched(offsets []int, h hit) []int {
	ix, q := s.ix, &s.q
	if h.kind == noMatch {
		return offsets
	}
	name, _ := ix.EntryName(h.entry)
	s.normalized, s.wordStarts, s.origin = letters.Append(s.normalized[:0], s.wordStarts[:0], append(s.origin[:0], 0)[:0], name)
	words := ix.EntryWords(h.entry)
	// light adds n letters of the normalized text from at on.
	light := func(at, n int) {
		for i := at; i < at+n && i < len(s.origin); i++ {
			offsets = append(offsets, s.origin[i])
		}
	}
	begin := func(word int) int { return int(s.wordStarts[word]) }
	switch h.kind {
	case exactMatch, looseMatch, prefixMatch:
		light(0, len(q.text))
	case innerMatch:
		light(begin(int(h.word)), len(q.text))
	case initialsMatch:
		for i := range words {
			light(begin(i), 1)
		}
	case wordsMatch:
		s.parts(h.entry, int(h.word), func(word, at, n int) { light(begin(word)+at, n) })
	case orderMatch:
		ix.assignOrder(q, h.entry, func(t, word, left int) { light(begin(word), len(q.word(t))) })
	case lettersMatch:
		p := begin(int(h.word))
		for _, c := range q.text {
			for s.normalized[p] != c {
				p++
			}
			light(p, 1)
			p++
		}
	case relaxedMatch:
		for t := range q.starts {
			token := q.word(t)
			for i := range words {
				at := begin(i)
				n := 0
				for n < len(token) && at+n < len(s.normalized) && s.normalized[at+n] == token[n] {
					n++
				}
				if n == len(token) || n >= english.ShortestBase {
					light(at, min(n, ix.Vocab.Size(words[i])))
				}
			}
		}
	case typoMatch:
		end := min(len(q.text)+1, len(s.normalized))
		letters.Common(q.text, s.normalized[:end], func(i int) { light(i, 1) })
	case typoWordsMatch:
		ix.assignTypos(q, h.entry, ix.typoFinder(q), func(t, word, left int) {
			at, size := begin(word), ix.Vocab.Size(words[word])
			letters.Common(q.word(t), s.normalized[at:at+min(size, len(q.word(t))+2)], func(i int) { light(at+i, 1) })
		})
	}
	return offsets
}

// parts calls f with each stretch of letters that wordsMatch takes, by its
// word, where in the word it begins and its length, on the cheapest way
// through its grid.
func (s *searcher) parts(e uint32, from int, f func(word, at, n int)) {
	ix, q, w := s.ix, &s.q, s.ix.w
	words := ix.EntryWords(e)[from:]
	n := len(q.text)
	// cost[i][p] is the least cost of the words from i on for the letters
	// from p on; take[i][p] the letters that word i takes then, and those
	// that its second part takes.
	var cost [index.MaxWords + 1][maxLetters + 1]float32
	var take [index.MaxWords][maxLetters + 1][2]uint8
	for p := 0; p < n; p++ {
		cost[len(words)][p] = unreachable
	}
	for i := len(words) - 1; i >= 0; i-- {
		text, split := ix.Vocab.Word(words[i]), int(ix.Vocab.Splits[words[i]])
		cost[i][n] = cost[i+1][n] + w.trailing
		for p := 0; p < n; p++ {
			best, taken := cost[i+1][p]+w.between, [2]uint8{}
			if p == 0 {
				best = unreachable
			}
			end := n
			if later := q.boundary &^ (1<<(p+1) - 1); later != 0 {
				end = min(end, bits.TrailingZeros64(later))
			}
			for l := 1; p+l <= end && l <= len(text) && l < n && text[l-1] == q.text[p+l-1]; l++ {
				if c := cost[i+1][p+l] + w.segmentCost(l, len(text)); c < best {
					best, taken = c, [2]uint8{uint8(l)}
				}
				for m := 1; l <= split && p+l+m <= end && split+m <= len(text) && text[split+m-1] == q.text[p+l+m-1]; m++ {
					if c := cost[i+1][p+l+m] + w.compoundCost(l, m, split, len(text)); c < best {
						best, taken = c, [2]uint8{uint8(l), uint8(m)}
					}
				}
			}
			cost[i][p], take[i][p] = best, taken
		}
	}
	for i, p := 0, 0; i < len(words) && p < n; i++ {
		if l, m := int(take[i][p][0]), int(take[i][p][1]); l > 0 {
			f(from+i, 0, l)
			if m > 0 {
				f(from+i, int(ix.Vocab.Splits[words[i]]), m)
			}
			p += l + m
		}
	}
}
