package tags

import (
	"slices"
	"unicode/utf8"

	"tailor/data/names"
)

// FindNames is names.Find for names in whatever characters they are written:
// the query and the list are compared as Fold has them, and Matched tells the
// bytes of the names as they stand in the list.
func FindNames(query string, list []string) []names.Match {
	folded := list
	for k, name := range list {
		if !isASCII(name) {
			if &folded[0] == &list[0] {
				folded = slices.Clone(list)
			}
			folded[k] = Fold(name)
		}
	}
	found := names.Find(Fold(query), folded)
	for k := range found {
		m := &found[k]
		if name := list[m.Index]; !isASCII(name) {
			m.Matched = unfolded(name, m.Matched)
		}
	}
	return found
}

// unfolded returns the bytes of the characters in a name from which bytes of
// its folded form came, rising.
func unfolded(name string, matched []int) []int {
	_, from := AppendFold(nil, []int{}, name)
	var out []int
	for _, at := range matched {
		start := from[at]
		if len(out) > 0 && out[len(out)-1] >= start {
			continue // another byte of the same character
		}
		_, size := utf8.DecodeRuneInString(name[start:])
		for i := range size {
			out = append(out, start+i)
		}
	}
	return out
}
