package wildcard

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/data/distance"
)

// Match is a name that completes a query.
type Match struct {
	// Name is a list's name, or "folder/*" for all lists of a folder.
	Name string
	// Matched holds the offsets in Name of the bytes that the query named.
	Matched []int
}

// Tiers of a match, the best first. Within a tier the shorter name stands
// first, then the alphabet decides.
const (
	wholeName     = iota
	startOfName   // "clo" for clothes/dress
	startOfBase   // "dre" for clothes/dress
	startOfFolder // "und" for clothes/under/shirt
	startsOfParts // "cl/dr" or "cdr" for clothes/dress: each run of letters begins a word
	scattered     // the letters in their order, the first one beginning a word
	noMatch
)

// Complete returns the names that a query begins, at most limit of them (0
// for all), best first. Case makes no difference. A query with "*" or "?"
// gives the lists that it matches; the empty query gives all names. It does
// not touch the disk.
func (s *Set) Complete(query string, limit int) []Match {
	ix := s.index.Load()
	query = strings.ToLower(strings.TrimLeft(strings.TrimSpace(strings.ReplaceAll(query, `\`, "/")), "~@!"))
	// A hit is its tier, its name's length and its place among the names, in
	// one number, so that sorting thousands of them takes no time.
	var hits []uint64
	glob := isGlob(query)
	for i := range ix.names {
		n := &ix.names[i]
		t := noMatch
		switch {
		case !glob:
			t = tierOf(query, n.lower)
		case !n.folder && matchGlob(query+"*", n.lower):
			t = startOfName
		}
		if t < noMatch {
			length := uint64(len(n.lower))
			if query == "" {
				length = 0
			}
			hits = append(hits, uint64(t)<<56|length<<32|uint64(i))
		}
	}
	slices.Sort(hits)
	if limit > 0 && len(hits) > limit {
		hits = hits[:limit]
	}
	found := make([]Match, len(hits))
	for i, h := range hits {
		n := &ix.names[uint32(h)]
		found[i] = Match{Name: n.full}
		if !glob && len(n.full) == len(n.lower) {
			found[i].Matched = lit(query, n.lower, int(h>>56))
		}
	}
	return found
}

// tierOf tells how well a lower-case query begins a lower-case name.
func tierOf(query, name string) int {
	switch {
	case query == name:
		return wholeName
	case strings.HasPrefix(name, query):
		return startOfName
	}
	if at := strings.LastIndexByte(name, '/') + 1; at > 0 && strings.HasPrefix(name[at:], query) {
		return startOfBase
	}
	for at := 0; ; {
		next := strings.IndexByte(name[at:], '/')
		if next < 0 {
			break
		}
		at += next + 1
		if strings.HasPrefix(name[at:], query) {
			return startOfFolder
		}
	}
	switch {
	case !holdsLetters(query, name):
		return noMatch
	case wordStarts(query, name) != nil:
		return startsOfParts
	case subsequence(query, name) != nil:
		return scattered
	}
	return noMatch
}

// holdsLetters tells whether the query's letters stand in the name in their
// order: the cheap test that spares most names the two that follow.
func holdsLetters(query, name string) bool {
	n := 0
	for q := 0; q < len(query); q++ {
		if separates(query[q]) {
			continue
		}
		i := strings.IndexByte(name[n:], query[q])
		if i < 0 {
			return false
		}
		n += i + 1
	}
	return true
}

// lit returns the bytes of the name that tierOf matched.
func lit(query, name string, tier int) []int {
	from := 0
	switch tier {
	case startOfBase:
		from = strings.LastIndexByte(name, '/') + 1
	case startOfFolder:
		from = strings.Index(name, "/"+query) + 1
	case startsOfParts:
		return wordStarts(query, name)
	case scattered:
		return subsequence(query, name)
	}
	at := make([]int, len(query))
	for i := range at {
		at[i] = from + i
	}
	return at
}

// separates tells what stands between the words of a name or a query.
func separates(c byte) bool { return c == '/' || c == '_' || c == '-' || c == ' ' || c == '.' }

// wordStarts matches the query as runs of letters that each begin a word of
// the name, in order, and returns their offsets, or nil. It looks for the
// longest run first and goes back where that fails; names are short.
func wordStarts(query, name string) []int {
	if len(query) > 64 || len(name) > maxNameBytes {
		return nil
	}
	failed := map[[2]int]bool{}
	var from func(q, n int) []int
	from = func(q, n int) []int {
		for q < len(query) && separates(query[q]) {
			// A "/" in the query stands for one in the name.
			if query[q] == '/' {
				next := strings.IndexByte(name[n:], '/')
				if next < 0 {
					return nil
				}
				n += next
			}
			q++
		}
		if q == len(query) {
			return []int{}
		}
		if failed[[2]int{q, n}] {
			return nil
		}
		for at := n; at < len(name); at++ {
			if at > 0 && !separates(name[at-1]) || name[at] != query[q] || separates(name[at]) {
				continue
			}
			run := 1
			for q+run < len(query) && at+run < len(name) && query[q+run] == name[at+run] && !separates(query[q+run]) {
				run++
			}
			for ; run > 0; run-- {
				if rest := from(q+run, at+run); rest != nil {
					here := make([]int, run, run+len(rest))
					for i := range here {
						here[i] = at + i
					}
					return append(here, rest...)
				}
			}
		}
		failed[[2]int{q, n}] = true
		return nil
	}
	if found := from(0, 0); len(found) > 0 {
		return found
	}
	return nil
}

// subsequence returns the offsets of the query's bytes in the name, in order,
// the first at the start of a word, or nil.
func subsequence(query, name string) []int {
	if query == "" || utf8.RuneCountInString(query) < 2 {
		return nil
	}
next:
	for start := 0; start < len(name); start++ {
		if name[start] != query[0] || start > 0 && !separates(name[start-1]) {
			continue
		}
		at := make([]int, 0, len(query))
		n := start
		for q := 0; q < len(query); q++ {
			i := strings.IndexByte(name[n:], query[q])
			if i < 0 {
				continue next
			}
			at = append(at, n+i)
			n += i + 1
		}
		return at
	}
	return nil
}

// near returns the list that a name was probably meant to be, or "".
func (ix *index) near(text string) string {
	near, _ := distance.Nearest(strings.TrimSpace(text), func(yield func(string) bool) {
		for _, n := range ix.names {
			if !n.folder && !yield(n.full) {
				return
			}
		}
	})
	return near
}
