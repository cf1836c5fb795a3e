package ui

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/analysis"
	"tailor/ui/view"
)

// markThere marks the suggestions that the prompt has already.
func (m *Model) markThere() {
	parts, keys := m.keyedParts() // once for all suggestions
	for k := range m.popup.Items {
		if s := &m.popup.Items[k]; s.Insert == "" && s.Tag.Name != "" {
			s.There = partOf(parts, keys, s.Tag, m.popup.Span) >= 0
		}
	}
}

// partOf finds the part of the prompt that is being written which names a
// tag, other than the one that is typed.
func (m *Model) partOf(tag tags.Tag, typed prompt.Span) (prompt.Part, bool) {
	parts, keys := m.keyedParts()
	if i := partOf(parts, keys, tag, typed); i >= 0 {
		return parts[i], true
	}
	return prompt.Part{}, false
}

// keyedParts returns the parts of the prompt that is being written, and the
// keys of what they name.
func (m *Model) keyedParts() (parts []prompt.Part, keys []string) {
	parts = m.sheet().Outline.Parts
	keys = make([]string, len(parts))
	for i := range parts {
		keys[i] = tags.Key(parts[i].Name)
	}
	return parts, keys
}

// partOf returns the place of the first of the parts which names a tag, other
// than the one that is typed, or -1. "by x" names an artist only; "x" may be one.
func partOf(parts []prompt.Part, keys []string, tag tags.Tag, typed prompt.Span) int {
	key := tags.Key(tag.Name)
	for i := range parts {
		p := &parts[i]
		if keys[i] == key && (!p.By || tag.Category == tags.Artist) && !p.Choice && !(p.Core.Start <= typed.Start && typed.Start <= p.Core.End) {
			return i
		}
	}
	return -1
}

// sheet is what follows from the prompt that is being written.
func (m *Model) sheet() *analysis.Sheet {
	if m.text() == inNegative {
		return &m.analysis.Negative
	}
	return &m.analysis.Positive
}

// goToTag takes the word back that was typed to find a tag, and goes to where
// the tag stands.
func (m *Model) goToTag(tag tags.Tag, typed prompt.Span) {
	there, ok := m.partOf(tag, typed)
	if !ok {
		return
	}
	b := m.buffer()
	gone := typed
	out := prompt.Read(b.Text())
	for _, p := range out.Parts {
		if p.Core == typed && strings.TrimSpace(b.Text()[typed.End:]) != "" {
			gone = splice.NewRemover(b.Text(), out).Span(p.Outer)
		}
	}
	edits := []prompt.Edit{{Span: gone}}
	m.undo.Break()
	b.Apply(edits, prompt.Moved(there.Core.End, edits))
	m.say(view.Hint, "It is in the prompt already: here.")
}
