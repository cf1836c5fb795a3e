package profile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"tailor/tags"
)

// The names of a prompt's parts in Profile.Layout, beside the profile's
// groups. A BREAK closes a chunk.
const (
	ArtistPart    = "artists"
	QualityPart   = "quality"
	StylePart     = "styles"
	CountPart     = "count" // "1girl", "solo"
	CharacterPart = "character"
	SeriesPart    = "series"
	TagPart       = "tags" // and all that has no part of its own
	BreakPart     = "BREAK"
)

// partNames are the parts that every profile has.
var partNames = []string{ArtistPart, QualityPart, StylePart, CountPart, CharacterPart, SeriesPart, TagPart, BreakPart}

// Artists says how the model wants its artists written.
type Artists struct {
	// Form is how one is written, "{}" standing for the name; without it the
	// model knows no artists.
	Form string `toml:"form"`
	// Also are further forms that do.
	Also []string `toml:"also"`
	// Why says what becomes of a name in another form, or of any name where
	// the model knows none: a clause.
	Why string `toml:"why"`
	// Apart says what becomes of artists and styles amid the tags, where they
	// have a chunk of their own: a clause.
	Apart string `toml:"apart"`
}

// Spelling says how the model wants its tags spelled.
type Spelling struct {
	// KeepUnderscores are regular expressions for tags that bear underscores,
	// in lower case.
	KeepUnderscores []string `toml:"keep_underscores"`
	// Why says what is wrong with underscores elsewhere: a clause.
	Why string `toml:"why"`
}

// How sentences do, see Profile.Prose.
const (
	ProseWorks = "works"
	ProseWeak  = "weak"
)

// Chunked reports whether artists and styles stand in a chunk of their own,
// which BREAK closes.
func (p *Profile) Chunked() bool {
	return slices.Contains(p.Layout, BreakPart)
}

// Rank returns the place of a part or group in the layout, from 0, and that
// of the tags where the layout does not name it.
func (p *Profile) Rank(part string) int {
	if i := slices.Index(p.Layout, part); i >= 0 {
		return i
	}
	if part == TagPart {
		return len(p.Layout)
	}
	return p.Rank(TagPart)
}

// Placed reports whether the layout names a part.
func (p *Profile) Placed(part string) bool { return slices.Contains(p.Layout, part) }

// KnowsArtists reports whether the model was taught artists.
func (p *Profile) KnowsArtists() bool { return p.Artists != nil && p.Artists.Form != "" }

// WriteArtist writes an artist's name as the model wants it. The name is
// spelled for a prompt already.
func (p *Profile) WriteArtist(name string) string {
	if !p.KnowsArtists() {
		return name
	}
	return strings.Replace(p.Artists.Form, "{}", name, 1)
}

// ArtistMark returns what stands before an artist's name, "" for nothing.
func (p *Profile) ArtistMark() string {
	if !p.KnowsArtists() {
		return ""
	}
	mark, _, _ := strings.Cut(p.Artists.Form, "{}")
	return mark
}

// TakesArtist reports whether the model takes artists in a form.
func (p *Profile) TakesArtist(form string) bool {
	return p.KnowsArtists() && (p.Artists.Form == form || slices.Contains(p.Artists.Also, form))
}

// Write writes a tag as the model wants it in a prompt: as a list of the
// user's spells it, an artist in the model's form, anything else with spaces
// for underscores and its brackets escaped.
func (p *Profile) Write(t tags.Tag) string {
	switch {
	case t.Spelled():
		return t.Prompt()
	case t.Category == tags.Artist:
		return p.WriteArtist(tags.Spell(t.Name))
	case p.KeepsUnderscores(t.Name):
		return tags.Escape(t.Name)
	}
	return tags.Spell(t.Name)
}

// KeepsUnderscores reports whether the model wants a tag with its underscores.
func (p *Profile) KeepsUnderscores(text string) bool {
	if !strings.Contains(text, "_") {
		return false
	}
	text = strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(p.kept, func(re *regexp.Regexp) bool { return re.MatchString(text) })
}

// ArtistWhy, ApartWhy and SpellingWhy return the profile's clauses on artists
// in another form, on artists amid the tags, and on underscores.
func (p *Profile) ArtistWhy() string {
	if p.Artists == nil {
		return ""
	}
	return cmp.Or(p.Artists.Why, "the model was taught another form")
}

// ApartWhy: see ArtistWhy.
func (p *Profile) ApartWhy() string {
	if p.Artists == nil {
		return ""
	}
	return cmp.Or(p.Artists.Apart, "it mixes with the tags of its chunk")
}

// SpellingWhy: see ArtistWhy.
func (p *Profile) SpellingWhy() string {
	if p.Spelling == nil {
		return ""
	}
	return p.Spelling.Why
}

// RefusedWhy completes "it … here" for tags of a group that belong in the
// negative prompt.
func (p *Profile) RefusedWhy(group string) string {
	for _, g := range p.Groups {
		if g.Name == group {
			return cmp.Or(g.Why, "does harm")
		}
	}
	return "does harm"
}

// ReadArtist takes a text apart that names an artist in one of the forms that
// prompts have, or reports false. The plain name is no such form.
func ReadArtist(text string) (name, form string, ok bool) { return readForm(text, dict().Artists) }

// ReadArtistPhrase takes a text apart that names somebody in words, "drawn by
// {}". Whether that is an artist the name has to tell.
func ReadArtistPhrase(text string) (name, form string, ok bool) {
	return readForm(text, dict().ArtistPhrases)
}

// readForm finds the first of the forms that a text has.
func readForm(text string, forms []string) (name, form string, ok bool) {
	for _, form := range forms {
		mark, rest, _ := strings.Cut(form, "{}")
		if len(text) <= len(mark)+len(rest) || !strings.EqualFold(text[:len(mark)], mark) || !strings.EqualFold(text[len(text)-len(rest):], rest) {
			continue
		}
		// "artist: 0.7::wlop" is NovelAI's weight, and no name has two colons.
		if name := strings.TrimSpace(text[len(mark) : len(text)-len(rest)]); name != "" && !strings.Contains(name, "::") {
			return name, form, true
		}
	}
	return "", "", false
}
