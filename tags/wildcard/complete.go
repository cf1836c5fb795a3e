package wildcard

import (
	"slices"
	"strings"

	"tailor/data/distance"
	"tailor/tags"
)

// Match is a name that completes a query.
type Match struct {
	// Name is a list's name, or "folder/*" for all lists of a folder.
	Name string
	// Matched holds the offsets in Name of the bytes that the query named.
	Matched []int
}

// Complete returns the names that hold the letters of a query, at most limit
// of them (0 for all), best first (see data/names). A query with "*" or "?"
// gives the lists that it matches, shorter names first, the empty query all names. It does not
// touch the disk.
func (s *Set) Complete(query string, limit int) []Match {
	ix := s.index.Load()
	query = strings.TrimLeft(strings.TrimSpace(strings.ReplaceAll(query, `\`, "/")), "~@!")
	var found []Match
	if isGlob(query) {
		for _, i := range ix.matching(strings.ToLower(query) + "*") {
			found = append(found, Match{Name: ix.names[i].full})
		}
		slices.SortStableFunc(found, func(a, b Match) int { return len(a.Name) - len(b.Name) })
	} else {
		all := make([]string, len(ix.names))
		for i := range all {
			all[i] = ix.names[i].full
		}
		matches := tags.FindNames(query, all)
		found = make([]Match, len(matches))
		for i, m := range matches {
			found[i] = Match{Name: all[m.Index], Matched: m.Matched}
		}
	}
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found
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
