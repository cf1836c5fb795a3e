package edit

import (
	"fmt"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// State is what the two prompts say of a tag that can be toggled.
type State int8

const (
	Refused State = -1 // it stands in the negative prompt
	Off     State = 0  // it stands in neither
	Wanted  State = 1  // it stands in the positive prompt, and perhaps in both
)

// String returns the state's sign as the toggles show it: "+", "−" or " ".
func (s State) String() string {
	switch s {
	case Wanted:
		return "+"
	case Refused:
		return "−"
	}
	return " "
}

// States reads the state of every tag that the profile lets one toggle, by
// the profile's spelling. A tag counts in any case, with underscores or
// spaces, weighted or in a group; not in a comment, and not where it is there
// for a part of the steps or pictures only.
func States(p *profile.Profile, t prompt.Texts) map[string]State {
	return StatesOf(p, prompt.Read(t.Positive), prompt.Read(t.Negative))
}

// StatesOf is States for one who has read the prompts already.
func StatesOf(p *profile.Profile, positive, negative prompt.Outline) map[string]State {
	states := make(map[string]State, 96)
	for _, g := range p.Toggles() {
		for _, tag := range g.Tags {
			states[tag] = Off
		}
	}
	for i, out := range []prompt.Outline{negative, positive} {
		for _, part := range out.Parts {
			if part.Choice || part.Kind != prompt.Plain {
				continue
			}
			if f, ok := p.Toggle(part.Text); ok {
				states[f.Tag] = []State{Refused, Wanted}[i]
			}
		}
	}
	return states
}

// Next returns the state that follows when a tag's toggle is pressed: off,
// wanted, refused and off again, except for those that belong in one prompt
// only, which skip the other.
func Next(p *profile.Profile, tag string, s State) State {
	f := p.About(tag)
	switch {
	case s != Off && (f.Quality != 0 || f.RefusedOnly):
		return Off
	case s == Off && (f.Quality < 0 || f.RefusedOnly):
		return Refused
	case s == Off:
		return Wanted
	case s == Wanted:
		return Refused
	}
	return Off
}

// Toggle brings a tag into a state. A wanted quality tag or style goes into
// the style chunk, any other wanted tag after the body's last one, a refused
// one into the negative prompt; wherever else the tag stands it is taken out,
// with its weight and its separator. All else stays byte for byte, and Off
// takes back exactly what Wanted and Refused put in. At most one Options is
// heeded.
func Toggle(p *profile.Profile, t prompt.Texts, tag string, to State, o ...Options) splice.Change {
	j := newClassifier(p, nil)
	key := tags.Plain(tag)
	positive, negative := splice.NewBuffer(t.Positive), splice.NewBuffer(t.Negative)
	wanted := removeAll(positive, key, to == Wanted)
	refused := removeAll(negative, key, to == Refused)
	spelled := p.Write(tags.Tag{Name: tag})
	switch {
	case to == Wanted && !wanted:
		positive.Replace(j.place(splice.Read(positive.Text()), spelled, j.tag(key), j.rank(tag), len(o) > 0 && o[0].StylesAtEnd))
	case to == Refused && !refused:
		negative.Replace(j.intoNegative(splice.Read(negative.Text()), spelled))
	}
	c := splice.Change{Positive: positive.Edits(), Negative: negative.Edits(), Cursor: -1}
	if !c.Empty() {
		c.Note = fmt.Sprintf("%s %s", tag, map[State]string{Off: "off", Wanted: "wanted", Refused: "refused"}[to])
	}
	return c
}

// removeAll takes a tag out wherever it stands, or leaves it when it is to be
// kept, and reports whether it is left.
func removeAll(d *splice.Buffer, key string, keep bool) (left bool) {
	var gone []prompt.Span
	for _, part := range prompt.Read(d.Text()).Parts {
		if part.Kind == prompt.Plain && !part.Choice && tags.Plain(part.Text) == key {
			gone = append(gone, part.Outer)
		}
	}
	if !keep {
		d.Remove(gone, splice.Without)
	}
	return keep && len(gone) > 0
}
