// Package edit holds the edits by which a prompt is written: switching a
// tag on and off, accepting a suggestion, weighing, moving and gathering.
// Every one is a pure function from texts and a cursor to edits of them, so
// that the screen and the command line do the same, undo is one stack, and
// all that an edit does not mean stays byte for byte.
package edit

import (
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// Change is what a function of this package wants done.
type Change struct {
	// Positive and Negative are edits of the two prompts, each in offsets of
	// the text as it was. Functions that take one text return its edits in
	// Positive, whichever prompt it is.
	Positive, Negative []prompt.Edit
	// Cursor is where the cursor stands after the edits, in bytes, or -1
	// where the function knows of no cursor: prompt.Moved tells then.
	Cursor int
	// Selection is what is selected after the edits; empty where nothing is.
	Selection prompt.Span
	// Note is one line to be shown, or empty.
	Note string
}

// Empty reports whether there is nothing to be done.
func (c Change) Empty() bool { return len(c.Positive)+len(c.Negative) == 0 }

// Apply carries the change out.
func (c Change) Apply(t prompt.Texts) prompt.Texts {
	return prompt.Texts{Positive: prompt.Apply(t.Positive, c.Positive), Negative: prompt.Apply(t.Negative, c.Negative)}
}

// Options are the user's choices.
type Options struct {
	// StylesAtEnd puts artists and styles to the very end of the prompt in place
	// of a chunk of their own at its beginning.
	StylesAtEnd bool
	// Negative tells Accept that the text is the negative prompt, where
	// artists stay where they are typed.
	Negative bool
}

// Finder tells which tags there are; *catalogue.Catalogue is one. A nil Finder
// knows none.
type Finder interface {
	// LookupIn finds a tag of a category by its name or an alias in any
	// spelling; the alias is empty where the name itself fits.
	LookupIn(text string, cat tags.Category) (id catalogue.ID, alias string, ok bool)
}

// role orders the tags of the style chunk as the model's own example does:
// artists, quality tags, styles. What is none of them classifies as other.
type role int

const (
	artistRole  role = 0
	qualityRole role = 100 // and more, by the quality tag's place in the profile
	worstRole   role = 199 // a quality tag of the negative prompt
	styleRole   role = 200
	otherRole   role = 300
	bodyRole    role = 400 // a tag that counts subjects: surely of the body
)

// inStyleChunk reports whether tags of the role belong in the style chunk.
func (r role) inStyleChunk() bool { return r < otherRole }

// classifier classifies parts by a profile and, where there is one, a catalogue.
type classifier struct {
	profile *profile.Profile
	finder  Finder
	memory  *memory // nil where nothing is remembered
}

func newClassifier(p *profile.Profile, finder Finder) *classifier {
	return &classifier{profile: p, finder: finder}
}

// part classifies one part.
func (j *classifier) part(part prompt.Part) role {
	if j.memory != nil {
		return recall(&j.memory.roles, part, j.partNow)
	}
	return j.partNow(part)
}

func (j *classifier) partNow(part prompt.Part) role {
	if part.Choice || part.Kind != prompt.Plain {
		return otherRole
	}
	if r, ok := j.own(part); ok {
		return r
	}
	if name, form, ok := profile.ReadArtist(part.Text); ok && (part.By && IsArtist(j.finder, name) || !part.By && j.profile.KnowsArtists() && form == j.profile.Artists.Form) {
		return artistRole
	}
	return j.tag(part.Text)
}

// tag classifies a tag that is no artist.
func (j *classifier) tag(text string) role {
	f := j.profile.About(text)
	switch {
	case f.Quality > 0:
		return qualityRole + role(min(f.Place, 98))
	case f.Quality < 0:
		return worstRole
	case f.Style:
		return styleRole
	case f.Counts:
		return bodyRole
	}
	if subjects[tags.Plain(text)] {
		return bodyRole
	}
	return otherRole
}

// IsArtist reports whether a name that follows "by " is an artist's. A name
// that the finder knows is; of the others, which may be any of the fifty
// thousand that no list holds, those that do not read like English, "by
// accident" (english.ByPhrase), and are no thing that a tag is called by, "by
// fireplace".
func IsArtist(finder Finder, name string) bool {
	if finder != nil {
		if _, _, ok := finder.LookupIn(name, tags.Artist); ok {
			return true
		}
	}
	var known english.Set
	if w, ok := finder.(Worder); ok {
		known = w.Words()
	}
	if english.ByPhrase(name, known) {
		return false
	}
	key := strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(name), "_", " ")), " ")
	return !isThing(finder, key) && !(strings.HasSuffix(key, "s") && isThing(finder, strings.TrimSuffix(key, "s")))
}

// Worder is a Finder that knows the words which the names of tags are made of.
type Worder interface {
	Words() english.Set
}

// isThing reports whether a general tag bears a name.
func isThing(finder Finder, name string) bool {
	if finder == nil {
		return false
	}
	_, alias, ok := finder.LookupIn(name, tags.General)
	return ok && alias == ""
}

// subjects are tags that say how many subjects there are, beside those that a
// profile names.
var subjects = map[string]bool{"solo": true, "no humans": true}
