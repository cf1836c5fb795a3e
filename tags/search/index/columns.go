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
		for i := range c.bits {
			column := uint64(0)
			for j, have := range sets[i<<6 : min(i<<6+64, len(sets))] {
				column |= have >> bit & 1 << j
			}
			c.bits[i] = column
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
		for id := range catalogue.ID(len(ix.Popularity)) {
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
	// a word, and Follow tells that its second one follows.
	Begun  []byte
	Follow bool
	// Scattered is a text between whose letters others may stand, in as many
	// places as Gaps allows from an entry on, which never are more further down.
	Scattered []byte
	Gaps      func(e uint32) int
}

// Spelling finds the entries that have all letters of a text and a word that begins
// with the first of them. It does so letter by letter, as far down the entries as
// is asked, and keeps what it found: of a text that begins like the last one, as
// they do while somebody types, no more than the new letters are looked for.
type Spelling struct {
	ix     *Index
	levels []level
}

// level is the entries that have a letter and those of the levels below, 64 a
// word, without the words that have none.
type level struct {
	row  *column
	at   []uint32 // the words' numbers
	bits []uint64
	next int // how many words of the level below are looked at
	done int // how many words of the column
}

// Begin looks for the letters of a text, of which later tells that the first one
// begins a later word and not the first.
func (s *Spelling) Begin(ix *Index, text []byte, later bool) {
	if s.ix != ix {
		*s = Spelling{ix: ix}
	}
	n, had := 0, uint64(0)
	add := func(row *column) {
		if n == len(s.levels) || s.levels[n].row != row {
			if s.levels = s.levels[:n]; n < cap(s.levels) {
				s.levels = s.levels[:n+1]
			} else {
				s.levels = append(s.levels, level{})
			}
			l := &s.levels[n]
			*l = level{row: row, at: l.at[:0], bits: l.bits[:0]}
		}
		n++
	}
	first := LaterBit(text[0])
	switch {
	case !later:
		add(ix.column(firstColumn + int(letters.CodeOf[text[0]])))
		had = letters.Set(text[:1])
	case first != 0:
		add(ix.column(bits.TrailingZeros64(first)))
		had = letters.Set(text[:1])
	}
	for i := range text {
		if bit := letters.Set(text[i : i+1]); had&bit == 0 {
			had |= bit
			add(ix.column(bits.TrailingZeros64(bit)))
		}
	}
	if n == 1 {
		add(s.levels[0].row) // the lowest level has no list
	}
	s.levels = s.levels[:n]
}

// find finds the entries of the first end words of the columns up to a level. The
// lowest is its column as it stands.
func (s *Spelling) find(i, end int) {
	l := &s.levels[i]
	row := l.row.bits[:min(end, len(l.row.bits))]
	if i == 0 || l.done >= len(row) {
		return
	}
	n := len(l.at)
	if i == 1 {
		below := s.levels[0].row.bits[:len(row)]
		at, bits := l.room(len(row) - l.done)
		for w := l.done; w < len(row); w++ {
			has := below[w] & row[w]
			if at[n], bits[n] = uint32(w), has; has != 0 {
				n++
			}
		}
	} else {
		s.find(i-1, end)
		below := &s.levels[i-1] // may be further down already
		at, bits := l.room(len(below.at) - l.next)
		for ; l.next < len(below.at) && int(below.at[l.next]) < len(row); l.next++ {
			w := below.at[l.next]
			has := below.bits[l.next] & row[w]
			if at[n], bits[n] = w, has; has != 0 {
				n++
			}
		}
	}
	l.at, l.bits, l.done = l.at[:n], l.bits[:n], len(row)
}

// room returns the lists of a level with room for n words more.
func (l *level) room(n int) (at []uint32, bits []uint64) {
	l.at, l.bits = slices.Grow(l.at, n), slices.Grow(l.bits, n)
	return l.at[:len(l.at)+n], l.bits[:len(l.bits)+n]
}

// Having calls f with the entries in reach that have the letters and what is
// wanted, in order, and perhaps with some that have other places for letters. f may
// draw reach in.
func (s *Spelling) Having(w *Wanted, reach *Reach, f func(e uint32)) {
	ix := s.ix
	var some, first, second, apart [64]*column
	rows, follows, breaks, pairs := some[:0], first[:0], second[:0], apart[:0]
	for set := w.Later; set != 0; set &= set - 1 {
		rows = append(rows, ix.column(bits.TrailingZeros64(set)))
	}
	for i := 1; i < len(w.Begun); i++ {
		c := ix.column(pairColumn + pairBit(letters.CodeOf[w.Begun[i-1]], letters.CodeOf[w.Begun[i]]))
		if w.Follow && i == 1 {
			rows = append(rows, c)
		} else if later := LaterBit(w.Begun[i]); later&^w.Later != 0 {
			follows, breaks = append(follows, c), append(breaks, ix.column(bits.TrailingZeros64(later)))
		}
	}
	slices.SortFunc(rows, func(a, b *column) int { return a.ones - b.ones })
	for set := pairsOf(w.Scattered); set != 0; set &= set - 1 {
		pairs = append(pairs, ix.column(pairColumn+bits.TrailingZeros64(set)))
	}
	names := ix.column(nameColumn).bits
	var found [64]uint32
	n := 0
	flush := func() {
		// Their texts lie far apart: asked for side by side they come from
		// memory together, and not each when it is read.
		touched := uint32(0)
		for _, e := range found[:n] {
			touched += uint32(ix.Text[ix.Starts[e]]) ^ ix.WordStarts[ix.WordAt[e]]
		}
		ix.columns.touched.Store(touched)
		for _, e := range found[:n] {
			if e < reach.Aliases || e < reach.Names && names[e>>6]>>(e&63)&1 != 0 {
				f(e)
			}
		}
		n = 0
	}
	const atOnce = 32 // words
	last, next := len(s.levels)-1, 0
	l := &s.levels[last]
	for from := uint32(0); from<<6 < reach.Names; from += atOnce {
		s.find(last, int(from+atOnce))
	words:
		for ; next < len(l.at) && l.at[next] < from+atOnce; next++ {
			i, has := l.at[next], l.bits[next]
			if i<<6 >= reach.Names {
				break
			}
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
