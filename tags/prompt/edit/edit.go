// Package edit holds the edits that a model's way of being prompted decides:
// switching a tag on and off, accepting a suggestion, gathering and rolling
// artists, composing from parts, translating from another model's way. Every
// one is a pure function from texts and a cursor to edits of them
// (splice.Change), so that the screen and the command line do the same, undo is
// one stack, and all that an edit does not mean stays byte for byte.
package edit

import (
	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// Options are the user's choices.
type Options struct {
	// StylesAtEnd puts artists and styles to the very end of the prompt in place
	// of a chunk of their own at its beginning.
	StylesAtEnd bool
	// Negative tells Accept that the text is the negative prompt, where
	// artists stay where they are typed.
	Negative bool
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

// isStyle reports whether tags of the role are artists or styles.
func (r role) isStyle() bool { return r == artistRole || r == styleRole }

// classifier classifies parts by a profile and, where there is one, a catalogue.
type classifier struct {
	profile *profile.Profile
	finder  artists.Finder
	memory  *memory
	amidIn  *splice.Document
	amid    []bool // what amidArtists says of amidIn's parts
}

func newClassifier(p *profile.Profile, finder artists.Finder) *classifier {
	return &classifier{profile: p, finder: finder, memory: &memory{}}
}

// part classifies one part.
func (j *classifier) part(part prompt.Part) role { return recall(&j.memory.roles, part, j.partNow) }

func (j *classifier) partNow(part prompt.Part) role {
	if part.Choice || part.Kind != prompt.Plain {
		return otherRole
	}
	if r, ok := j.own(part); ok {
		return r
	}
	if name, form, ok := profile.ReadArtist(part.Text); ok && (part.By && artists.Is(j.finder, name) || !part.By && j.profile.KnowsArtists() && form == j.profile.Artists.Form) {
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
	case f.Counts, subjects[tags.Plain(text)]:
		return bodyRole
	}
	return otherRole
}

// subjects are tags that say how many subjects there are, beside those that a
// profile names.
var subjects = map[string]bool{"solo": true, "no humans": true}
