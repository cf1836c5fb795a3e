package search

import (
	"bytes"
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

// findSeries fills in which series the query names beside other things.
func (s *searcher) findSeries() {
	r := &s.relaxed
	if len(r.terms) < 2 || s.ix.knowing() == nil {
		return
	}
	if len(s.top) > 0 && s.top[0].kind == prefixMatch && bytes.IndexByte(s.q.key, '(') >= 0 {
		return // a name is being typed as it is written
	}
	r.titles = map[string]string{}
	for i := range r.terms {
		var title []byte
		for j := i; j < min(i+longestTitle, len(r.terms)); j++ {
			if j > i && letters.ASCII(r.terms[j].Text) {
				title = append(title, ' ')
			}
			title = append(title, r.terms[j].Text...)
			mask := (uint16(1)<<(j+1) - uint16(1)<<i) & r.content
			if mask == r.content || mask == 0 {
				continue
			}
			if name, ok := s.titled(string(title)); ok {
				r.series = append(r.series, said{name, mask})
			}
		}
	}
}

// titled returns the series of a title: a name or an alias in the lists, or one
// that is known, or the name of the character that the series is called after.
func (s *searcher) titled(title string) (name string, ok bool) {
	for _, c := range []*catalogue.Catalogue{s.ix.Catalogue, s.ix.knowing().ix.Catalogue} {
		id, _, ok := c.Lookup(title)
		if !ok {
			continue
		}
		name := c.Name(id)
		if c.Category(id) == tags.Copyright || knowledge.HasCast(name) {
			return name, true
		}
		for _, series := range knowledge.SeriesOf(name) {
			if strings.Contains(series, name) {
				return series, true
			}
		}
	}
	return "", false
}

// lifted returns the terms that name the series of a character.
func (s *searcher) lifted(id catalogue.ID) uint16 {
	if s.ix.Catalogue.Category(id) != tags.Character {
		return 0
	}
	mask := uint16(0)
	own := knowledge.AllSeriesOf(s.ix.Catalogue.Name(id), func(title string) (string, bool) {
		name, ok := s.relaxed.titles[title] // thousands of a series' characters name it
		if !ok {
			name, _ = s.titled(title)
			s.relaxed.titles[title] = name
		}
		return name, name != ""
	})
	for _, said := range s.relaxed.series {
		if slices.ContainsFunc(own, func(name string) bool { return knowledge.Within(name, said.name) || knowledge.Within(said.name, name) }) {
			mask |= said.mask
		}
	}
	return mask
}
