package compose

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
// the prompt would read otherwise is not made.
func Move(text string, cursor int, dir int) Change {
	cursor = clamp(text, cursor)
	s := readSheet(text)
	units := s.movable(cursor)
	own := -1
	for i, u := range units {
		if u.Start <= cursor && (own < 0 || units[own].End < cursor || u.Start == cursor) {
			own = i
		}
	}
	if own < 0 && len(units) > 0 {
		own = 0
	}
	none := Change{Cursor: cursor}
	if own < 0 || dir == 0 || units[own].open {
		return none
	}
	u := units[own]
	within := max(0, min(cursor-u.Start, u.Len()))
	next := own + 1
	if dir < 0 {
		next = own - 1
	}
	var edits []prompt.Edit
	var start int // of the unit, afterwards
	if next >= 0 && next < len(units) && units[next].section == u.section && !units[next].open {
		v := units[next]
		edits = []prompt.Edit{{Span: u.Span, Text: v.Of(text)}, {Span: v.Span, Text: u.Of(text)}}
		start = v.Start
		if dir > 0 {
			start += v.Len() - u.Len()
		}
	} else {
		var ok bool
		if edits, start, ok = s.across(u, dir); !ok {
			return none
		}
	}
	if !sameParts(s, readSheet(prompt.Apply(text, edits))) {
		none.Note = "moved there the prompt would read otherwise"
		return none
	}
	return Change{Positive: prompt.Sorted(edits), Cursor: start + within}
}

// movable returns the units among which the one at the cursor moves: those of
// the group that the cursor is in, or the prompt's own.
func (s *sheet) movable(cursor int) []unit {
	units := s.units
	if b, ok := s.around(prompt.Span{Start: cursor, End: cursor}); ok {
		if inner := s.unitsIn(prompt.Span{Start: b.Open.End, End: b.Close.Start}); len(inner) > 1 {
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

// apart tells that a separator stands on both sides of a unit, or nothing.
func (s *sheet) apart(u unit) bool {
	before, after := s.text[s.runBefore(u.Start, 0):u.Start], s.text[u.End:s.runAfter(u.End, len(s.text))]
	ends := func(gap string, edge bool) bool { return edge || strings.ContainsAny(gap, ",，\n") }
	return ends(before, len(before) == u.Start) && ends(after, u.End+len(after) == len(s.text))
}

// across moves the last or first unit of a section over the BREAK.
func (s *sheet) across(u unit, dir int) (edits []prompt.Edit, start int, ok bool) {
	target := u.section + 1
	if dir < 0 {
		target = u.section - 1
	}
	if _, grouped := s.around(u.Span); grouped || target < 0 || target > len(s.out.Breaks) {
		return nil, 0, false
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
	if len(s.section(u.section)) > 1 {
		gone = s.without(u.Span)
	}
	out := prompt.Edit{Span: gone}
	edits = []prompt.Edit{out, in}
	start = in.Start + strings.Index(in.Text, tag)
	if out.Start < in.Start {
		start -= gone.Len()
	}
	return edits, start, true
}

// sameParts tells whether two prompts have the same parts in any order.
func sameParts(a, b *sheet) bool {
	list := func(s *sheet) []string {
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
