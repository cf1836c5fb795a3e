package buffer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/ui/editor/grapheme"
)

// Motion is a way through the text.
type Motion uint8

// The motions. A word is a run of letters, digits and underscores of one
// script, as Han and kana are not parted by spaces; a tag is a part of the
// prompt between commas, newlines and BREAKs, without the brackets of a group
// that it stands in; a line ends at newlines.
const (
	GraphemeLeft  Motion = iota
	GraphemeRight        // to the next character as a person sees it
	WordLeft             // to the start of the word, or of the one before
	WordRight            // to the end of the word, or of the next one
	TagLeft              // to the start of the tag, or of the one before
	TagRight             // to the start of the next tag
	LineStart
	LineEnd
	TextStart
	TextEnd
)

// Move moves the cursor. With extend the selection grows or shrinks with it;
// without, a selection ends, and a step to the side goes to its edge.
func (b *Buffer) Move(m Motion, extend bool) {
	to := b.Target(m)
	if b.Selecting() && !extend {
		switch m {
		case GraphemeLeft:
			to = b.Selection().Start
		case GraphemeRight:
			to = b.Selection().End
		}
	}
	b.MoveTo(to, extend)
}

// MoveTo moves the cursor to a byte offset, on to the next grapheme border if
// it is none, and into the text if it lies outside.
func (b *Buffer) MoveTo(offset int, extend bool) {
	b.history.Break()
	b.cursor = grapheme.Snap(b.text, offset)
	if !extend {
		b.anchor = b.cursor
	}
	b.moved()
}

// Select selects a span, with the cursor at its end.
func (b *Buffer) Select(s prompt.Span) {
	b.history.Break()
	b.anchor, b.cursor = grapheme.Snap(b.text, s.Start), grapheme.Snap(b.text, s.End)
	b.moved()
}

// SelectAll selects the whole text.
func (b *Buffer) SelectAll() { b.Select(prompt.Span{Start: 0, End: len(b.text)}) }

// Grow selects more at every call: the tag at the cursor, its chunk between
// BREAKs, everything.
func (b *Buffer) Grow() {
	sel := b.Selection()
	tag := b.TagAt(b.cursor)
	grows := func(s prompt.Span) bool { return s.Start <= sel.Start && s.End >= sel.End && s.Len() > sel.Len() }
	switch chunk := b.ChunkAt(sel.Start); {
	case grows(tag), sel.Len() == 0 && tag.Len() > 0:
		b.Select(tag)
	case grows(chunk):
		b.Select(chunk)
	default:
		b.SelectAll()
	}
}

// Target returns where a motion leads from the cursor.
func (b *Buffer) Target(m Motion) int {
	text, at := b.text, b.cursor
	switch m {
	case GraphemeLeft:
		return grapheme.Prev(text, at)
	case GraphemeRight:
		return grapheme.Next(text, at)
	case WordLeft:
		return wordLeft(text, at)
	case WordRight:
		return wordRight(text, at)
	case TagLeft:
		to := 0
		for _, p := range b.parts.of(text).Parts {
			if start := grapheme.Snap(text, p.Outer.Start); start < at {
				to = start
			}
		}
		return to
	case TagRight:
		for _, p := range b.parts.of(text).Parts {
			if to := grapheme.Snap(text, p.Outer.Start); to > at {
				return to
			}
		}
		return len(text)
	case LineStart:
		return strings.LastIndexByte(text[:at], '\n') + 1
	case LineEnd:
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			return at + n
		}
		return len(text)
	case TextStart:
		return 0
	default:
		return len(text)
	}
}

// TagAt returns the span of the tag at an offset, with the brackets and the
// weight that are its own; between tags the one that follows on the offset,
// or else the last. It is empty in a text without tags.
func (b *Buffer) TagAt(offset int) prompt.Span {
	span := prompt.Span{Start: offset, End: offset}
	out := b.parts.of(b.text)
	for _, p := range out.Parts {
		span = p.Outer
		if p.Outer.End >= offset {
			break
		}
	}
	// A part of a choice with words behind it, "{red|blue} hair", reaches across
	// its bracket: what stands on the offset's side of that is taken.
	for _, k := range out.Brackets {
		switch within := func(s prompt.Span) bool { return s.Start >= span.Start && s.End <= span.End }; {
		case !k.Choice || k.Unclosed() || within(k.Open) == within(k.Close):
		case within(k.Close) && offset <= k.Close.Start:
			span.End = k.Close.Start
		case within(k.Close):
			span.Start = k.Close.End
		case offset >= k.Open.End:
			span.Start = k.Open.End
		default:
			span.End = k.Open.Start
		}
	}
	text := span.Of(b.text)
	span.Start += len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	span.End = span.Start + len(strings.TrimSpace(text))
	return b.snapped(span)
}

// ChunkAt returns the span between the BREAKs (or ANDs) around an offset,
// without the white space at its ends.
func (b *Buffer) ChunkAt(offset int) prompt.Span {
	span := prompt.Span{Start: 0, End: len(b.text)}
	for _, k := range b.parts.of(b.text).Breaks {
		if k.Start >= offset {
			span.End = k.Start
			break
		}
		span.Start = k.End
	}
	s := span.Of(b.text)
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return b.snapped(span)
	}
	span.Start += strings.Index(s, trimmed)
	span.End = span.Start + len(trimmed)
	return b.snapped(span)
}

func (b *Buffer) snapped(s prompt.Span) prompt.Span {
	return prompt.Span{Start: grapheme.Snap(b.text, s.Start), End: grapheme.Snap(b.text, s.End)}
}

// outline keeps the outline of the text it was asked for last.
type outline struct {
	text string
	read bool
	out  prompt.Outline
}

func (o *outline) of(text string) prompt.Outline {
	if !o.read || o.text != text {
		o.text, o.read, o.out = text, true, prompt.Read(text)
	}
	return o.out
}

// script is what a word is of: 0 for what lies between words.
type script uint8

const (
	gap script = iota
	letters
	han
	hiragana
	katakana
	joins // a mark, or what goes with the word that it stands in
)

func scriptOf(text string, i int) script {
	r, _ := utf8.DecodeRuneInString(text[i:])
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' {
			return letters
		}
		return gap
	case unicode.Is(unicode.Han, r):
		return han
	case r == 'ー' || unicode.Is(unicode.M, r):
		return joins
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r):
		return katakana
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return letters
	}
	return gap
}

// wordRight and wordLeft pass what lies between words, and then a run of one
// script; what joins goes with the run it stands in.
func wordRight(text string, at int) int {
	word := gap
	for ; at < len(text); at = grapheme.Next(text, at) {
		switch s := scriptOf(text, at); {
		case word == gap, word == joins && s != gap:
			word = s
		case s != word && s != joins:
			return at
		}
	}
	return at
}

func wordLeft(text string, at int) int {
	start := at // where the run's first letter so far stands
	back := grapheme.Back{Text: text}
	for word := gap; at > 0; {
		prev := back.Prev(at)
		s := scriptOf(text, prev)
		switch {
		case word == gap, word == joins && s != gap:
			word = s
		case s == gap:
			return at
		case s != word && s != joins:
			return start // marks between two runs go with the former
		}
		at = prev
		if s != joins || word == joins {
			start = at
		}
	}
	return at
}
