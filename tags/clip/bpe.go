package clip

import (
	"sync"
	"sync/atomic"

	"tailor/data"
)

// Ids below 512 are single bytes, from 256 on those that end a word. Id
// 512+n is made by merge n, so of two merges the one with the smaller id
// comes first.
const (
	endsWord = 256
	made     = 512
)

// vocabulary is the merges of data.Merges, ready for use.
type vocabulary struct {
	// slots is an open hash table from a pair of tokens to the token that
	// they make: first<<32 | second<<16 | made, 0 when empty.
	slots [1 << slotBits]uint64
	// lengths are the tokens' lengths in bytes.
	lengths [Start]uint8
	// bytes are the ids of the 256 bytes.
	bytes [256]uint16
	// recent holds words that were met of late, each in the one place that
	// its hash gives it, so it cannot grow.
	recent [1 << recentBits]atomic.Pointer[entry]
}

type entry struct {
	word string
	ids  []uint16
}

const (
	slotBits   = 17
	recentBits = 12
)

// load returns the vocabulary, built at the first call, which takes about a
// millisecond.
var load = sync.OnceValue(newVocabulary)

func newVocabulary() *vocabulary {
	v := new(vocabulary)
	// A byte's id is its place in OpenAI's bytes_to_unicode: the visible
	// characters of Latin-1, then the rest.
	n := uint16(0)
	for _, visible := range []bool{true, false} {
		for b := range 256 {
			if (b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE) == visible {
				v.bytes[b] = n
				v.lengths[n], v.lengths[endsWord+n] = 1, 1
				n++
			}
		}
	}
	m := data.Merges
	for n := 0; n+4 <= len(m); n += 4 {
		first := uint16(m[n]) | uint16(m[n+1])<<8
		second := uint16(m[n+2]) | uint16(m[n+3])<<8
		id := made + n/4
		v.lengths[id] = v.lengths[first] + v.lengths[second]
		at := slot(first, second)
		for v.slots[at] != 0 {
			at = (at + 1) % (1 << slotBits)
		}
		v.slots[at] = uint64(first)<<32 | uint64(second)<<16 | uint64(id)
	}
	return v
}

func slot(first, second uint16) uint32 {
	return (uint32(first)<<16 | uint32(second)) * 0x9E3779B1 >> (32 - slotBits)
}

// none is the merge of a pair that does not merge: above every id.
const none = 1 << 16

// merge returns the token that two neighbours make, or none.
func (v *vocabulary) merge(first, second uint16) uint32 {
	want := uint64(first)<<16 | uint64(second)
	for at := slot(first, second); ; at = (at + 1) % (1 << slotBits) {
		switch s := v.slots[at]; {
		case s>>16 == want:
			return uint32(s & 0xFFFF)
		case s == 0:
			return none
		}
	}
}

// word appends the ids of a word, which is not empty.
func (v *vocabulary) word(ids []uint16, word []byte) []uint16 {
	if len(word) == 1 {
		return append(ids, v.bytes[word[0]]+endsWord)
	}
	if len(word) > longWord {
		return v.longWord(ids, word)
	}
	hash := uint32(2166136261) // FNV-1a
	for _, c := range word {
		hash = (hash ^ uint32(c)) * 16777619
	}
	place := &v.recent[hash*0x9E3779B1>>(32-recentBits)]
	if e := place.Load(); e != nil && e.word == string(word) {
		return append(ids, e.ids...)
	}
	at := len(ids)
	ids = v.shortWord(ids, word)
	place.Store(&entry{string(word), append([]uint16(nil), ids[at:]...)})
	return ids
}

// longWord is the length in bytes above which a word is merged with a queue
// and not kept: Chinese and Japanese have no spaces, and a prompt may be 1 MB
// of one letter.
const longWord = 48

// shortWord merges the pair of the lowest rank, the leftmost among equals,
// until none merges. CLIP merges every pair of the lowest rank at once, which
// comes to the same: a merge makes only pairs of a higher rank than its own,
// as its token is made by no earlier one.
func (v *vocabulary) shortWord(ids []uint16, word []byte) []uint16 {
	var room [longWord]uint16
	var merges [longWord]uint32 // of part i with part i+1
	parts := room[:len(word)]
	for i, c := range word {
		parts[i] = v.bytes[c]
	}
	parts[len(parts)-1] += endsWord
	for i := 1; i < len(parts); i++ {
		merges[i-1] = v.merge(parts[i-1], parts[i])
	}
	for len(parts) > 1 {
		best, at := uint32(none), 0
		for i, m := range merges[:len(parts)-1] {
			if m < best {
				best, at = m, i
			}
		}
		if best == none {
			break
		}
		parts[at] = uint16(best)
		copy(parts[at+1:], parts[at+2:])
		copy(merges[at:len(parts)-1], merges[at+1:len(parts)-1])
		parts = parts[:len(parts)-1]
		if at > 0 {
			merges[at-1] = v.merge(parts[at-1], parts[at])
		}
		if at+1 < len(parts) {
			merges[at] = v.merge(parts[at], parts[at+1])
		}
	}
	return append(ids, parts...)
}

// longWord does what shortWord does, in time n log n: the parts are a linked
// list, and a heap holds the pairs that merge, by rank and place.
func (v *vocabulary) longWord(ids []uint16, word []byte) []uint16 {
	n := len(word)
	parts := make([]uint16, n)
	next := make([]int32, n) // n ends the list
	last := make([]int32, n) // the one before, -1 at the start
	gone := make([]bool, n)
	for i, c := range word {
		parts[i] = v.bytes[c]
		next[i], last[i] = int32(i+1), int32(i-1)
	}
	parts[n-1] += endsWord
	var queue pairs
	look := func(i int32) {
		if i >= 0 && next[i] < int32(n) {
			if m := v.merge(parts[i], parts[next[i]]); m != none {
				queue.push(uint64(m)<<32 | uint64(i))
			}
		}
	}
	for i := range parts {
		look(int32(i))
	}
	for len(queue) > 0 {
		top := queue.pop()
		i := int32(top & 0xFFFFFFFF)
		if gone[i] || next[i] >= int32(n) || v.merge(parts[i], parts[next[i]]) != uint32(top>>32) {
			continue // its parts have merged with others since
		}
		j := next[i]
		parts[i] = uint16(top >> 32)
		gone[j] = true
		next[i] = next[j]
		if next[i] < int32(n) {
			last[next[i]] = i
		}
		look(last[i])
		look(i)
	}
	for i := int32(0); i < int32(n); i = next[i] {
		ids = append(ids, parts[i])
	}
	return ids
}

// pairs is a binary heap, the least on top.
type pairs []uint64

func (p *pairs) push(x uint64) {
	h := append(*p, x)
	i := len(h) - 1
	for i > 0 && h[(i-1)/2] > x {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = x
	*p = h
}

func (p *pairs) pop() uint64 {
	h := *p
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1] < h[child] {
			child++
		}
		if h[child] >= x {
			break
		}
		h[i] = h[child]
		i = child
	}
	if len(h) > 0 {
		h[i] = x
	}
	*p = h
	return top
}
