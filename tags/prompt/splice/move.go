package splice

import (
	"slices"
	"strings"

	"tailor/tags/prompt"
)

// Move moves the tag at the cursor, or the group whose bracket or weight the
// cursor is at, past the next one to the right (dir > 0) or left, as A1111's
// alt+right and alt+left do. The separators stay where they are. Behind the
// last tag of a section it goes across the BREAK into the next one; a tag of
// a group stays in the group. The cursor travels with it. A move after which
// the prompt would read otherwise is not made. Where nothing moves, the note
// says why.
func Move(text string, cursor int, dir int) Change {
	cursor = Clamp(text, cursor)
	s := Read(text)
	units := s.movable(prompt.Span{Start: cursor, End: cursor})
	if len(units) == 0 {
		return Change{Cursor: cursor, Note: "There is no tag to move."}
	}
	own := 0
	for i, u := range units {
		if u.Start <= cursor && (units[own].End < cursor || u.Start == cursor) {
			own = i
		}
	}
	c, start := s.move(units, own, own, dir)
	if c.Empty() {
		c.Cursor = cursor
		return c
	}
	c.Cursor = start + max(0, min(cursor-units[own].Start, units[own].Len()))
	return c
}

// MoveSelected is Move for all tags that a selection touches, as one. They
// stay selected, except for the separators at the selection's ends.
func MoveSelected(text string, sel prompt.Span, dir int) Change {
	from, to := Clamp(text, min(sel.Start, sel.End)), Clamp(text, max(sel.Start, sel.End))
	s := Read(text)
	span := prompt.Span{Start: s.RunAfter(from, to)}
	span.End = s.runBefore(to, span.Start)
	none := Change{Cursor: Clamp(text, sel.End), Selection: prompt.Span{Start: from, End: to}}
	units := s.movable(span)
	first, last := -1, -1
	for i, u := range units {
		if span.Len() > 0 && u.Start < span.End && u.End > span.Start {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	switch {
	case first < 0:
		none.Note = "No tag is selected."
		return none
	case units[first].Section != units[last].Section:
		none.Note = "What is selected on both sides of a BREAK does not move as one."
		return none
	}
	c, start := s.move(units, first, last, dir)
	if c.Empty() {
		none.Note = c.Note
		return none
	}
	low, high := units[first].Start, units[last].End
	c.Selection = prompt.Span{Start: start + max(span.Start, low) - low, End: start + min(span.End, high) - low}
	c.Cursor = c.Selection.End
	return c
}

// move moves the units from first to last past their neighbour, and returns
// where they start afterwards.
func (s *Document) move(units []Unit, first, last, dir int) (c Change, start int) {
	if dir == 0 {
		return Change{}, 0
	}
	u := units[first]
	u.End, u.Last = units[last].End, units[last].Last
	for _, v := range units[first : last+1] {
		if v.Open {
			return Change{Note: "Close the bracket before moving what stands in it."}, 0
		}
	}
	next := last + 1
	if dir < 0 {
		next = first - 1
	}
	var edits []prompt.Edit
	if next >= 0 && next < len(units) && units[next].Section == u.Section && !units[next].Open {
		v := units[next]
		edits = []prompt.Edit{{Span: u.Span, Text: v.Of(s.Text)}, {Span: v.Span, Text: u.Of(s.Text)}}
		start = v.Start
		if dir > 0 {
			start += v.Len() - u.Len()
		}
	} else {
		var note string
		if edits, start, note = s.across(u, last-first+1, dir); note != "" {
			return Change{Note: note}, 0
		}
	}
	if !sameParts(s, Read(prompt.Apply(s.Text, edits))) {
		return Change{Note: "Moved there, the prompt would read otherwise."}, 0
	}
	return Change{Positive: prompt.Sorted(edits)}, start
}

// movable returns the units among which the one at the cursor or those in the
// selection move: those of the group that it is in, or the prompt's own.
func (s *Document) movable(at prompt.Span) []Unit {
	units := s.Units
	if b, ok := s.around(at); ok {
		if inner := s.inside(b); len(inner) > 1 {
			units = inner
		}
	}
	var kept []Unit
	for _, u := range units {
		if u.First >= 0 && (!u.Network || s.apart(u)) {
			kept = append(kept, u)
		}
	}
	return kept
}

// apart reports whether a separator stands on both sides of a unit, or nothing.
func (s *Document) apart(u Unit) bool {
	before, after := s.Text[s.runBefore(u.Start, 0):u.Start], s.Text[u.End:s.RunAfter(u.End, len(s.Text))]
	ends := func(gap string, edge bool) bool { return edge || strings.ContainsAny(gap, ",，\n") }
	return ends(before, len(before) == u.Start) && ends(after, u.End+len(after) == len(s.Text))
}

// across moves a run of units, the last or first ones of a section, over the
// BREAK. The note tells why it cannot.
func (s *Document) across(u Unit, count, dir int) (edits []prompt.Edit, start int, note string) {
	target, end := u.Section+1, "last"
	if dir < 0 {
		target, end = u.Section-1, "first"
	}
	if s.holder(u.Span) >= 0 {
		return nil, 0, "It is the " + end + " tag in its bracket; at the bracket itself, the key moves all of it."
	}
	if target < 0 || target > len(s.Out.Breaks) {
		return nil, 0, "It is the " + end + " tag already."
	}
	var near []Unit // in the target section
	for _, v := range s.Section(target) {
		if v.Open {
			break
		}
		near = append(near, v)
	}
	tag := u.Of(s.Text)
	var in prompt.Edit
	switch {
	case len(s.Section(target)) == 0:
		in = s.IntoEmpty(target, tag, true)
	case len(near) == 0:
		in = s.Before(s.Section(target)[0], tag)
	case dir > 0:
		in = s.Before(near[0], tag)
	default:
		in = s.Behind(near[len(near)-1], tag)
	}
	gone := u.Span
	if len(s.Section(u.Section)) > count {
		gone = s.RemovalSpan(u.Span)
	}
	out := prompt.Edit{Span: gone}
	edits = []prompt.Edit{out, in}
	start = in.Start + strings.Index(in.Text, tag)
	if out.Start < in.Start {
		start -= gone.Len()
	}
	return edits, start, ""
}

// sameParts reports whether two prompts have the same parts in any order.
func sameParts(a, b *Document) bool {
	list := func(s *Document) []string {
		var texts []string
		for _, p := range s.Out.Parts {
			texts = append(texts, p.Outer.Of(s.Text))
		}
		slices.Sort(texts)
		return texts
	}
	return len(a.Out.Breaks) == len(b.Out.Breaks) && slices.Equal(list(a), list(b)) && slices.Equal(a.bones(), b.bones())
}
