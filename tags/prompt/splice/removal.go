package splice

import (
	"sort"
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/tags/python"
)

// Taking a tag out leaves the prompt as if it had never stood there. One rule
// serves toggles, the gathering and rolling of artists, what is accepted into
// another place, and the fixes of the lint:
//
//	one separator goes with it: the one before it, but where that begins a
//	line the one after it;
//	brackets that hold nothing else go with it;
//	of a chunk that it leaves empty one of the BREAKs goes, and with an empty
//	condition its AND, but where that would make one condition of two;
//	a comment keeps the line's end that closes it;
//	and what was put in (see insert.go) is taken back to the byte, so that
//	a comma after the prompt's last tag keeps its chunk open for typing.

// Remover finds what goes with the tags of one prompt. It remembers what it has
// looked at, so it is not for several goroutines at once.
type Remover struct{ d *Document }

// NewRemover returns a Remover for a prompt and its outline, which may be that
// of a text of the same length in which something is blanked out.
func NewRemover(text string, out prompt.Outline) Remover {
	d := &Document{Text: text, Out: out}
	d.Units = d.unitsIn(prompt.Span{Start: 0, End: len(text)})
	return Remover{d}
}

// Span returns what has to go so that a part (its Outer span), or a run of
// them, is gone together with its separator.
func (r Remover) Span(part prompt.Span) prompt.Span { return r.d.RemovalSpan(part) }

// RemovalSpan returns what has to go so that the part or unit at span, or a run
// of them, is gone together with the separator that it brought. It takes back
// exactly what the insertions in insert.go put in.
func (s *Document) RemovalSpan(span prompt.Span) prompt.Span {
	gone := s.cut(span)
	before, _ := utf8.DecodeLastRuneInString(s.Text[:gone.Start])
	after, size := utf8.DecodeRuneInString(s.Text[gone.End:])
	if gone.Start == 0 || size == 0 || !python.IsWord(before) || !python.IsWord(after) {
		return gone
	}
	// What stood apart must not become one word.
	if last := s.Text[gone.End-1]; last == ' ' || last == '\n' {
		gone.End--
		return gone
	}
	return span
}

// cut is removalSpan, except for words that it joins.
func (s *Document) cut(span prompt.Span) prompt.Span {
	// Where others of a bracket have gone before, a part is alone in it.
	parts := s.Out.Parts
	if i := sort.Search(len(parts), func(i int) bool { return parts[i].Core.End >= span.End }); i < len(parts) && parts[i].Core == span && !parts[i].Choice {
		span = parts[i].Outer
	}
	for {
		holder, near := s.holder(span), s.Units
		grouped := holder >= 0
		var b prompt.Bracket
		if grouped {
			if s.tooDeep(holder) {
				return span
			}
			b = s.Out.Brackets[holder]
			near = s.inside(b)
		}
		// The span lies in one unit, or is a run of several.
		own, last, ok := run(near, span)
		if ok && own == last && near[own].First < near[own].Last && span != near[own].Span {
			near = s.partsOf(near[own]) // a bracket that is not closed has others in it
			own, last, ok = run(near, span)
		}
		if !ok {
			return span
		}
		if own == last && near[own].First == near[own].Last {
			span = near[own].Span
		}
		section := near[own].Section
		prev, next := neighbours(near, own, last)
		if grouped && prev < 0 && next < 0 && near[own].Span == span && s.Blank(b.Open.End, span.Start) && s.Blank(span.End, b.Close.Start) {
			span = prompt.Span{Start: b.Open.Start, End: b.Close.End}
			continue
		}
		low, high := 0, len(s.Text)
		if grouped {
			low, high = b.Open.End, b.Close.Start
		}
		switch {
		case prev >= 0 && next >= 0:
			return s.removalBetween(span, near[prev].End, near[next].Start)
		case prev >= 0:
			return s.removalBehind(span, near[prev].End, section)
		case !grouped && section > 0 && s.closes(span.End): // a bracket around the word that begins the section
			return prompt.Span{Start: s.runBefore(span.Start, s.Out.Breaks[section-1].End), End: span.End}
		case next >= 0:
			return s.removalBefore(span, near[next].Start, section)
		case grouped:
			return prompt.Span{Start: s.runBefore(span.Start, low), End: s.RunAfter(span.End, high)}
		}
		return s.removalAlone(span, section)
	}
}

