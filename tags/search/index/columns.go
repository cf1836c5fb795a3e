package index

import (
	"math/bits"
	"slices"
	"sync/atomic"

	"tailor/tags/catalogue"
	"tailor/tags/search/letters"
)

// columns are the Sets on their side: for each bit which entries have it, and
// for each code whose first word begins with it, a bit an entry. A pass over
// all entries that have some letters reads a few bits of each instead of a list.
type columns struct {
	have  [64]column
	first [letters.Codes]column
	names []uint64 // the entries that are names

	touched atomic.Uint32 // keeps reads that nothing else is done with
}

// column is a bit for each entry, with the number of those that are set.
type column struct {
	bits []uint64
	ones int
}

// Reach is how far down the entries a match may reach the results: names and
// aliases before an entry each, the aliases no farther than the names.
type Reach struct{ Names, Aliases uint32 }

// Having calls f with the entries in reach that have all of a set, in order,
// those alone whose first word begins with the character first where it is not
// 0. f may draw reach in.
func (ix *Index) Having(set uint64, first byte, reach *Reach, f func(e uint32)) {
	ix.turning.Do(ix.turn)
	c := &ix.columns
	var buf [65]column
	rows := buf[:0]
	if first != 0 {
		rows = append(rows, c.first[letters.CodeOf[first]])
	}
	for ; set != 0; set &= set - 1 {
		rows = append(rows, c.have[bits.TrailingZeros64(set)])
	}
	if len(rows) == 0 {
		return
	}
	slices.SortFunc(rows, func(a, b column) int { return a.ones - b.ones })
	var found [64]uint32
	n := 0
	flush := func() {
		// Their texts lie far apart: asked for side by side they come from
		// memory together, and not each when it is read.
		touched := uint32(0)
		for _, e := range found[:n] {
			touched += uint32(ix.Text[ix.Starts[e]]) ^ ix.WordStarts[ix.WordAt[e]]
		}
		c.touched.Store(touched)
		for _, e := range found[:n] {
			if e < reach.Aliases || e < reach.Names && c.names[e>>6]>>(e&63)&1 != 0 {
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
			has &= c.names[i]
		}
		if n+bits.OnesCount64(has) > len(found) {
			flush()
		}
		for ; has != 0; has &= has - 1 {
			found[n] = from + uint32(bits.TrailingZeros64(has))
			n++
		}
	}
	flush()
}

// turn fills the columns.
func (ix *Index) turn() {
	c, n := &ix.columns, (len(ix.Sets)+63)/64
	all := make([]uint64, n*(len(c.have)+len(c.first)+1))
	cut := func() (row []uint64) {
		row, all = all[:n:n], all[n:]
		return row
	}
	for b := range c.have {
		c.have[b].bits = cut()
	}
	for i := range n {
		var block [64]uint64
		copy(block[:], ix.Sets[i*64:])
		transpose(&block)
		for b, row := range block {
			c.have[b].bits[i] = row
			c.have[b].ones += bits.OnesCount64(row)
		}
	}
	mark := func(row []uint64, e uint32) { row[e>>6] |= 1 << (e & 63) }
	for code := range c.first {
		row := cut()
		postings, _ := ix.First[0].Bucket(code)
		for _, p := range postings {
			mark(row, p>>PostingBits)
		}
		c.first[code] = column{row, len(postings)}
	}
	c.names = cut()
	for id := range catalogue.ID(len(ix.Popularity)) {
		mark(c.names, ix.NameEntry(id))
	}
}

// transpose makes rows of the columns of a square of bits: it swaps the two
// halves that lie aslant, then those of each quarter, down to single bits.
func transpose(m *[64]uint64) {
	low := uint64(1)<<32 - 1
	for size := 32; size > 0; size, low = size/2, low^low<<(size/2) {
		for i := 0; i < 64; i = (i + size + 1) &^ size {
			t := (m[i]>>size ^ m[i+size]) & low
			m[i] ^= t << size
			m[i+size] ^= t
		}
	}
}
