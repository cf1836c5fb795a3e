package edit

import (
	"sort"
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
	cursor = clamp(text, cursor)
	s := readDocument(text)
	units := s.movable(prompt.Span{Start: cursor, End: cursor})
	own := -1
	for i, u := range units {
		if u.Start <= cursor && (own < 0 || units[own].End < cursor || u.Start == cursor) {
			own = i
		}
	}
	if own < 0 && len(units) > 0 {
		own = 0
	}
	if own < 0 {
		return Change{Cursor: cursor, Note: "There is no tag to move."}
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
	from, to := clamp(text, min(sel.Start, sel.End)), clamp(text, max(sel.Start, sel.End))
	s := readDocument(text)
	span := prompt.Span{Start: s.runAfter(from, to)}
	span.End = s.runBefore(to, span.Start)
	none := Change{Cursor: clamp(text, sel.End), Selection: prompt.Span{Start: from, End: to}}
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
	case units[first].section != units[last].section:
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
func (s *document) move(units []unit, first, last, dir int) (c Change, start int) {
	if dir == 0 {
		return Change{}, 0
	}
	u := units[first]
	u.End, u.last = units[last].End, units[last].last
	for _, v := range units[first : last+1] {
		if v.open {
			return Change{Note: "Close the bracket before moving what stands in it."}, 0
		}
	}
	next := last + 1
	if dir < 0 {
		next = first - 1
	}
	var edits []prompt.Edit
	if next >= 0 && next < len(units) && units[next].section == u.section && !units[next].open {
		v := units[next]
		edits = []prompt.Edit{{Span: u.Span, Text: v.Of(s.text)}, {Span: v.Span, Text: u.Of(s.text)}}
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
	if !sameParts(s, readDocument(prompt.Apply(s.text, edits))) {
		return Change{Note: "Moved there, the prompt would read otherwise."}, 0
	}
	return Change{Positive: prompt.Sorted(edits)}, start
}

// movable returns the units among which the one at the cursor or those in the
// selection move: those of the group that it is in, or the prompt's own.
func (s *document) movable(at prompt.Span) []unit {
	units := s.units
	if b, ok := s.around(at); ok {
		if inner := s.inside(b); len(inner) > 1 {
			units = inner
		}
	}
	var kept []unit
	for _, u := range units {
		if u.first >= 0 && (!u.network || s.apart(u)) {
			kept = append(kept, u)
		}
	}
	return kept
}

// apart reports whether a separator stands on both sides of a unit, or nothing.
func (s *document) apart(u unit) bool {
	before, after := s.text[s.runBefore(u.Start, 0):u.Start], s.text[u.End:s.runAfter(u.End, len(s.text))]
	ends := func(gap string, edge bool) bool { return edge || strings.ContainsAny(gap, ",，\n") }
	return ends(before, len(before) == u.Start) && ends(after, u.End+len(after) == len(s.text))
}

// across moves a run of units, the last or first ones of a section, over the
// BREAK. The note tells why it cannot.
func (s *document) across(u unit, count, dir int) (edits []prompt.Edit, start int, note string) {
	target, end := u.section+1, "last"
	if dir < 0 {
		target, end = u.section-1, "first"
	}
	if _, grouped := s.around(u.Span); grouped {
		return nil, 0, "It is the " + end + " tag in its bracket; at the bracket itself, the key moves all of it."
	}
	if target < 0 || target > len(s.out.Breaks) {
		return nil, 0, "It is the " + end + " tag already."
	}
	var near []unit // in the target section
	for _, v := range s.section(target) {
		if v.open {
			break
		}
		near = append(near, v)
	}
	tag := u.Of(s.text)
	var in prompt.Edit
	switch {
	case len(s.section(target)) == 0:
		in = s.intoEmpty(target, tag, true)
	case len(near) == 0:
		in = s.before(s.section(target)[0], tag)
	case dir > 0:
		in = s.before(near[0], tag)
	default:
		in = s.behind(near[len(near)-1], tag)
	}
	gone := u.Span
	if len(s.section(u.section)) > count {
		gone = s.removalSpan(u.Span)
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
func sameParts(a, b *document) bool {
	list := func(s *document) []string {
		var texts []string
		for _, p := range s.out.Parts {
			texts = append(texts, p.Outer.Of(s.text))
		}
		sort.Strings(texts)
		return texts
	}
	x, y := list(a), list(b)
	if len(x) != len(y) || len(a.out.Breaks) != len(b.out.Breaks) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}
