package index

import (
	"math/bits"
	"slices"
	"sync/atomic"

	"tailor/tags/catalogue"
	"tailor/tags/search/letters"
)

// columns are the Sets and the Pairs on their side: for each bit which entries
// have it, for each code whose first word begins with it, and which entries are
// names, a bit an entry. A pass over all entries that have some letters reads a
// few bits of each instead of a list. A column is made when it is first needed.
type columns struct {
	made    [nameColumn + 1]atomic.Pointer[column]
	touched atomic.Uint32 // keeps reads that nothing else is done with
}

// The columns behind those of the 64 bits of the Sets.
const (
	pairColumn  = 64
	firstColumn = pairColumn + 64
	nameColumn  = firstColumn + letters.Codes
)

// column is a bit for each entry, with the number of those that are set.
type column struct {
	bits []uint64
	ones int
}

// column returns a column. Where two make it at once either's is good.
func (ix *Index) column(number int) *column {
	made := ix.columns.made[number].Load()
	if made != nil {
		return made
	}
	c := &column{bits: make([]uint64, (len(ix.Sets)+63)/64)}
	mark := func(e uint32) { c.bits[e>>6] |= 1 << (e & 63) }
	turn := func(sets []uint64, bit int) {
		up := uint(63 - bit)
		for i := range c.bits {
			some, column := sets[i<<6:min(i<<6+64, len(sets))], uint64(0)
			for _, have := range some {
				column = column>>1 | have<<(up&63)&(1<<63) // two quick shifts each
			}
			c.bits[i] = column >> (uint(64-len(some)) & 63)
		}
	}
	switch {
	case number < pairColumn:
		turn(ix.Sets, number)
	case number < firstColumn:
		turn(ix.Pairs, number-pairColumn)
	case number < nameColumn:
		postings, _ := ix.First[0].Bucket(number - firstColumn)
		for _, p := range postings {
			mark(p >> PostingBits)
		}
	default:
		for id := range catalogue.ID(ix.Catalogue.Len()) {
			mark(ix.NameEntry(id))
		}
	}
	for _, b := range c.bits {
		c.ones += bits.OnesCount64(b)
	}
	ix.columns.made[number].Store(c)
	return c
}

// Reach is how far down the entries a match may reach the results: names and
// aliases before an entry each, the aliases no farther than the names.
type Reach struct{ Names, Aliases uint32 }

// Wanted is what an entry must have beside a text's letters to be looked at.
type Wanted struct {
	Later uint64 // the LaterBits of letters that begin later words
	// Begun is a text of which each letter follows the one before it or begins
	// a word; so many as Follow, two at most, behind its first one follow where a
	// word begins.
	Begun  []byte
	Follow int
	// Scattered is a text between whose letters others may stand, in as many
	// places as Gaps allows from an entry on, which never are more further down.
	Scattered []byte
	Gaps      func(e uint32) int
	// Fits reports whether an entry may match by its record (Entries.At), without
	// its text; nil is for all.
	Fits func(e uint32) bool
}

// Spelling finds the entries that have all letters of a text and a word that begins
// with the first of them, as far down the entries as is asked, and keeps them: of a
// text that begins like the last one, as they do while somebody types, no more than
// the new letters are looked for among those.
type Spelling struct {
	rows []*column // of what the entries have, in the order of the text
	rare []*column // the same, the rarest first
	// The entries found, 64 a word, without the words that have none: the words'
	// numbers, what they hold, and how many were looked at.
	at   []uint32
	bits []uint64
	done int
	// The entries of which a word begins with the first two and three letters: the
	// first one, or where later is set any other.
	later bool
	begun [2]begun
}

// Begin looks for the letters of a text, of which later tells that the first one
// begins a later word and not the first.
func (s *Spelling) Begin(ix *Index, text []byte, later bool) {
	s.rare, s.later = s.rare[:0], later
	first, had := LaterBit(text[0]), letters.Set(text[:1])
	switch {
	case !later:
		s.rare = append(s.rare, ix.column(firstColumn+int(letters.CodeOf[text[0]])))
	case first != 0:
		s.rare = append(s.rare, ix.column(bits.TrailingZeros64(first)))
	default:
		had = 0
	}
	for i := range text {
		if bit := letters.Set(text[i : i+1]); had&bit == 0 {
			had |= bit
			s.rare = append(s.rare, ix.column(bits.TrailingZeros64(bit)))
		}
	}
	n := len(s.rows)
	if n > len(s.rare) || !slices.Equal(s.rows, s.rare[:n]) {
		s.at, s.bits, s.done = s.at[:0], s.bits[:0], 0
	} else if n < len(s.rare) {
		kept := 0
		for i, w := range s.at {
			has := s.bits[i]
			for _, row := range s.rare[n:] {
				has &= row.bits[w]
			}
			if s.at[kept], s.bits[kept] = w, has; has != 0 {
				kept++
			}
		}
		s.at, s.bits = s.at[:kept], s.bits[:kept]
	}
	s.rows = append(s.rows[:0], s.rare...)
	slices.SortFunc(s.rare, func(a, b *column) int { return a.ones - b.ones })
}

