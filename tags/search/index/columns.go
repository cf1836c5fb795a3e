package index

import (
	"math/bits"
	"slices"
	"sync/atomic"

	"tailor/tags/catalogue"
	"tailor/tags/search/letters"
)

// columns are the Sets on their side: for each bit which entries have it, for
// each code whose first word begins with it, and which entries are names, a bit
// an entry. A pass over all entries that have some letters reads a few bits of
// each instead of a list. A column is made when it is first needed.
type columns struct {
	made    [firstColumn + letters.Codes + 1]atomic.Pointer[column]
	touched atomic.Uint32 // keeps reads that nothing else is done with
}

// The columns behind those of the 64 bits.
const (
	firstColumn = 64
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
	mark := func(e uint32) {
		c.bits[e>>6] |= 1 << (e & 63)
		c.ones++
	}
	switch {
	case number < firstColumn:
		for e, have := range ix.Sets {
			c.bits[e>>6] |= have >> number & 1 << (e & 63)
			c.ones += int(have >> number & 1)
		}
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
	ix.columns.made[number].Store(c)
	return c
}

// Reach is how far down the entries a match may reach the results: names and
// aliases before an entry each, the aliases no farther than the names.
type Reach struct{ Names, Aliases uint32 }

// Having calls f with the entries in reach that have all of a set, in order,
// those alone whose first word begins with the character first where it is not
// 0, and for which may holds, which reads no text. f may draw reach in.
func (ix *Index) Having(set uint64, first byte, reach *Reach, may func(e uint32) bool, f func(e uint32)) {
	var buf [65]*column
	rows := buf[:0]
	if first != 0 {
		rows = append(rows, ix.column(firstColumn+int(letters.CodeOf[first])))
	}
	for ; set != 0; set &= set - 1 {
		rows = append(rows, ix.column(bits.TrailingZeros64(set)))
	}
	if len(rows) == 0 {
		return
	}
	slices.SortFunc(rows, func(a, b *column) int { return a.ones - b.ones })
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
	for i, has := range rows[0].bits {
		from := uint32(i) << 6
		if from >= reach.Names {
			break
		}
		for _, row := range rows[1:] {
			if has == 0 {
				break
			}
			has &= row.bits[i]
		}
		if has == 0 {
			continue
		}
		if from >= reach.Aliases {
			has &= names[i]
		}
		if n+bits.OnesCount64(has) > len(found) {
			flush()
		}
		for ; has != 0; has &= has - 1 {
			if e := from + uint32(bits.TrailingZeros64(has)); may(e) {
				found[n] = e
				n++
			}
		}
	}
	flush()
}
