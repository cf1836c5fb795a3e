// Package reading takes a prompt apart for the rules of lint: the regions of a
// text, their items, which of those are natural text, artists or styles, and
// what is known of each, once for all rules.
package reading

import (
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/search"
)

// Reader takes prompts apart and says what each part is. It may be used by
// several goroutines at once.
type Reader struct {
	p   *profile.Profile
	cat *catalogue.Catalogue
	ix  *search.Index

	// words and qualifiers are what the catalogue's names are made of.
	words      english.Set
	wordsByLen map[int][]string
	qualifiers map[string]bool
	// namesakes are characters by what stands before their qualifier, "karin",
	// the most drawn first.
	namesakes map[string][]catalogue.ID
	// homonyms are the names that artists bear before their qualifiers: by "machi"
	// one of several may be meant.
	homonyms map[string]bool
	// called are words of the names of characters that are much drawn.
	called map[string]bool
	// popular are the general tags that are muchUsed, mostPopular at most.
	popular []tags.Tag
	// small reports whether the catalogue is too small for an unknown name to mean
	// much.
	small bool

	facts   recent // by a part's text
	artists recent // by a part's core, see artistsOf
}

// Knows reports whether a text is a tag of the catalogue or of the profile.
func (c *Reader) Knows(text string) bool {
	_, _, ok := c.cat.Lookup(text)
	return ok || c.p.About(text).Tag != ""
}

// NewReader returns a Reader for a model's profile and the tags that are
// known. Without an index no tag is near another.
func NewReader(p *profile.Profile, cat *catalogue.Catalogue, ix *search.Index) *Reader {
	c := &Reader{p: p, cat: cat, ix: ix}
	c.learnWords()
	return c
}
