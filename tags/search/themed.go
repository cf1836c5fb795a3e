package search

import (
	"strings"

	"tailor/tags/catalogue"
)

// ThemeFilter begins a query that is meant for one theme: "theme:hair long".
const ThemeFilter = "theme:"

// CutTheme takes the theme from the front of a query, "theme:hair long"; ok is
// false for a query that begins with none. The theme need not exist. Without a
// space behind it the theme's name may still be on its way.
func CutTheme(query string) (theme, rest string, ok bool) {
	query = strings.TrimLeft(query, " \t\r\n_")
	if len(query) < len(ThemeFilter) || !strings.EqualFold(query[:len(ThemeFilter)], ThemeFilter) {
		return "", query, false
	}
	query = query[len(ThemeFilter):]
	if i := strings.IndexAny(query, " \t\r\n"); i >= 0 {
		return query[:i], query[i+1:], true
	}
	return query, "", true
}

// themed fills top with the tags of a theme that a query means, all of them
// where it is empty. A theme has a few hundred tags: each is scored.
func (s *searcher) themed(ids []catalogue.ID, text string, o Options) {
	if s.stopped {
		return
	}
	s.q.parse(text, o.Categories)
	s.scoreAll(ids, o.Picks)
	if len(s.top) == 0 && s.q.by {
		s.q.parseWhole(text, o.Categories)
		s.scoreAll(ids, o.Picks)
	}
	s.sortHits()
}

func (s *searcher) scoreAll(ids []catalogue.ID, picks map[string]int) {
	c := s.ix.Catalogue
	for _, id := range ids {
		if s.tick() {
			return
		}
		first := s.ix.NameEntry(id)
		if len(s.q.key) == 0 {
			if len(s.top) == s.limit {
				return
			}
			if s.q.categories&(1<<c.Category(id)) != 0 {
				s.top = append(s.top, hit{score: s.ix.Popularity(id), id: id, entry: first, kind: noMatch})
			}
			continue
		}
		bonus := float32(0)
		if times := picks[c.Name(id)]; times > 0 {
			bonus = pickBonus(times)
		}
		for e := first; e <= first+uint32(len(c.Aliases(id))); e++ {
			if match, k, word, ok := s.scoreEntry(e); ok {
				if k > looseMatch {
					match += bonus
				}
				s.push(match, e, k, word)
			}
		}
	}
}
