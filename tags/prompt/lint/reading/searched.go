package reading

import (
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/search"
)

// readSearch finds a search that was left in a prompt: "char:miku",
// "theme:people". A word and a colon with a space after them are prose, and
// "artist:" stands in other models' prompts, see profile.ReadArtist.
func (c *Reader) readSearch(f *Facts, text string) {
	i := strings.IndexByte(text, ':')
	if i < 3 || i == len(text)-1 || strings.ContainsAny(text[i+1:i+2], " \t:/") || !english.HasLetters(text[i+1:]) {
		return
	}
	prefix, name := strings.ToLower(text[:i]), text[i+1:]
	if f.Searched = prefix+":" == search.ThemeFilter; f.Searched {
		return
	}
	category, ok := tags.CategoryNamed(prefix)
	if f.Searched = ok && category != tags.Artist; !f.Searched {
		return
	}
	id, _, ok := c.cat.LookupIn(name, category)
	if !ok {
		// "meta:comic": lists differ in what is a meta tag.
		var alias string
		id, alias, ok = c.cat.Lookup(name)
		ok = ok && alias == "" && c.cat.Tag(id).Category != tags.Artist
	}
	if ok {
		t := c.cat.Tag(id)
		f.Found, f.Key = &t, tags.Plain(t.Name)
	}
}
