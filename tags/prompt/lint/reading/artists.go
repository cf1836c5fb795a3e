package reading

import (
	"slices"
	"strings"

	"tailor/data/distance"
	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// placeholders are the words that templates have in curly brackets, by which
// something else is filled in.
var placeholders = english.NewSet("prompt negative_prompt negative char character user scene subject style name description input text artist artists null none expression pose outfit background")

// Placeholder reports whether a text in curly brackets is one of a template.
func Placeholder(text string) bool { return placeholders.Has(strings.ToLower(text)) }

// artistsOf returns what is known of a part that names artists in another form
// than the model's (artists.Read), or nil. It is asked by the part as it is
// written, since brackets tell much of it.
func (c *Reader) artistsOf(p *prompt.Part, core string) *Facts {
	if p.Kind != prompt.Plain || Placeholder(strings.Trim(core, "{} ")) {
		return nil
	}
	return c.artists.of(core, func() *Facts {
		found := artists.Read(c.p, SureArtists{c}, core)
		if found == nil {
			return nil
		}
		var keys []string
		ambiguous := false
		for _, a := range found {
			keys = append(keys, artistKey(a.Name))
			ambiguous = ambiguous || !artists.Is(SureArtists{c}, a.Name)
		}
		return &Facts{Ambiguous: ambiguous, Artist: true, Key: strings.Join(keys, ", "), Written: artists.Write(c.p, found), Blocked: tags.Blocked(core)}
	})
}

// misspeltArtist reports whether a slip for "artist:" stands before a name.
func misspeltArtist(text string) bool {
	k := strings.LastIndexByte(strings.TrimRight(text, ": "), ':')
	if k < 0 {
		return false
	}
	mark := strings.ToLower(text[strings.LastIndexAny(text[:k], ": (")+1 : k])
	return mark != "artist" && len(mark) > 4 && distance.Between(mark, "artist", 2) <= 2
}

// NamesArtist reports whether one of the parts that commas part bears an artist's
// mark: it is written again next.
func NamesArtist(body string) bool {
	return slices.ContainsFunc(strings.Split(body, ","), func(part string) bool {
		_, _, ok := profile.ReadArtist(strings.TrimSpace(part))
		return ok
	})
}
