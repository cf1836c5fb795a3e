package clip

import (
	"unicode"

	"tailor/tags/python"
)

// char is a character with the bytes of the text as given that it was read
// from.
type char struct {
	r rune
	span
}

// lower writes the repaired text into w.text, white space folded and lowered
// as Python's str.lower does: as unicode.ToLower, save for İ, which keeps its
// dot as a mark, and for Σ, which at the end of a word becomes ς.
func (w *workspace) lower(chars []char) {
	w.text, w.from = w.text[:0], w.from[:0]
	for i, c := range chars {
		switch {
		case python.IsSpace(c.r):
			if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
				w.write(' ', c.span)
			}
		case c.r == 'Σ':
			if endsWordAt(chars, i) {
				w.write('ς', c.span)
			} else {
				w.write('σ', c.span)
			}
		case c.r == 'İ':
			w.write('i', c.span)
			w.write('\u0307', c.span)
		default:
			w.write(unicode.ToLower(c.r), c.span)
		}
	}
}

func (w *workspace) write(r rune, from span) {
	if r < 0x80 {
		w.text = append(w.text, byte(r))
	} else {
		w.text = append(w.text, string(r)...)
	}
	for len(w.from) < len(w.text) {
		w.from = append(w.from, from)
	}
}

// endsWordAt reports whether a cased letter stands before place i and none behind
// it, whatever ignorable characters are between (Unicode's Final_Sigma).
func endsWordAt(chars []char, i int) bool {
	before := i - 1
	for before >= 0 && isIgnorable(chars[before].r) {
		before--
	}
	if before < 0 || !isCased(chars[before].r) {
		return false
	}
	after := i + 1
	for after < len(chars) && isIgnorable(chars[after].r) {
		after++
	}
	return after == len(chars) || !isCased(chars[after].r)
}

// isCased is Unicode's property Cased.
func isCased(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Uppercase, unicode.Other_Lowercase) &&
		python.Assigned(r)
}

// isIgnorable is Unicode's property Case_Ignorable: marks, formats,
// modifiers, and the punctuation that stands inside words.
func isIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '·', '\u0387', '\u055f', '\u05f4', '‘', '’', '\u2024', '\u2027',
		'\ufe13', '\ufe52', '\ufe55', '\uff07', '\uff0e', '\uff1a':
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) && python.Assigned(r)
}
