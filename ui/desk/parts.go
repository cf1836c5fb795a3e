package desk

import (
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/view"
)

// MarkThere marks the suggestions that the prompt has already.
func (d *Desk) MarkThere() {
	has := d.Has(d.Popup.Span)
	for k := range d.Popup.Items {
		if s := &d.Popup.Items[k]; s.Insert == "" && s.Tag.Name != "" {
			s.There = has(s.Tag)
		}
	}
}

// Has returns what reports whether the prompt that is being written, as it
// stands, names a tag beside the part that is typed.
func (d *Desk) Has(typed prompt.Span) func(tags.Tag) bool {
	parts, keys := d.KeyedParts() // once for all tags
	return func(t tags.Tag) bool { return partOf(parts, keys, t, typed) >= 0 }
}

// PartOf finds the part of the prompt that is being written which names a
// tag, other than the one that is typed.
func (d *Desk) PartOf(tag tags.Tag, typed prompt.Span) (prompt.Part, bool) {
	parts, keys := d.KeyedParts()
	if i := partOf(parts, keys, tag, typed); i >= 0 {
		return parts[i], true
	}
	return prompt.Part{}, false
}

// KeyedParts returns the parts of the prompt that is being written, and the
// keys of what they name.
func (d *Desk) KeyedParts() (parts []prompt.Part, keys []string) {
	parts = d.Sheet().Outline.Parts
	keys = make([]string, len(parts))
	for i := range parts {
		name := parts[i].Text
		if artist, _, ok := profile.ReadArtist(name); ok {
			name = artist
		}
		keys[i] = tags.Key(name)
	}
	return parts, keys
}

// partOf returns the place of the first of the parts which names a tag, other
// than the one that is typed, or -1. "by x" and "artist:x" name an artist only;
// "x" may be one.
func partOf(parts []prompt.Part, keys []string, tag tags.Tag, typed prompt.Span) int {
	key := tags.Key(tag.Name)
	for i := range parts {
		p := &parts[i]
		if keys[i] != key || p.Choice || p.Core.Start <= typed.Start && typed.Start <= p.Core.End {
			continue
		}
		if _, _, marked := profile.ReadArtist(p.Text); !marked || tag.Category == tags.Artist {
			return i
		}
	}
	return -1
}

// WriteBehind writes pieces of a prompt into it, behind the tag that ends at a
// place. A cursor that stands behind the tag stays before what follows it, any
// other goes behind what was written, and at the prompt's end so that a tag can
// be typed on.
func (d *Desk) WriteBehind(at int, list []string) {
	if len(list) == 0 {
		return
	}
	b := d.Buffer()
	at = view.Between(at, 0, len(b.Text()))
	written := ", " + strings.Join(list, ", ")
	if at == len(b.Text()) {
		written += ", "
	}
	d.Undo.Break()
	b.Apply([]prompt.Edit{{Span: prompt.Span{Start: at, End: at}, Text: written}}, max(b.Cursor(), at)+len(written))
}

// ApplyWhole is Apply for a change that writes whole tags: what is typed right
// behind one that it wrote at a prompt's end is a tag of its own, see Part.
func (d *Desk) ApplyWhole(c splice.Change) {
	ends := [2]int{len(d.Editors[InPrompt].Text()), len(d.Editors[InNegative].Text())}
	d.Apply(c)
	for k, edits := range [][]prompt.Edit{c.Positive, c.Negative} {
		if n := len(edits); n > 0 && edits[n-1].End == ends[k] {
			d.whole[k] = d.Editors[k].Text()
		}
	}
}

// Part writes a comma before a letter is typed, or a text pasted, that would be
// glued to what ApplyWhole wrote.
func (d *Desk) Part(letters string) {
	b := d.Buffer()
	text := b.Text()
	open := strings.TrimRightFunc(text, splice.IsSeparator) == text && !splice.EndsInBreak(text)
	if text != "" && text == d.whole[d.Writing()] && b.Cursor() == len(text) && open && strings.TrimLeftFunc(letters, splice.IsSeparator) == letters {
		b.Insert(", ")
	}
}
