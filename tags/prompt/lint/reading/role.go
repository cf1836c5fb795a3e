package reading

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// Role is what an item does to the chunk that it stands in.
type Role uint8

const (
	Body    Role = iota
	OfStyle      // an artist or style, which wants a chunk of its own
	Neutral      // may stand in both: quality, brightness, networks, wildcards
)

// Role returns what the item does to its chunk.
func (it *Item) Role() Role {
	f := it.Facts
	switch {
	case it.Artist, it.Style:
		return OfStyle
	case it.Kind != prompt.Plain, it.Setting, f.Wild && it.By, it.Choice && (it.By || f.Artist || f.Says.Style), f.Blocked:
		return Neutral
	case it.Sentence || it.Choice:
		return Body
	case it.Amid:
		return Neutral
	case f.Says.Quality != 0, f.Says.Meta, it.Dead():
		return Neutral
	}
	return Body
}

// Body reports whether the item is surely of the prompt's body: a word that may
// do nothing, "general", is not.
func (it *Item) Body() bool { return it.Role() == Body && it.Facts.Says.Dead == nil }

// manners are the words that what says how a picture is drawn ends in.
var manners = english.NewSet("color colors colour colours coloring colouring shading lineart lines outline style art artwork painting palette media medium) linework sketch rendering render illustration")

// Drawn reports whether the item says how a picture is drawn: "flat color".
func (it *Item) Drawn() bool {
	words := strings.Fields(strings.ToLower(it.Text))
	return len(words) > 0 && len(words) <= 3 && manners.Has(words[len(words)-1])
}

// Dead reports whether the item is a word that surely does nothing.
func (it *Item) Dead() bool { return it.Facts.Says.Dead.Sure() }

// markArtists settles which items are artists and styles. What is plain English
// too, "by candlelight", "by the atko" or the artist "grain", is an artist only
// where nothing but artists and styles stand.
func (reg *Region) markArtists(finder SureArtists) {
	for i := range reg.Items {
		it := &reg.Items[i]
		if it.Quiet() {
			continue
		}
		it.Style = it.Facts.Says.Style && !it.Facts.Artist
		it.Artist = it.Facts.Artist && !it.Facts.Plain
	}
	if !finder.c.small {
		reg.unmarkLone()
	}
	artist := func(i int) bool { return reg.Items[i].Artist }
	strange := func(i int) bool { return reg.Items[i].strange(finder) }
	for from := 0; from < len(reg.Items); {
		to := reg.SectionEnd(from)
		artists.Amid(from, to, artist, strange, func(i int) { reg.Items[i].Amid = true }) // edit.Gather takes them along
		sure, doubtful, others := 0, 0, 0
		for i := from; i < to; i++ {
			it := &reg.Items[i]
			switch {
			case it.Artist:
				sure++
			case it.Facts.Artist && !it.Choice:
				doubtful++
			case it.Role() == Body:
				others++
			}
		}
		for i := from; i < to && doubtful > 0; i++ {
			it := &reg.Items[i]
			among := others == 0 && sure > 0
			if !among && i > from && i+1 < to && artist(i-1) && artist(i+1) {
				_, _, among = finder.LookupIn(it.Name, tags.Artist) // no English word
			}
			if among {
				it.Artist = it.Facts.Artist && !it.Choice
			}
		}
		from = to
	}
}

// An artist who drew leastKnown pictures at least is meant by the bare name
// beside marked ones, and one who drew mostRare may be a character elsewhere.
const leastKnown, mostRare = 60, 300

// unmarkLone takes a bare rare name that stands away from other artists for none where
// the prompt marks its artists otherwise, "1girl, @wlop, smile, hinata kanata", or where
// somebody is counted whom nobody else names, "1girl, hinata kanata, solo".
func (reg *Region) unmarkLone() {
	marked := slices.ContainsFunc(reg.Items, func(it Item) bool { return it.Marked() })
	somebody := slices.ContainsFunc(reg.Items, func(it Item) bool { return it.Facts.Somebody })
	within := func(i int) bool { return i >= 0 && i < len(reg.Items) }
	named := func(i int) bool { return within(i) && reg.Items[i].Facts.Artist }
	counts := func(i int) bool { return within(i) && reg.Items[i].Facts.Says.Counts }
	for i := range reg.Items {
		it := &reg.Items[i]
		if !it.Artist || it.Marked() || named(i-1) || named(i+1) {
			continue
		}
		if marked {
			it.Artist = it.Facts.Tag.Count >= leastKnown
		} else if plain := strings.Contains(it.Text, " ") && !strings.Contains(it.Text, "("); plain && !somebody && (counts(i-1) || counts(i+1)) {
			it.Artist = it.Facts.Tag.Count >= mostRare
		}
	}
}

