package prompt

import (
	"slices"
	"sync"
	"sync/atomic"
)

const (
	// remembered is of how many texts the last readings are kept: the two
	// prompts of a screen, each as it was before the key and as lint masks it.
	remembered = 16
	// mostBytes is how many bytes the texts have together that are kept, 2 MB:
	// one such text, or sixteen of 128 KB.
	mostBytes = 1 << 21
)

// memory remembers what follows from the texts that were asked about last, so
// that everybody who looks at a prompt within a key shares one reading. It may
// be used by several goroutines at once.
type memory[K comparable, V any] struct {
	compute func(K) V
	size    func(K) int // length of the text

	mu     sync.Mutex
	known  []known[K, V] // the last one asked about first
	misses atomic.Uint64
}

type known[K comparable, V any] struct {
	key   K
	value V
}

// of returns what follows from a text. Callers share it and must not change
// it.
func (m *memory[K, V]) of(key K) V {
	if v, ok := m.recall(key); ok {
		return v
	}
	m.misses.Add(1)
	v := m.compute(key)
	if m.size(key) <= mostBytes {
		m.keep(key, v)
	}
	return v
}

func (m *memory[K, V]) recall(key K) (v V, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.known, func(k known[K, V]) bool { return k.key == key })
	if i < 0 {
		return v, false
	}
	hit := m.known[i]
	copy(m.known[1:i+1], m.known[:i])
	m.known[0] = hit
	return hit.value, true
}

func (m *memory[K, V]) keep(key K, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known) < remembered {
		m.known = append(m.known, known[K, V]{})
	}
	copy(m.known[1:], m.known)
	m.known[0] = known[K, V]{key, v}
	for k, room := 0, mostBytes; k < len(m.known); k++ {
		if room -= m.size(m.known[k].key); room < 0 {
			clear(m.known[k:])
			m.known = m.known[:k]
			break
		}
	}
}

// cutting is what a Line follows from.
type cutting struct {
	text string
	o    Options
}

var (
	outlines = memory[string, Outline]{compute: readClipped, size: func(s string) int { return len(s) }}
	lines    = memory[cutting, Line]{
		compute: func(c cutting) Line { return cut(c.text, c.o) },
		size:    func(c cutting) int { return len(c.text) },
	}
)

// readClipped reads a text; what a caller appends to the outline is his own.
func readClipped(text string) Outline {
	out := read(text)
	out.Parts, out.Brackets = slices.Clip(out.Parts), slices.Clip(out.Brackets)
	out.Breaks, out.Comments = slices.Clip(out.Breaks), slices.Clip(out.Comments)
	return out
}

// Work returns how many texts were read (Read) and cut into chunks (Chunks) in
// this program so far, those left out that were remembered: a key costs one of
// each for the prompt that it changed.
func Work() (reads, cuts uint64) { return outlines.misses.Load(), lines.misses.Load() }
