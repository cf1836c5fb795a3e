package ui

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
	"tailor/ui/view"
)

// goToTag takes the word back that was typed to find a tag, and goes to where
// the tag stands. What is typed next goes on where one was, see goBack.
func (m *Model) goToTag(tag tags.Tag, typed prompt.Span) {
	there, ok := m.PartOf(tag, typed)
	if !ok {
		return
	}
	b := m.Buffer()
	gone := typed
	out := prompt.Read(b.Text())
	if end, _, ok := artists.Before(m.Lists.Catalogue, typed.Of(b.Text()), tag); ok {
		gone.Start += end // the artists before it stay
	}
	for _, p := range out.Parts {
		if gone == typed && p.Core == typed && strings.TrimSpace(b.Text()[typed.End:]) != "" {
			gone = splice.NewRemover(b.Text(), out).Span(p.Outer)
		}
	}
	edits := []prompt.Edit{{Span: gone}}
	m.Undo.Break()
	b.Apply(edits, prompt.Moved(there.Core.End, edits))
	m.wentFrom = wentFrom{b.Text(), b.Cursor(), gone.Start}
	m.Say(view.Hint, "It is in the prompt already: here. Typing goes on where you were.")
}

// wentFrom is where one was before goToTag: a letter typed behind the tag that
// stands there would change it.
type wentFrom struct {
	text     string
	tag, was int // where the cursor went, and where it came from
}

// goBack goes back to where one was, before a letter is typed, if nothing was
// done since but to look.
func (m *Model) goBack() {
	from := m.wentFrom
	m.wentFrom = wentFrom{}
	if b := m.Buffer(); from.text != "" && b.Text() == from.text && b.Cursor() == from.tag && !b.Selecting() {
		b.MoveTo(from.was, false)
	}
}
