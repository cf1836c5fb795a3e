package desk

import (
	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/tags/search"
)

// LeaveTheme takes the theme away that stands in the word at the cursor: it
// was only there to be looked through, and what was typed behind it stays.
func (d *Desk) LeaveTheme() {
	b := d.Buffer()
	query, span := splice.Word(b.Text(), b.Cursor())
	_, rest, ok := search.CutTheme(query)
	if !ok {
		return
	}
	span.End = max(span.Start, b.Cursor()-len(rest))
	d.Undo.Break()
	b.Apply([]prompt.Edit{{Span: span}}, span.Start+len(rest))
}

// LeaveList leaves a theme that is being looked through, before the text is
// used for something.
func (d *Desk) LeaveList() {
	if d.Popup.Open {
		d.LeaveTheme()
	}
}