// closes reports whether a closing bracket comes next.
func (s *Document) closes(at int) bool {
	rest := strings.TrimLeft(s.Text[at:], " \t\r\n")
	return rest != "" && strings.Contains(")]}", rest[:1])
}

// run returns the first and the last of the units that a span lies in; ok is
// false where it begins before one.
func run(units []Unit, span prompt.Span) (first, last int, ok bool) {
	first = sort.Search(len(units), func(i int) bool { return units[i].End > span.Start })
	last = sort.Search(len(units), func(i int) bool { return units[i].End >= span.End })
	return first, last, first <= last && last < len(units) && units[first].Start <= span.Start
}

// partsOf returns the parts of a unit as units.
func (s *Document) partsOf(u Unit) []Unit {
	var units []Unit
	for i := u.First; i <= u.Last; i++ {
		units = append(units, s.unitOf(i))
	}
	return units
}

// neighbours returns the units before and after a run of them that share its
// section and are more than an extra network, or -1.
func neighbours(units []Unit, first, last int) (prev, next int) {
	section := units[first].Section
	prev, next = first-1, last+1
	for prev >= 0 && units[prev].Network && units[prev].Section == section {
		prev--
	}
	if prev >= 0 && units[prev].Section != section {
		prev = -1
	}
	for next < len(units) && units[next].Network && units[next].Section == section {
		next++
	}
	if next == len(units) || units[next].Section != section {
		next = -1
	}
	return prev, next
}

// removalBetween takes a unit out from between two others, which end at low and
// begin at high: with the separator before it, unless that one parts more lines
// than the one after, closes a comment, or is no comma where an extra network
// has one before it.
func (s *Document) removalBetween(span prompt.Span, low, high int) prompt.Span {
	from, to := s.runBefore(span.Start, low), s.RunAfter(span.End, high)
	before, after := s.Text[from:span.Start], s.Text[span.End:to]
	lineEnds := strings.Count(before, "\n") > strings.Count(after, "\n")
	noComma := !hasComma(before) && hasComma(after) && hasComma(s.Text[low:from])
	// Of two that are the same the one after goes, so that a cursor at the tag
	// is at the next one then.
	if before == after || lineEnds || noComma || s.endsComment(from) {
		return prompt.Span{Start: span.Start, End: to}
	}
	return prompt.Span{Start: from, End: span.End}
}

// removalBehind takes a unit out that stands last in its section.
func (s *Document) removalBehind(span prompt.Span, low, section int) prompt.Span {
	from := s.runBefore(span.Start, low)
	if s.endsComment(from) {
		return prompt.Span{Start: span.Start, End: s.RunAfter(span.End, len(s.Text))}
	}
	if s.Text[from:span.Start] == "," && section < len(s.Out.Breaks) && s.Text[span.End:s.Out.Breaks[section].Start] == breakGap {
		if last, _ := utf8.DecodeLastRuneInString(s.Text[:from]); !python.IsWord(last) {
			return prompt.Span{Start: from, End: span.End + len(breakGap)}
		}
	}
	return prompt.Span{Start: from, End: span.End}
}

// removalBefore takes a unit out that stands first in its section.
func (s *Document) removalBefore(span prompt.Span, high, section int) prompt.Span {
	to := s.RunAfter(span.End, high)
	if s.Text[span.End:to] == "," && section > 0 && s.Text[s.Out.Breaks[section-1].End:span.Start] == breakGap {
		if first, _ := utf8.DecodeRuneInString(s.Text[to:]); !python.IsWord(first) {
			return prompt.Span{Start: span.Start - len(breakGap), End: to}
		}
	}
	return prompt.Span{Start: span.Start, End: to}
}