// Marked reports whether something tells that the item is an artist, as no name alone
// does.
func (it *Item) Marked() bool {
	return it.By || it.Facts.Written != "" || it.Facts.ArtistName != "" || strings.HasPrefix(it.Text, "@")
}

// ArtistEnds reports whether an artist stands before a sentence in an item.
func (c *Reader) ArtistEnds(it *Item) bool {
	name, rest, more := strings.Cut(it.Text, ". ")
	if !more || len(name) > 80 {
		return false
	}
	bare, _, marked := profile.ReadArtist(name)
	if marked {
		name = bare
	}
	if _, _, known := c.SureArtists().LookupIn(name, tags.Artist); known && len(name) > 2 { // not "J. C. Leyendecker"
		return true
	}
	return marked && len(strings.Fields(rest)) > 2
}

// DoubtfulArtist reports whether an item that is no artist for sure may be one beside
// another: it bears a word's name or one that no list knows, or is drawn by chance.
func (c *Reader) DoubtfulArtist(it *Item) bool {
	return c.endsInArtists(it) || it.By && !strings.Contains(it.Name, " ") || it.Facts.Known && it.Facts.Artist && it.Facts.Plain ||
		misspeltArtist(it.Text) || c.Strange(it) || strings.HasPrefix(it.Text, "@") || it.Kind == prompt.Wildcard ||
		it.Choice && (NamesArtist(strings.Trim(it.Text, "[{( ")) || strings.Contains(strings.ToLower(it.Text), "artist"))
}

// endsInArtists reports whether artists stand in an item that is more than their names,
// "krenz and fuzichoco" or "a book by wlop".
func (c *Reader) endsInArtists(it *Item) bool {
	text := strings.ToLower(it.Text)
	if len(text) > 400 || len(text) != len(it.Text) || !strings.Contains(text, " ") {
		return false
	}
	for _, mark := range []string{" by ", "art ", "art of ", " and ", " & ", ", "} {
		k := strings.LastIndex(text, mark)
		if k < 0 || k > 0 && mark[0] != ' ' && mark[0] != ',' {
			continue
		}
		name := strings.TrimRight(it.Text[k+len(mark):], " .")
		if _, _, known := c.SureArtists().LookupIn(name, tags.Artist); known || mark == " by " && capitals(name) {
			return true
		}
	}
	return false
}

// capitals reports whether all words of a short name begin with a capital.
func capitals(name string) bool {
	words := strings.Fields(name)
	return len(words) < 4 && !slices.ContainsFunc(words, func(w string) bool { return w[0] < 'A' || w[0] > 'Z' })
}

// Strange reports whether nobody knows an item and it may be an artist's name.
func (c *Reader) Strange(it *Item) bool { return it.strange(SureArtists{c}) }

// strange reports whether nobody knows the item and it may be an artist's name.
func (it *Item) strange(finder SureArtists) bool {
	f := it.Facts
	return !it.Quiet() && !it.By && !it.Choice && !f.Known && !f.Word && f.Near == nil && f.Says.Tag == "" && f.Says.Dead == nil && !it.Style && artists.Strange(finder, it.Text)
}

// SectionEnd returns the index after the last item of the section that item
// from stands in.
func (reg *Region) SectionEnd(from int) int {
	to := from + 1
	for to < len(reg.Items) && reg.Items[to].Section == reg.Items[from].Section {
		to++
	}
	return to
}

// SureArtists finds tags as the catalogue does, except for artists whose names
// are plain English: what the checker does not take for an artist must not be
// gathered either.
type SureArtists struct{ c *Reader }

// LookupIn, Lookup, Tag and Verbatim implement edit.Finder.
func (f SureArtists) LookupIn(text string, cat tags.Category) (catalogue.ID, string, bool) {
	if cat == tags.Artist && english.PlainName(text, false, f.c.words) {
		return 0, "", false
	}
	return f.c.cat.LookupIn(text, cat)
}

// Doubtful implements artists.Doubter: a name that a much drawn character is
// called by is not surely the artist's, nor is one word of somebody who drew few.
func (f SureArtists) Doubtful(name string) bool {
	if f.c.called[tags.Plain(name)] {
		return true
	}
	id, _, ok := f.c.cat.LookupIn(name, tags.Artist)
	return ok && !f.c.small && anyWord(name) && f.c.cat.Tag(id).Count < leastDrawnBy
}

// Words implements edit.Worder.
func (f SureArtists) Words() english.Set { return f.c.words }

func (f SureArtists) Lookup(text string) (catalogue.ID, string, bool) { return f.c.cat.Lookup(text) }

func (f SureArtists) Tag(id catalogue.ID) tags.Tag { return f.c.cat.Tag(id) }

func (f SureArtists) Verbatim(text string) []catalogue.Verbatim { return f.c.cat.Verbatim(text) }

// SureArtists returns the finder of artists whose names are nothing else.
func (c *Reader) SureArtists() SureArtists { return SureArtists{c} }
