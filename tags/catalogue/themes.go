package catalogue

import (
	"slices"
	"strings"

	"tailor/tags"
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

// TagsIn returns the tags of the theme that Theme finds by a name, the most
// common first, and nil where there is no such theme. They are shared and must
// not be changed.
func (c *Catalogue) TagsIn(theme string) []ID {
	i := c.findTheme(theme)
	if i < 0 {
		return nil
	}
	return c.themes.ids[i]
}

func (c *Catalogue) findTheme(name string) int {
	key := string(tags.AppendKey(nil, strings.TrimSpace(name)))
	if key == "" {
		return -1
	}
	found := -1
	for i, n := range c.themes.names {
		if len(c.themes.ids[i]) == 0 {
			continue
		}
		switch k := string(tags.AppendKey(nil, n)); {
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
