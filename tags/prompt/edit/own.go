package edit

import (
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// Speller is a Finder that knows of tags which a list of the user's spells
// letter by letter; *catalogue.Catalogue is one.
type Speller interface {
	artists.Finder
	// Lookup finds a tag of any category as LookupIn does.
	Lookup(text string) (id catalogue.ID, alias string, ok bool)
	// Tag returns a tag that was found.
	Tag(id catalogue.ID) tags.Tag
	// Verbatim finds where such tags stand in a prompt.
	Verbatim(text string) []catalogue.Verbatim
}

// Veil hides the commas and brackets of the tags that stand in a prompt as a
// list of the user's spells them (see prompt.Veil), so that each is read as
// one part, and returns where they are. Where one would be no part of its own,
// as in the middle of prompt editing, it is left as it stands.
func Veil(finder artists.Finder, text string) (veiled string, own []catalogue.Verbatim) {
	speller, ok := finder.(Speller)
	if !ok {
		return text, nil
	}
	own = speller.Verbatim(text)
	for pass := 0; len(own) > 0 && pass < 4; pass++ {
		spans := make([]prompt.Span, len(own))
		for i, w := range own {
			spans[i] = prompt.Span{Start: w.Start, End: w.End}
		}
		veiled = prompt.Veil(text, spans)
		parts := map[int]int{} // the ends of the parts by their beginnings
		for _, p := range prompt.Read(veiled).Parts {
			if p.Kind == prompt.Plain {
				parts[p.Core.Start] = p.Core.End
			}
		}
		whole := own[:0:0]
		for _, w := range own {
			if parts[w.Start] == w.End {
				whole = append(whole, w)
			}
		}
		if len(whole) == len(own) {
			return veiled, own
		}
		own = whole
	}
	return text, nil
}

// own classifies a part that is such a tag; ok is false for any other.
func (j *classifier) own(part prompt.Part) (r role, ok bool) {
	speller, ok := j.finder.(Speller)
	if !ok {
		return otherRole, false
	}
	text := prompt.Unveil(part.Text)
	w := speller.Verbatim(text)
	if len(w) != 1 || w[0].Start != 0 || w[0].End != len(text) {
		return otherRole, false
	}
	switch t := speller.Tag(w[0].ID); t.Category {
	case tags.Artist:
		if part.By || j.profile.TakesArtist("{}") {
			return artistRole, true
		}
	case tags.General, tags.Meta:
		if j.profile.About(t.Name).Style {
			return styleRole, true
		}
	}
	return otherRole, true
}

// unveiled gives back what edits of a veiled text have of it.
func unveiled(edits []prompt.Edit) []prompt.Edit {
	for i := range edits {
		edits[i].Text = prompt.Unveil(edits[i].Text)
	}
	return edits
}
