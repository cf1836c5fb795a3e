package library

import (
	"cmp"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"

	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/knowledge"
	"tailor/tags/related"
)

// Card is all that is known of one tag.
type Card struct {
	ID  catalogue.ID
	Tag tags.Tag
	// Note is what this project's writers know of it; empty where nothing is.
	Note knowledge.Note
	// Series are the series that a character belongs to, those that its name tells
	// in brackets and those that are known.
	Series []string
	// Related are tags of the catalogue that complete a picture with it or, of
	// a character, by which one knows it.
	Related []tags.Tag
	// Seen are tags of the catalogue that stand with it on the same pictures,
	// the best first, Related ones left out. It is empty without the data that
	// "tailor update --related" fetches.
	Seen []tags.Tag
	// company are the tag and those by which the others are chosen.
	company []string
}

// mostSeen is how many tags a card tells of that stand on the same pictures.
const mostSeen = 16

// NewCard returns the card of a tag, which must be one of the catalogue.
// seen is the data on pictures, nil for none.
func NewCard(c *catalogue.Catalogue, id catalogue.ID, seen *related.File) Card {
	card := Card{ID: id, Tag: c.Tag(id)}
	if card.Tag.Category != tags.Artist {
		card.Note, _ = knowledge.Of(card.Tag.Name, kindOf(card.Tag.Category))
	}
	var pictures []string
	if seen != nil {
		pictures = seen.Of(card.Tag.Name)
	}
	offered := slices.Concat(card.Note.Related, pictures[:min(len(pictures), mostSeen)])
	card.company = company([]string{card.Tag.Name}, offered, card.Tag.Category == tags.Character)
	fits := tags.Beside(card.company...)
	add := func(list []tags.Tag, name string) []tags.Tag {
		of, alias, ok := c.Lookup(name)
		same := func(t tags.Tag) bool { return t.Name == c.Name(of) }
		if !ok || alias != "" || of == id || !fits(name) || slices.ContainsFunc(card.Related, same) || slices.ContainsFunc(list, same) {
			return list
		}
		return append(list, c.Tag(of))
	}
	if card.Tag.Category == tags.Character {
		card.Series = knowledge.AllSeriesOf(card.Tag.Name, func(title string) (string, bool) {
			if id, _, ok := c.LookupIn(title, tags.Copyright); ok {
				return c.Name(id), true
			}
			return "", false
		})
	}
	for _, name := range card.Note.Related {
		card.Related = add(card.Related, name)
	}
	for _, name := range pictures {
		if len(card.Seen) == mostSeen {
			break
		}
		card.Seen = add(card.Seen, name)
	}
	return card
}

// company returns the tags that others must fit that are offered beside them: they
// themselves, and of what is offered what a character is, a child, or else a sexual
// one, beside which no child is offered. A character that is aged down is none.
func company(there, offered []string, character bool) []string {
	if slices.ContainsFunc(there, tags.Child) {
		return there
	}
	isChild := func(name string) bool { return character && name != "aged_down" && tags.Child(name) }
	at := slices.IndexFunc(offered, isChild)
	if at < 0 {
		at = slices.IndexFunc(offered, tags.Sexual)
	}
	if at >= 0 {
		there = append(slices.Clip(there), offered[at])
	}
	return there
}

// Said are what people say for the tag and is not its name.
func (c Card) Said() []string {
	return slices.DeleteFunc(slices.Clone(c.Note.Phrases), func(said string) bool { return tags.Key(said) == tags.Key(c.Tag.Name) })
}

// kindOf returns the kind of the notes on tags of a category.
func kindOf(c tags.Category) knowledge.Kind {
	switch c {
	case tags.Character:
		return knowledge.Character
	case tags.Copyright:
		return knowledge.Series
	}
	return knowledge.General
}

// HasTraits reports whether Related are traits: those by which one knows a
// character.
func (c Card) HasTraits() bool { return c.Note.Kind == knowledge.Character && len(c.Related) > 0 }

// Names are the tag's names in Japanese and Chinese, each once.
func (c Card) Names() []string {
	var names []string
	for _, n := range slices.Concat(c.Note.Japanese, c.Note.Chinese) {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// Wiki is the address of Danbooru's page on the tag.
func (c Card) Wiki() string {
	return "https://danbooru.donmai.us/wiki_pages/" + url.PathEscape(c.Tag.Name)
}

// GoesWith returns tags that go with several tags as they stand together, the
// best first: what goes with many of them, early, and with such as stand on few
// pictures, since a common one says little; what is there is left out. Names that
// the catalogue does not know say nothing.
func GoesWith(c *catalogue.Catalogue, names []string, seen *related.File) []tags.Tag {
	worth, there := map[catalogue.ID]float64{}, map[catalogue.ID]bool{}
	var ids []catalogue.ID
	for _, name := range names {
		if id, _, ok := c.Lookup(name); ok && !there[id] {
			there[id] = true
			ids = append(ids, id)
		}
	}
	beside := slices.Clone(names) // what is offered must fit
	add := func(name string, part float64) {
		if of, _, ok := c.Lookup(name); ok && !there[of] && c.Category(of) == tags.General {
			worth[of] += part
		}
	}
	for _, id := range ids {
		card := NewCard(c, id, seen)
		for _, name := range card.company {
			if tags.Child(name) {
				beside = append(beside, name)
			}
		}
		says := math.Log(pictures / float64(min(max(card.Tag.Count, leastCount), pictures/2)))
		for at, t := range slices.Concat(card.Related, card.Seen) {
			add(t.Name, says/float64(at+4))
		}
		if completes := knowledge.Completes(card.Tag.Name); card.Tag.Category == tags.General {
			for _, name := range completes { // the fewer they are the more it is theirs
				add(name, says/float64(8*len(completes)))
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(worth), func(a, b catalogue.ID) int { return cmp.Or(cmp.Compare(worth[b], worth[a]), cmp.Compare(a, b)) })
	fits := tags.Beside(company(beside, each.Of(all[:min(len(all), mostTogether)], c.Name), false)...)
	var out []tags.Tag
	for _, id := range all {
		if t := c.Tag(id); len(out) < mostTogether && fits(t.Name) {
			out = append(out, t)
		}
	}
	return out
}

// pictures is about how many there are on Danbooru, and leastCount how many a tag
// that is rarer, or of which nobody knows, is taken for.
const (
	pictures   = 9_000_000
	leastCount = 1000
)

// mostTogether is how many tags are offered that go with a prompt.
const mostTogether = 40

// Plain writes a tag's name as a person does, with spaces; a face keeps its
// mouth.
func Plain(name string) string {
	if tags.IsEmoticon(name) {
		return name
	}
	return strings.ReplaceAll(name, "_", " ")
}
