package ui

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/ui/analysis"
	"tailor/ui/view"
)

// markThere marks the suggestions that the prompt has already.
func (m *Model) markThere() {
	for k := range m.popup.Items {
		if s := &m.popup.Items[k]; s.Insert == "" && s.Tag.Name != "" {
			_, s.There = m.partOf(s.Tag, m.popup.Span)
		}
	}
}

// partOf finds the part of the prompt that is being written which names a
// tag, other than the one that is typed.
func (m *Model) partOf(tag tags.Tag, typed prompt.Span) (prompt.Part, bool) {
	key := tags.Key(tag.Name)
	for _, p := range m.sheet().Outline.Parts {
		if p.Choice || p.Core.Start <= typed.Start && typed.Start <= p.Core.End {
			continue
		}
		if p.By == (tag.Category == tags.Artist) && tags.Key(p.Name) == key || !p.By && tags.Key(p.Text) == key {
			return p, true
		}
	}
	return prompt.Part{}, false
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
			gone = edit.NewRemover(b.Text(), out).Span(p.Outer)
		}
	}
	edits := []prompt.Edit{{Span: gone}}
	m.undo.Break()
	b.Apply(edits, prompt.Moved(there.Core.End, edits))
	m.say(view.Hint, "It is in the prompt already: here.")
}
