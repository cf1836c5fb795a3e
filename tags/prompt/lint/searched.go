package lint

import (
	"fmt"
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/search"
)

// searches are what restricts a search of tailor's to a category. "artist:" is
// not among them: other models' prompts have it, see profile.ReadArtist.
var searches = map[string]tags.Category{
	"char": tags.Character, "character": tags.Character,
	"copy": tags.Copyright, "copyright": tags.Copyright,
	"gen": tags.General, "general": tags.General,
	"meta": tags.Meta,
}

// readSearch finds a search that was left in a prompt: "char:miku",
// "theme:people". A word and a colon with a space after them are prose.
func (c *Checker) readSearch(f *tagFacts, text string) {
	i := strings.IndexByte(text, ':')
	if i < 3 || i == len(text)-1 || strings.ContainsAny(text[i+1:i+2], " \t:/") || !english.HasLetters(text[i+1:]) {
		return
	}
	prefix, name := strings.ToLower(text[:i]), text[i+1:]
	if f.searched = prefix+":" == search.ThemeFilter; f.searched {
		return
	}
	category, ok := searches[prefix]
	if f.searched = ok; !ok {
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
		f.found, f.key = &t, tags.Plain(t.Name)
	}
}

// searched reports a search that was left in the prompt. What it would have
// found was meant; a theme is no tag.
func (r *report) searched(i int) {
	it := &r.region.items[i]
	const what = "%s is a search of tailor's, and CLIP reads it as plain words; "
	switch k := strings.IndexByte(it.Text, ':'); {
	case it.facts.found != nil:
		fix := r.c.p.Write(*it.facts.found)
		r.add(UnknownTag, Warning, it.Core, &fix, nil, fmt.Sprintf(what+"write %s.", quoted(it.Text), quoted(fix)))
		return
	case !strings.EqualFold(it.Text[:k+1], search.ThemeFilter):
		r.add(UnknownTag, Warning, it.Core, nil, nil, fmt.Sprintf(what+"choose a tag from its list.", quoted(it.Text)))
		return
	}
	r.add(UnknownTag, Warning, it.Core, gone(), r.region.without(i), fmt.Sprintf(what+"take it out.", quoted(it.Text)))
}