// removalAlone takes out the only unit of a section, with one of the words
// that part the section from others.
func (s *Document) removalAlone(span prompt.Span, section int) prompt.Span {
	breaks := s.Out.Breaks
	low, high := 0, len(s.Text) // of the section
	if section > 0 {
		low = breaks[section-1].End
	}
	if section < len(breaks) {
		high = breaks[section].Start
	}
	rest := s.Text[span.End:high]
	switch {
	case section < len(breaks) && rest == breakGap:
		return prompt.Span{Start: span.Start, End: high}
	case section == len(breaks) && strings.HasPrefix(rest, ", "):
		return prompt.Span{Start: span.Start, End: span.End + len(", ")}
	case section > 0 && section == len(breaks) && strings.HasPrefix(rest, ",") && s.Text[low:span.Start] == " ":
		return prompt.Span{Start: low, End: span.End + len(",")}
	case section == len(breaks) && rest == ",":
		return prompt.Span{Start: span.Start, End: high}
	case len(breaks) == 0 || !s.Blank(span.End, high):
		return span // nothing parts it, or a comment or a network stands behind it
	case section < len(breaks) && (!breaks[section].And || section == 0 || breaks[section-1].And):
		return prompt.Span{Start: span.Start, End: s.behindBreak(section, hasComma(s.Text[low:span.Start]))}
	case !s.Blank(low, span.Start):
		return span
	case section == len(breaks):
		return prompt.Span{Start: s.beforeBreak(section - 1), End: len(s.Text)}
	}
	return prompt.Span{Start: s.beforeBreak(section - 1), End: span.End}
}

// behindBreak returns the offset after the word that ends a section and the
// white space up to the unit that follows; where none does, one space, and a comma
// where one is before the section's unit as well.
func (s *Document) behindBreak(section int, comma bool) int {
	end := s.Out.Breaks[section].End
	space := len(s.Text[end:]) - len(strings.TrimLeft(s.Text[end:], " \t\r\n"))
	if next := s.Section(section + 1); len(next) > 0 {
		switch run := s.RunAfter(end, len(s.Text)); next[0].Start {
		case end + space:
			return end + space
		case run: // "BREAK, a": its comma would begin the chunk
			return run
		}
	} else if comma && strings.HasPrefix(s.Text[end+space:], ",") {
		return s.RunAfter(end, len(s.Text))
	}
	return end + min(space, 1)
}

// beforeBreak returns the offset before the word that ends a section and the
// separators there, except for the line's end that closes a comment.
func (s *Document) beforeBreak(section int) int {
	at := s.Out.Breaks[section].Start
	if from := s.runBefore(at, 0); !s.endsComment(from) {
		return from
	}
	return at
}

// endsComment reports whether a comment ends at an offset.
func (s *Document) endsComment(at int) bool {
	i := sort.Search(len(s.Out.Comments), func(i int) bool { return s.Out.Comments[i].End >= at })
	return i < len(s.Out.Comments) && s.Out.Comments[i].End == at
}

// TypedSpan returns what goes with a unit that is being typed where more is
// typed after it: the comma after it and a space, not the one before it.
func TypedSpan(text string, unit prompt.Span) prompt.Span {
	rest := text[unit.End:]
	near := strings.TrimLeft(rest, " \t")
	c, size := utf8.DecodeRuneInString(near)
	if c != ',' && c != '，' {
		return unit
	}
	unit.End += len(rest) - len(near) + size
	if strings.HasPrefix(text[unit.End:], " ") {
		unit.End++
	}
	return unit
}

// Begun takes the comma off the beginning of a text that what stood before it has
// left, as before an extra network.
func Begun(was, now string) string {
	const gap = " \t\r\n"
	if rest := strings.TrimLeft(now, gap); strings.HasPrefix(rest, ",") && !strings.HasPrefix(strings.TrimLeft(was, gap), ",") {
		return strings.TrimLeft(rest, gap+",")
	}
	return now
}