// find finds the entries of the first end words.
func (s *Spelling) find(end int) {
	end = min(end, len(s.rare[0].bits))
	for ; s.done < end; s.done++ {
		has := s.rare[0].bits[s.done]
		for _, row := range s.rare[1:] {
			if has == 0 {
				break
			}
			has &= row.bits[s.done]
		}
		if has != 0 {
			s.at, s.bits = append(s.at, uint32(s.done)), append(s.bits, has)
		}
	}
}

// Having calls f with the entries in reach that have the letters and what is
// wanted, in order, and perhaps with some that have other places for letters. f may
// draw reach in.
func (s *Spelling) Having(ix *Index, w *Wanted, reach *Reach, f func(e uint32)) {
	var some, first, second, apart [64]*column
	rows, follows, breaks, pairs := some[:0], first[:0], second[:0], apart[:0]
	for set := w.Later; set != 0; set &= set - 1 {
		rows = append(rows, ix.column(bits.TrailingZeros64(set)))
	}
	for i := w.Follow + 1; i < len(w.Begun); i++ {
		if later := LaterBit(w.Begun[i]); later&^w.Later != 0 {
			pair := pairBit(letters.CodeOf[w.Begun[i-1]], letters.CodeOf[w.Begun[i]])
			follows, breaks = append(follows, ix.column(pairColumn+pair)), append(breaks, ix.column(bits.TrailingZeros64(later)))
		}
	}
	slices.SortFunc(rows, func(a, b *column) int { return a.ones - b.ones })
	var begun *begun
	if w.Follow > 0 {
		begun = s.begins(ix, w.Begun[:w.Follow+1])
		rows = append(rows, &begun.column)
	}
	for set := pairsOf(w.Scattered); set != 0; set &= set - 1 {
		pairs = append(pairs, ix.column(pairColumn+bits.TrailingZeros64(set)))
	}
	names := ix.column(nameColumn).bits
	var found [64]uint32
	n := 0
	flush := func() {
		if w.Fits != nil {
			ix.touchRecords(found[:n])
			all := found[:n]
			n = 0
			for _, e := range all {
				if w.Fits(e) {
					found[n] = e
					n++
				}
			}
		}
		ix.touchTexts(found[:n])
		for _, e := range found[:n] {
			if e < reach.Aliases || e < reach.Names && names[e>>6]>>(e&63)&1 != 0 {
				f(e)
			}
		}
		n = 0
	}
	const chunk = 32 // words
	next := 0
	for from := uint32(0); from<<6 < reach.Names; from += chunk {
		s.find(int(from + chunk))
		if begun != nil {
			begun.mark((from + chunk) << 6)
		}
	words:
		for ; next < len(s.at) && s.at[next] < from+chunk; next++ {
			i := s.at[next]
			if i<<6 >= reach.Names {
				break
			}
			has := s.bits[next]
			if i<<6 >= reach.Aliases {
				has &= names[i]
			}
			for _, row := range rows {
				if has &= row.bits[i]; has == 0 {
					continue words
				}
			}
			for j, c := range follows {
				has &= c.bits[i] | breaks[j].bits[i]
			}
			if len(pairs) > 0 && has != 0 {
				has &= atMost(pairs, int(i), w.Gaps(i<<6))
			}
			if n+bits.OnesCount64(has) > len(found) {
				flush()
			}
			for ; has != 0; has &= has - 1 {
				found[n] = i<<6 + uint32(bits.TrailingZeros64(has))
				n++
			}
		}
	}
	flush()
}

// atMost returns which of 64 entries lack at most so many of some columns, and
// all of them where many may be lacked.
func atMost(of []*column, i, most int) uint64 {
	var more [8]uint64 // that lack more than so many
	if most >= min(len(of), len(more)) {
		return ^uint64(0)
	}
	for _, c := range of {
		lacks := ^c.bits[i]
		for j := most; j > 0; j-- {
			more[j] |= more[j-1] & lacks
		}
		more[0] |= lacks
	}
	return ^more[most]
}
