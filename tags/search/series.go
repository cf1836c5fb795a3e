package search

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/knowledge"
	"tailor/tags/search/letters"
)

// Whoever writes "botw zelda" or "marine hololive" means a character and says
// in which series to look. A title covers its words for all who belong to it.

// longestTitle is the number of words up to which a title is looked for.
const longestTitle = 5

// said is a series that the query names.
type said struct {
	name string
	mask uint16 // the terms of its title
}

// titleKey is a title as the query's words would have it.
func titleKey(title string) string {
	key, _, _ := letters.Append(nil, nil, nil, title)
	return string(key)
}

// findSeries fills in which series the query names beside other things.
func (s *searcher) findSeries() {
	r := &s.relaxed
	k := s.ix.knowing()
	if k == nil || len(r.terms) < 2 {
		return
	}
	var title []byte
	for i := range r.terms {
		title = title[:0]
		for j := i; j < min(i+longestTitle, len(r.terms)); j++ {
			title = append(title, r.terms[j].text...)
			mask := uint16(1)<<(j+1) - uint16(1)<<i
			if mask&r.content == r.content || mask&r.content == 0 {
				continue
			}
			if name, ok := k.titles[string(title)]; ok {
				r.series = append(r.series, said{name, mask & r.content})
			} else if id, _, ok := s.ix.Catalogue.Lookup(string(title)); ok {
				if name := s.ix.Catalogue.Name(id); s.ix.Catalogue.Category(id) == tags.Copyright || knowledge.HasCast(name) {
					r.series = append(r.series, said{name, mask & r.content})
				}
			}
		}
	}
}

// lifted returns the terms that name the series of a character.
func (s *searcher) lifted(id catalogue.ID) uint16 {
	if s.ix.Catalogue.Category(id) != tags.Character {
		return 0
	}
	mask := uint16(0)
	own := s.seriesOf(id)
	for _, said := range s.relaxed.series {
		if slices.ContainsFunc(own, func(name string) bool { return within(name, said.name) || within(said.name, name) }) {
			mask |= said.mask
		}
	}
	return mask
}

// seriesOf returns the series that a character belongs to: those that are
// known, and those that its name tells in brackets.
func (s *searcher) seriesOf(id catalogue.ID) []string {
	c := s.ix.Catalogue
	name := c.Name(id)
	all := knowledge.SeriesOf(name)
	titles := s.ix.knowing().titles
	for rest := name; ; {
		_, in, ok := strings.Cut(rest, "(")
		if !ok {
			return all
		}
		title, behind, _ := strings.Cut(in, ")")
		rest = behind
		if series, ok := titles[titleKey(title)]; ok {
			all = append(all[:len(all):len(all)], series)
		} else if at, _, ok := c.Lookup(title); ok && c.Category(at) == tags.Copyright {
			all = append(all[:len(all):len(all)], c.Name(at))
		}
	}
}

// within reports whether a series is a part of another, or the same.
func within(part, whole string) bool {
	if part == whole {
		return true
	}
	for _, of := range knowledge.SeriesOf(part) {
		if of == whole || slices.Contains(knowledge.SeriesOf(of), whole) {
			return true
		}
	}
	return false
}
