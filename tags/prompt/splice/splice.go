// Package splice cuts a prompt into the units that move as one, and edits its
// text by them: takes a tag out with its separator, puts one in, moves and
// weighs, and finds the word at the cursor. It asks no model and no list. Every
// edit is a pure function of a text and a cursor.
package splice

import (
	"strings"
	"unicode/utf8"

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

// Beside returns the change of a text with more written at its cursor, behind a
// comma where none stands there: the words that a suggestion leaves of those by
// which it was found.
func (c Change) Beside(text, more string) Change {
	d := NewBuffer(text)
	d.Replace(c.Positive...)
	if last, _ := utf8.DecodeLastRuneInString(d.Text()[:c.Cursor]); !IsSeparator(last) && c.Cursor > 0 {
		more = ", " + strings.TrimRight(more, ", ")
	}
	d.Replace(prompt.Edit{Span: prompt.Span{Start: c.Cursor, End: c.Cursor}, Text: more})
	c.Positive, c.Cursor = d.Edits(), c.Cursor+len(more)
	return c
}
