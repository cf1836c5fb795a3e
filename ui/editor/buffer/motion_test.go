package buffer

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

func TestTarget(t *testing.T) {
	for _, c := range []struct {
		name, text string
		motion     Motion
		want       string
	}{
		{"grapheme left", "ae\u0301|b", GraphemeLeft, "a|e\u0301b"},
		{"grapheme left at the start", "|a", GraphemeLeft, "|a"},
		{"grapheme right", "a|👩🏽‍🚀b", GraphemeRight, "a👩🏽‍🚀|b"},
		{"grapheme right at the end", "a|", GraphemeRight, "a|"},
		{"word left", "long hair, |", WordLeft, "long |hair, "},
		{"word left within", "long ha|ir", WordLeft, "long |hair"},
		{"word left over a newline", "long\n|hair", WordLeft, "|long\nhair"},
		{"word left at the start", "  |", WordLeft, "|  "},
		{"word left keeps marks with the word before", "漢ー|かな", WordLeft, "|漢ーかな"},
		{"word left from a script to the next", "漢ーかな|", WordLeft, "漢ー|かな"},
		{"word right", "|long hair", WordRight, "long| hair"},
		{"word right from between", "long|, hair", WordRight, "long, hair|"},
		{"word right with marks", "|क्षत्रिय x", WordRight, "क्षत्रिय| x"},
		{"word right in Arabic", "|مرحبا بك", WordRight, "مرحبا| بك"},
		{"word right from kana to Han", "|スーパー銭湯", WordRight, "スーパー|銭湯"},
		{"word right at nothing more", "a|, ", WordRight, "a, |"},
		{"tag left", "a, (b:1.2), c|", TagLeft, "a, (b:1.2), |c"},
		{"tag left to a weighted one", "a, (b:1.2), |c", TagLeft, "a, |(b:1.2), c"},
		{"tag left into a group", "(a, b|:1.2)", TagLeft, "(a, |b:1.2)"},
		{"tag left at the first", "a|", TagLeft, "|a"},
		{"tag right over escaped brackets", "|karin \\(blue archive\\), b", TagRight, "karin \\(blue archive\\), |b"},
		{"tag right over an empty part", "|a,, ,b", TagRight, "a,, ,|b"},
		{"tag right to a network", "|a <lora:x:0.8>", TagRight, "a |<lora:x:0.8>"},
		{"line start", "a\nb c|", LineStart, "a\n|b c"},
		{"line end", "|a b\nc", LineEnd, "a b|\nc"},
		{"text start", "a\nb|", TextStart, "|a\nb"},
		{"text end", "|a\nb", TextEnd, "a\nb|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cursor := strings.IndexByte(c.text, '|')
			b := New(&History{}, c.text[:cursor]+c.text[cursor+1:])
			b.MoveTo(cursor, false)
			b.Move(c.motion, false)
			if got := b.Text()[:b.Cursor()] + "|" + b.Text()[b.Cursor():]; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			b.MoveTo(cursor, false)
			b.Move(c.motion, true)
			if got := b.Text()[:b.Cursor()] + "|" + b.Text()[b.Cursor():]; got != c.want || b.Anchor() != cursor {
				t.Errorf("selecting: %q from %d, want %q from %d", got, b.Anchor(), c.want, cursor)
			}
		})
	}
}

func TestSpansAt(t *testing.T) {
	for _, c := range []struct {
		name, text string
		offset     int
		tag, chunk string
	}{
		{"in a tag", "a, long hair, b", 5, "long hair", "a, long hair, b"},
		{"behind a tag", "a, long hair, b", 12, "long hair", "a, long hair, b"},
		{"before a tag", "a, long hair, b", 2, "long hair", "a, long hair, b"},
		{"behind the last", "a, b,  ", 7, "b", "a, b,"},
		{"a weighted tag", "a, (b:1.2)", 5, "(b:1.2)", "a, (b:1.2)"},
		{"in a group", "(a, b:1.2)", 4, "b", "(a, b:1.2)"},
		{"between BREAKs", "a BREAK b, c BREAK d", 9, "b", "b, c"},
		{"the last of a choice", "{red|blue} hair", 6, "blue", "{red|blue} hair"},
		{"behind a choice", "{red|blue} hair", 12, "hair", "{red|blue} hair"},
		{"before a choice", "long {red|blue}", 1, "long", "long {red|blue}"},
		{"the first of a choice", "long {3::red|blue}", 10, "3::red", "long {3::red|blue}"},
		{"no tags", " , ", 1, "", ","},
		{"no text", "", 0, "", ""},
		{"white space between BREAKs", "a BREAK  BREAK d", 8, "d", "  "},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := New(&History{}, c.text)
			if got := b.TagAt(c.offset).Of(c.text); got != c.tag {
				t.Errorf("tag %q, want %q", got, c.tag)
			}
			if got := b.ChunkAt(c.offset).Of(c.text); got != c.chunk {
				t.Errorf("chunk %q, want %q", got, c.chunk)
			}
		})
	}
}

func TestCursorStaysOnABorder(t *testing.T) {
	b := New(&History{}, "e\u0301👨‍👩‍👧")
	for offset := -1; offset <= len(b.Text())+1; offset++ {
		b.MoveTo(offset, false)
		if at := b.Cursor(); at != 0 && at != 3 && at != len(b.Text()) {
			t.Errorf("MoveTo(%d) stands at %d", offset, at)
		}
	}
	// A mark typed behind a letter joins it, a joiner its neighbours.
	b = New(&History{}, "e|x")
	b.Select(prompt.Span{Start: 1, End: 2})
	b.Insert("\u0301")
	if b.Cursor() != 3 || b.Text() != "e\u0301x" {
		t.Errorf("%q, cursor %d", b.Text(), b.Cursor())
	}
	b = New(&History{}, "👩👧")
	b.MoveTo(4, false)
	b.Insert("\u200d")
	if b.Cursor() != len(b.Text()) {
		t.Errorf("cursor %d within a family", b.Cursor())
	}
	b.History().Undo()
	if b.Cursor() != 4 || b.Text() != "👩👧" {
		t.Errorf("after undo %q, cursor %d", b.Text(), b.Cursor())
	}
}
