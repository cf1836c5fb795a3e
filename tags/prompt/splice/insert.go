package splice

import (
	"slices"
	"strings"
	"unicode"

	"tailor/tags/prompt"
)

// Where a tag is put in, and with what around it. So that switching it off
// restores the text to the byte, every way of putting it in must be told from
// the others by the text that it leaves:
//
//	after a unit of the section         "a"           → "a, TAG"
//	the same, where BREAK follows       "(a)BREAK"    → "(a),TAG  BREAK"
//	before the section's first unit     "a"           → "TAG, a"
//	the same, after a BREAK             "BREAK(a)"    → "BREAK  TAG,(a)"
//	a new style chunk                   "a"           → "TAG BREAK a"
//	an empty section that BREAK closes  "BREAK a"     → "TAG  BREAK a"
//	an empty section at the end         "a BREAK "    → "a BREAK TAG, "
//	the same without a space            "a BREAK"     → "a BREAK TAG,"
//	an empty negative                   ""            → "TAG"
//
// Document.RemovalSpan takes each of them back.

// breakGap stands between a tag and a BREAK that had no space there before the
// tag came, and no comma between. One space alone would be what many write,
// "BREAK 8k,(a)", and be gone with the tag.
const breakGap = "  "

// at puts a text in at an offset.
func at(offset int, text string) prompt.Edit {
	return prompt.Edit{Span: prompt.Span{Start: offset, End: offset}, Text: text}
}

// Behind puts a tag after a unit, but before one that the weight of AND stands
// behind: "a AND b :0.5" → "a AND TAG, b :0.5". No choice is entered that a BREAK
// or AND parts: "{a|b BREAK c}" → "{a|b BREAK c}, TAG".
func (s *Document) Behind(u Unit, tag string) prompt.Edit {
	if s.bareEnd(u.Start) < u.End {
		return s.Before(u, tag)
	}
	end := u.End
	for _, b := range s.Out.Brackets[:s.BracketFrom(u.Start)] {
		if b.Choice && !b.Unclosed() && b.Close.Start >= u.End {
			end = max(end, b.Close.End)
		}
	}
	if n := u.Section; n < len(s.Out.Breaks) && s.Out.Breaks[n].Start == end {
		return at(end, ","+tag+breakGap)
	}
	return at(end, ", "+tag)
}

// Before puts a tag before the first unit of a section.
func (s *Document) Before(u Unit, tag string) prompt.Edit {
	if n := u.Section; n > 0 && s.Out.Breaks[n-1].End == u.Start {
		return at(u.Start, breakGap+tag+",")
	}
	return at(u.Start, tag+", ")
}

// IntoEmpty puts a tag into a section without units. With tail it is followed
// by ", " even where nothing follows, for one who types on after it.
func (s *Document) IntoEmpty(section int, tag string, tail bool) prompt.Edit {
	if section < len(s.Out.Breaks) {
		return at(s.Out.Breaks[section].Start, tag+breakGap)
	}
	low := 0
	if section > 0 {
		low = s.Out.Breaks[section-1].End
	}
	start := len(s.Text) - len(strings.TrimLeftFunc(s.Text[low:], unicode.IsSpace))
	switch {
	case section > 0 && start == low:
		return at(low, " "+tag+",")
	case section == 0 && start == len(s.Text) && !tail:
		return at(start, tag)
	}
	return at(start, tag+", ")
}

// BehindLast puts a tag after the last unit that ends, or before them all.
func (s *Document) BehindLast(units []Unit, tag string) prompt.Edit {
	for _, unit := range slices.Backward(units) {
		if !unit.Open {
			return s.Behind(unit, tag)
		}
	}
	return s.Before(units[0], tag)
}
