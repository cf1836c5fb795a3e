package index

// What belongs to entries lies far apart: asked for side by side it comes from
// memory together, and not each when it is needed. One who goes through a list asks
// at each place, and every now and then what lies ahead is read.

// atOnce is how many entries that is.
const atOnce = 32

// touchTexts reads a little of the texts of entries.
func (ix *Index) touchTexts(entries []uint32) {
	touched := uint32(0)
	for _, e := range entries {
		touched += uint32(ix.Text[ix.At[e].Text])
	}
	ix.columns.touched.Store(touched)
}

// touchRecords reads a little of the records of entries.
func (ix *Index) touchRecords(entries []uint32) {
	touched := uint32(0)
	for _, e := range entries {
		touched += ix.At[e].Text
	}
	ix.columns.touched.Store(touched)
}

// Several calls f with those of entries that fit, in order, whose words it reads
// before, until one of the two tells not to go on.
func (ix *Index) Several(entries []uint32, fits func(e uint32) (fit, goOn bool), f func(e uint32) (goOn bool)) {
	var found [atOnce]uint32
	for goOn := true; goOn && len(entries) > 0; {
		some := entries[:min(atOnce, len(entries))]
		entries = entries[len(some):]
		touched, n := uint32(0), 0
		for _, e := range some {
			touched += ix.At[e].Text ^ uint32(ix.Sets[e])
		}
		for _, e := range some {
			fit := false
			if fit, goOn = fits(e); !goOn {
				break
			} else if fit {
				found[n] = e
				n++
			}
		}
		for _, e := range found[:n] {
			touched += ix.Words[ix.At[e].Words]
		}
		ix.columns.touched.Store(touched)
		for _, e := range found[:n] {
			if !f(e) {
				return
			}
		}
	}
}

// TouchWords reads a little of the words and of the tags of entries, which have
// words all, and of what tables by word and by tag, nil for none, have of them.
func (ix *Index) TouchWords(entries []uint32, at int, byWord []uint16, byTag []uint32) {
	if at%atOnce != 0 {
		return
	}
	touched := uint32(0)
	for _, e := range entries[at:min(at+atOnce, len(entries))] {
		first, last, tag := ix.Words[ix.At[e].Words], ix.Words[ix.At[e+1].Words-1], ix.At[e].Tag
		touched += uint32(ix.Rare[first]^ix.Rare[last]) ^ uint32(ix.Catalogue.Category(tag))
		if byWord != nil {
			touched += uint32(byWord[first] ^ byWord[last])
		}
		if byTag != nil {
			touched += byTag[tag]
		}
	}
	ix.columns.touched.Store(touched)
}
