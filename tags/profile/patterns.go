package profile

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

type pattern struct {
	within string                // every match holds it
	whole  func() *regexp.Regexp // compiled when a key has it
	facts  Facts
}

// held returns the longest text that every match of an expression holds, among
// those that are easily found.
func held(r *syntax.Regexp) (text string) {
	switch {
	case r.Op == syntax.OpLiteral && r.Flags&syntax.FoldCase == 0:
		return string(r.Rune)
	case r.Op == syntax.OpConcat, r.Op == syntax.OpCapture, r.Op == syntax.OpPlus, r.Op == syntax.OpRepeat && r.Min > 0:
		for _, part := range r.Sub {
			if t := held(part); len(t) > len(text) {
				text = t
			}
		}
	}
	return text
}

// matched finds the first pattern that matches a key, and remembers what it
// found: the same prompt is asked about at every key that is typed into it.
// It may be used by several goroutines.
type matched struct {
	patterns []*pattern

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
	if m == nil || !slices.ContainsFunc(m.patterns, func(q *pattern) bool { return q.may(key, sides) }) {
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
	for _, q := range m.patterns {
		if q.may(key, sides) && q.whole().MatchString(key) {
			return q
		}
	}
	return nil
}

// may reports whether a pattern may match a key, in a moment.
func (q *pattern) may(key string, sides bool) bool {
	return (!sides || q.facts.sides != nil) && strings.Contains(key, q.within)
}
