package profile

import (
	"regexp"
	"strings"
	"sync"
)

type pattern struct {
	prefix string                // every match begins with it
	whole  func() *regexp.Regexp // compiled when a key has the prefix
	facts  Facts
}

// matched finds the first pattern that matches a key, and remembers what it
// found: the same prompt is asked about at every key that is typed into it.
// It may be used by several goroutines.
type matched struct {
	patterns []pattern

	mu    sync.RWMutex
	found map[asked]*pattern // nil for none
}

type asked struct {
	key   string
	sides bool
}

// What is remembered takes a megabyte at most.
const (
	mostMatched    = 4096
	longestMatched = 120
)

// first returns the first pattern that matches a key, or nil. With sides only
// those are heeded that have a side in a contradiction.
func (m *matched) first(key string, sides bool) *pattern {
	if m == nil {
		return nil
	}
	if len(key) > longestMatched {
		return m.search(key, sides)
	}
	m.mu.RLock()
	found, known := m.found[asked{key, sides}]
	m.mu.RUnlock()
	if known {
		return found
	}
	found = m.search(key, sides)
	m.mu.Lock()
	if m.found == nil || len(m.found) >= mostMatched {
		m.found = map[asked]*pattern{}
	}
	m.found[asked{strings.Clone(key), sides}] = found // a part of the prompt would keep all of it
	m.mu.Unlock()
	return found
}

func (m *matched) search(key string, sides bool) *pattern {
	for i := range m.patterns {
		q := &m.patterns[i]
		if (!sides || q.facts.sides != nil) && strings.HasPrefix(key, q.prefix) && q.whole().MatchString(key) {
			return q
		}
	}
	return nil
}
