// Package names finds names in small lists by letters of them: wildcards,
// networks, themes, toggles, actions. What the letters must be and which name
// stands first is github.com/sahilm/fuzzy's to say; it is not for tags, of
// which there are too many, nor for prompts, in which nearly any letters stand
// in some order.
package names

import (
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// Match is a name that holds the letters of a query in their order.
type Match struct {
	Index   int   // into the list
	Matched []int // offsets of the bytes of the name where the letters stand
}

// Find returns the names that hold the query's letters in their order, the
// best first and equally good ones as they are listed. Case and spaces of the
// query make no difference; a query without letters finds every name.
func Find(query string, list []string) []Match {
	query = strings.Join(strings.Fields(strings.ToValidUTF8(query, "")), "")
	if query == "" {
		all := make([]Match, len(list))
		for k := range all {
			all[k].Index = k
		}
		return all
	}
	found := fuzzy.Find(query, list)
	out := make([]Match, len(found))
	for k, f := range found {
		out[k].Index = f.Index
		for _, at := range f.MatchedIndexes {
			_, size := utf8.DecodeRuneInString(f.Str[at:])
			for i := range size {
				out[k].Matched = append(out[k].Matched, at+i)
			}
		}
	}
	return out
}
