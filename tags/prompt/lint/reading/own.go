package reading

import (
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// ownFacts is what is known of a tag that stands as a list of the user's spells
// it: what the list says, whatever the spelling looks like.
func (c *Reader) ownFacts(p *prompt.Part, id catalogue.ID) *Facts {
	t := c.cat.Tag(id)
	f := &Facts{Key: tags.Plain(t.Name), Known: true, Own: true, Tag: t, Somebody: t.Category == tags.Character, Blocked: tags.Blocked(p.Text)}
	f.Phrase = english.ReadPhrase(p.Text, true)
	switch t.Category {
	case tags.Artist:
		f.Artist = p.By // what is not written so goes where its writer put it
		f.Key = artistKey(t.Name)
	case tags.General, tags.Meta:
		f.Says.Style = c.p.About(t.Name).Style
	}
	return f
}
