package reading

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// leastDrawn is how many pictures a character is on at least that a bare name
// is taken for.
const leastDrawn = 50

// mostNamesakes bounds the names that are kept of each kind: Danbooru has
// 25,000 characters of leastDrawn pictures.
const mostNamesakes = 60_000

// addNamesake notes a character by the name that it bears before its
// qualifiers, "karin_(bunny)_(blue_archive)". Its forms, of two qualifiers, are
// the same character and not noted. The most drawn come first.
func (c *Reader) addNamesake(id catalogue.ID) {
	if c.cat.Category(id) != tags.Character || c.cat.Count(id) < leastDrawn || max(len(c.called), len(c.namesakes)) >= mostNamesakes {
		return
	}
	name := tags.Plain(c.cat.Name(id))
	if c.cat.Count(id) >= muchDrawn {
		c.addCalled(name)
	}
	if strings.Count(name, "(") != 1 {
		return
	}
	base, _, _ := strings.Cut(name, " (")
	if utf8.RuneCountInString(base) < 3 || !english.HasLetters(base) {
		return
	}
	if c.namesakes == nil {
		c.namesakes = map[string][]catalogue.ID{}
	}
	c.namesakes[base] = append(c.namesakes[base], id)
}

// leastCalled is how many pictures the most drawn of them is on at least that a
// bare name is taken for: "matsuri" is a feast before it is anybody.
const leastCalled = 1000

// muchDrawn is how many pictures a character is on at least whose given or
// family name alone may mean that character.
const muchDrawn = 500

// addCalled notes the words of a much drawn character's name of two words.
func (c *Reader) addCalled(name string) {
	first, last, two := strings.Cut(name, " ")
	if !two || strings.ContainsAny(last, " (") {
		return
	}
	if c.called == nil {
		c.called = map[string]bool{}
	}
	c.called[first], c.called[last] = true, true
}

// oftener is how many times more often than an artist draws a character of the
// same name is drawn that the bare name may mean.
const oftener = 3

// findNamesakes finds the characters that a bare name may mean. A name of plain
// English means what it says, and one of several words that an artist bears too
// is the artist's, "shigure ui".
func (c *Reader) findNamesakes(f *Facts, p *prompt.Part) {
	if p.By || p.Choice || f.Says.Tag != "" || f.Says.Dead != nil || f.Kindred != nil || f.ArtistName != "" || f.Searched || f.Blocked {
		return
	}
	key := tags.Plain(p.Text)
	ids := c.namesakes[key]
	if len(ids) == 0 || english.Anybody(key) || english.Plain(key, c.words) || c.cat.Tag(ids[0]).Count < leastCalled {
		return
	}
	if f.Known {
		if f.Tag.Category != tags.Artist || strings.Contains(key, " ") || c.cat.Tag(ids[0]).Count < oftener*f.Tag.Count {
			return
		}
		f.Known, f.Artist, f.Plain, f.Alias, f.Form, f.Tag, f.Key = false, false, false, "", "", tags.Tag{}, key
	}
	f.Namesakes = ids
}

// SeriesTold reports whether a region names a series, by its tag or a
// character's qualifier.
func (c *Reader) SeriesTold(reg *Region) bool {
	for i := range reg.Items {
		if f := reg.Items[i].Facts; f.Known && f.Tag.Category == tags.Copyright || c.qualifiers[f.Key] && !f.Known {
			return true
		}
	}
	return false
}

// Counts reports whether a region says how many are seen, so that a bare name is
// somebody's: "maya" may be a program.
func (reg *Region) Counts() bool {
	return slices.ContainsFunc(reg.Items[:min(mostBeside, len(reg.Items))], func(it Item) bool { return it.Facts.Says.Counts })
}

// mostBeside is how many parts of a region are looked through for what is told
// beside another, which keeps the work for a long text in proportion to it.
const mostBeside = 400

// ToldBeside reports whether another part of a region says already whom a hint
// would name: it is the character kindred, if that is one, or somebody by more
// of a name of which the text is a word, "nana" beside "osaki nana".
func (reg *Region) ToldBeside(it *Item, kindred *tags.Tag) bool {
	if kindred != nil && kindred.Category != tags.Character {
		return false
	}
	for i := range reg.Items[:min(mostBeside, len(reg.Items))] {
		f := reg.Items[i].Facts
		if f == it.Facts || !f.Known || f.Tag.Category != tags.Character {
			continue
		}
		if kindred != nil && f.Tag.Name == kindred.Name || slices.Contains(strings.Fields(tags.Plain(reg.Items[i].Text)), it.Facts.Key) {
			return true
		}
	}
	return false
}
