package tags

import (
	"slices"
	"strings"
)

// The starter lists are written theme by theme, a file a theme: "hair",
// "lighting", "ears-and-tails". The catalogue keeps which theme a tag comes
// from, so that somebody who does not know a tag's name can look through what
// there is.

// Theme is a group of tags that belong together.
type Theme struct {
	// Name is in lower case, with dashes between its words.
	Name string
	// Tags is the number of its tags, never 0.
	Tags int
}

// ThemeFilter begins a query that is meant for one theme: "theme:hair long".
const ThemeFilter = "theme:"

// maxThemes is how many themes a catalogue can tell apart; a record has a byte
// for it, of which 0 is none.
const maxThemes = 255

// themeTable is the themes of a catalogue, in the order of the lists.
type themeTable struct {
	names []string
	ids   [][]ID // of each theme, the most common tags first
}

// Themes returns the themes of the lists, in the lists' order: what people
// look for first comes first.
func (c *Catalogue) Themes() []Theme {
	all := make([]Theme, 0, len(c.themes.names))
	for i, name := range c.themes.names {
		if n := len(c.themes.ids[i]); n > 0 {
			all = append(all, Theme{Name: name, Tags: n})
		}
	}
	return all
}

// Theme finds a theme by its name, in any spelling, or by the beginning of it
// that no other theme has.
func (c *Catalogue) Theme(name string) (Theme, bool) {
	i := c.findTheme(name)
	if i < 0 {
		return Theme{}, false
	}
	return Theme{Name: c.themes.names[i], Tags: len(c.themes.ids[i])}, true
}

func (c *Catalogue) findTheme(name string) int {
	key := string(appendKey(nil, strings.TrimSpace(name)))
	if key == "" {
		return -1
	}
	found := -1
	for i, n := range c.themes.names {
		if len(c.themes.ids[i]) == 0 {
			continue
		}
		switch k := string(appendKey(nil, n)); {
		case k == key:
			return i
		case strings.HasPrefix(k, key) && found >= 0:
			found = len(c.themes.names) // several
		case strings.HasPrefix(k, key):
			found = i
		}
	}
	if found == len(c.themes.names) {
		return -1
	}
	return found
}

// ThemeOf returns the name of a tag's theme, "" for a tag of none.
func (c *Catalogue) ThemeOf(id ID) string {
	if t := c.tags[id].theme; t > 0 {
		return c.themes.names[t-1]
	}
	return ""
}

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
// where it is empty. A theme has a few hundred tags: each is judged.
func (s *searcher) themed(theme int, text string, o Options) {
	if theme < 0 || s.stopped {
		return
	}
	ids := s.ix.c.themes.ids[theme]
	s.q.parse(text, o.Categories)
	s.judgeAll(ids, o.Picks)
	if len(s.top) == 0 && s.q.by {
		s.q.parseWhole(text, o.Categories)
		s.judgeAll(ids, o.Picks)
	}
	s.settle()
}

func (s *searcher) judgeAll(ids []ID, picks map[string]int) {
	c := s.ix.c
	for _, id := range ids {
		if s.tick() {
			return
		}
		r, first := &c.tags[id], s.ix.nameEntry(id)
		if len(s.q.key) == 0 {
			if len(s.top) == s.limit {
				return
			}
			if s.q.categories&(1<<r.category) != 0 {
				s.top = append(s.top, hit{score: s.ix.popularity[id], id: id, entry: first, kind: noFit})
			}
			continue
		}
		bonus := float32(0)
		if len(picks) > 0 {
			if times := picks[c.name(id)]; times > 0 {
				bonus = pickBonus(times)
			}
		}
		for e := first; e <= first+uint32(r.aliases); e++ {
			if fit, k, word, ok := s.judge(e); ok {
				if k > looseFit {
					fit += bonus
				}
				s.offer(fit, e, k, word)
			}
		}
	}
}

// theme returns the number that a list's theme has in a record, a new one for
// a new theme, and 0 where there is none or no number is left.
func (t *themeTable) number(name string) uint8 {
	if name == "" {
		return 0
	}
	i := slices.Index(t.names, name)
	if i < 0 {
		if len(t.names) == maxThemes {
			return 0
		}
		i = len(t.names)
		t.names = append(t.names, name)
	}
	return uint8(i + 1)
}
