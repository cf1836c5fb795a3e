package lint

import (
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// ownFacts is what is known of a tag that stands as a list of the user's spells
// it: what the list says, whatever the spelling looks like.
func (c *Checker) ownFacts(p *prompt.Part, id catalogue.ID) *tagFacts {
	t := c.cat.Tag(id)
	f := &tagFacts{key: tags.Plain(t.Name), known: true, own: true, tag: t, blocked: tags.Blocked(p.Text)}
	f.phrase = english.ReadPhrase(p.Text, true)
	switch t.Category {
	case tags.Artist:
		f.artist = p.By // what is not written so goes where its writer put it
		f.key = artistKey(t.Name)
	case tags.General, tags.Meta:
		f.says.Style = c.p.About(t.Name).Style
	}
	return f
}
