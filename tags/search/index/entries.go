package index

import (
	"bytes"

	"tailor/tags/search/letters"
)

// What is asked of single entries, and of those that texts begin.

// StartSet returns a bit for each place in an entry's text at which a word
// begins, counted from the start of word number k. Places from
// breakPlaces on are left out.
func (ix *Index) StartSet(e uint32, k int) uint64 {
	if k == 0 {
		return ix.At[e].Breaks & placesMask
	}
	set, from := uint64(0), ix.WordStart(e, k)
	for words := ix.WordCount(e); k < words; k++ {
		set |= 1 << (ix.WordStart(e, k) - from)
	}
	return set & placesMask
}

// Initials reports whether a text is the first letter of each of an entry's
// words, of two or more.
func (ix *Index) Initials(e uint32, text []byte) bool {
	words := ix.WordCount(e)
	if words != len(text) || words < 2 {
		return false
	}
	for k := range words {
		if ix.Text[ix.WordStart(e, k)] != text[k] {
			return false
		}
	}
	return true
}

// Fame returns the popularity of the most common tag of which a word begins
// with a text of three letters or more, 0 where none does.
func (ix *Index) Fame(text []byte) (most float32) {
	if len(text) < 3 {
		return 0
	}
	for _, l := range []*Postings{&ix.First[2], &ix.Later[2]} {
		postings, _ := l.Bucket(letters.Bucket(text, 3))
		for _, p := range postings {
			e := p >> PostingBits
			if pop := ix.At[e].Popularity; pop <= most {
				break
			} else if bytes.HasPrefix(ix.TextFrom(e, int(p&(MaxWords-1))), text) {
				most = pop
			}
		}
	}
	return most
}

// Begun returns the entry of the most common tag whose name a text begins and
// does not fill, if its popularity is at least so great.
func (ix *Index) Begun(text []byte, least float32) (e uint32, ok bool) {
	depth := min(len(text), 3)
	postings, heads := ix.First[depth-1].Bucket(letters.Bucket(text, depth))
	head, mask := letters.Head(text), letters.HeadMask(len(text))
	for i, p := range postings {
		e := p >> PostingBits
		if heads != nil && heads[i]&mask != head {
			continue
		}
		if ix.At[e].Popularity < least {
			break
		}
		if name := ix.EntryText(e); len(name) > len(text) && bytes.HasPrefix(name, text) && !ix.IsAlias(e) {
			return e, true
		}
	}
	return 0, false
}

// severalEntries is the number of entries from which a word is a word, and
// not the typo of somebody who made a list.
const severalEntries = 3

// KnownWord reports whether a word is one of several entries as it stands.
func (ix *Index) KnownWord(word string) bool {
	w, ok := ix.Vocab.Find(word)
	return ok && len(ix.Vocab.With(w)) >= severalEntries
}

// Walk calls f with the postings of lists at which a text begins with prefix, as
// entries and numbers of their words, in order, up to the entry end, which f may
// draw in.
func (ix *Index) Walk(lists *[3]Postings, prefix []byte, end *uint32, f func(e uint32, k int)) {
	depth := min(len(prefix), 3)
	postings, heads := lists[depth-1].Bucket(letters.Bucket(prefix, depth))
	head, mask := letters.Head(prefix), letters.HeadMask(len(prefix))
	exactCodes := true
	for _, c := range prefix[:depth] {
		exactCodes = exactCodes && letters.CodeOf[c] != letters.Codes-1
	}
	var entries [atOnce]uint32
	var words [atOnce]uint8
	n := 0
	flush := func() {
		ix.touchRecords(entries[:n])
		for i, e := range entries[:n] {
			if e < *end {
				f(e, int(words[i]))
			}
		}
		n = 0
	}
	for i, posting := range postings {
		e, k := posting>>PostingBits, int(posting&(MaxWords-1))
		if e >= *end {
			break
		}
		if heads != nil {
			if heads[i]&mask != head || len(prefix) > 8 && !bytes.HasPrefix(ix.TextFrom(e, k), prefix) {
				continue
			}
		} else if !exactCodes && !bytes.HasPrefix(ix.TextFrom(e, k), prefix) {
			continue
		}
		entries[n], words[n] = e, uint8(k)
		if n++; n == atOnce {
			flush()
		}
	}
	flush()
}

// Beginning returns how many words begin as a text does, of which up to three
// characters count.
func (ix *Index) Beginning(text []byte) (n int) {
	depth := min(len(text), 3)
	for _, lists := range []*[3]Postings{&ix.First, &ix.Later} {
		postings, _ := lists[depth-1].Bucket(letters.Bucket(text, depth))
		n += len(postings)
	}
	return n
}
