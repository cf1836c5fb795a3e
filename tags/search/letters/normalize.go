// Package letters compares names by their letters alone: it normalizes them,
// numbers their beginnings for tables, and counts the typos between them.
package letters

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tailor/data/printable"
	"tailor/tags"
)

// Search compares names by their letters alone. A name is normalized: lower
// case, without spaces, underscores, dashes, parentheses and the rest of
// punctuation, but with the knowledge where its words begin:
//
//	karin_(blue_archive)   →   karin|blue|archive
//	jeanne_d'arc           →   jeanne|d|arc
//
// Accents go ("pokémon" is typed "pokemon"). Han characters and kana are
// words of one character, since their text has no spaces and people search
// for a part of it. Faces and shorthands, which are nothing but punctuation
// (":d", "^_^", "/lh"), keep theirs.

// Append appends the normalized text to dst, and to starts where in dst
// each of its words begins. When from is not nil, the byte of text that each
// appended byte came from is appended to it.
func Append(dst []byte, starts []uint32, from []int, text string) ([]byte, []uint32, []int) {
	switch {
	case !ASCII(text):
		return appendFolded(dst, starts, from, text)
	case from == nil && text != "" && tags.IsWordByte(text[0]): // not Symbolic
		dst, starts = appendWords(dst, starts, text)
		return dst, starts, nil
	}
	return appendPlain(dst, starts, from, text)
}

// appendWords normalizes ASCII that is not Symbolic, as nearly all names are.
func appendWords(dst []byte, starts []uint32, text string) ([]byte, []uint32) {
	at, gap := len(dst), true
	dst = slices.Grow(dst, len(text))[:at+len(text)]
	for i := range len(text) {
		c := normalizedByte[text[i]&0x7f]
		if c == 0 {
			gap = true
			continue
		}
		if gap {
			starts = append(starts, uint32(at))
			gap = false
		}
		dst[at] = c
		at++
	}
	return dst[:at], starts
}

// ASCII reports whether a text has no characters beyond ASCII.
func ASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// appendFolded normalizes the folded form of a text (see tags.Fold).
func appendFolded(dst []byte, starts []uint32, from []int, text string) ([]byte, []uint32, []int) {
	var buf [256]byte
	if from == nil {
		folded, _ := tags.AppendFold(buf[:0], nil, text)
		return appendPlain(dst, starts, nil, string(folded))
	}
	folded, origin := tags.AppendFold(buf[:0], []int{}, text)
	before := len(from)
	dst, starts, from = appendPlain(dst, starts, from, string(folded))
	for i := before; i < len(from); i++ {
		from[i] = origin[from[i]]
	}
	return dst, starts, from
}

// appendPlain normalizes a text that needs no folding.
func appendPlain(dst []byte, starts []uint32, from []int, text string) ([]byte, []uint32, []int) {
	symbols := Symbolic(text)
	gap := true
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if s := normalizedByte[c]; s != 0 {
				c = s
			} else if !symbols || c <= ' ' || c == '_' || c == '-' || c == 0x7f {
				gap = true
				i++
				continue
			}
			if gap {
				starts = append(starts, uint32(len(dst)))
				gap = false
			}
			dst = append(dst, c)
			if from != nil {
				from = append(from, i)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case tags.IsIdeograph(r), tags.IsHiragana(r), tags.IsHangul(r):
		case r == utf8.RuneError && n == 1, unicode.IsSpace(r), printable.Unsafe(r), !symbols && unicode.IsPunct(r):
			gap = true
			i += n
			continue
		case unicode.Is(unicode.Latin, r):
			r = unicode.ToLower(unaccented(r))
		default:
			r = unicode.ToLower(r)
		}
		alone := isIdeograph(r)
		if gap || alone {
			starts = append(starts, uint32(len(dst)))
		}
		gap = alone
		before := len(dst)
		dst = utf8.AppendRune(dst, r)
		if from != nil {
			for range dst[before:] {
				from = append(from, i)
			}
		}
		i += n
	}
	return dst, starts, from
}

// normalizedByte maps the ASCII letters and digits to what they are normalized to,
// all else to 0.
var normalizedByte = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		switch c := byte(i); {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			t[i] = c
		case c >= 'A' && c <= 'Z':
			t[i] = c | 0x20
		}
	}
	return t
}()

// Symbolic reports whether a name's punctuation is what it is: it begins with
// punctuation and has fewer than three letters or digits, or nothing but
// punctuation and signs beyond ASCII, or is a shorthand with a slash that
// Danbooru has for typing ("/lh").
func Symbolic(text string) bool {
	if !ASCII(text) && !strings.ContainsFunc(text, wordly) {
		return true
	}
	if text == "" || tags.IsWordByte(text[0]) {
		return false
	}
	first, words := byte(0), 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if first == 0 && c > ' ' && c != '_' && c != '-' {
			first = c
		}
		if tags.IsWordByte(c) {
			words++
		}
	}
	switch {
	case first == '/':
		return true
	case words == 0:
		return true
	case first == '(' || first == '[' || first == '{' || first == '\'' || first == '"' || tags.IsWordByte(first):
		return false
	}
	return words < 3
}

// wordly reports whether a character is one that words are made of.
func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// Face returns a face without the brackets that are its cheeks, "(^_^)", and
// any other text as it is.
func Face(text string) string {
	inner, ok := strings.CutPrefix(strings.TrimSpace(text), "(")
	if inner, closed := strings.CutSuffix(inner, ")"); ok && closed && inner != "" {
		if words := strings.FieldsFunc(inner, func(r rune) bool { return !wordly(r) }); len(strings.Join(words, "")) < 3 {
			return inner
		}
	}
	return text
}

// isIdeograph reports whether a character is searched for by itself.
func isIdeograph(r rune) bool {
	return tags.IsIdeograph(r) || tags.IsHiragana(r) ||
		r >= 0x3040 && !tags.IsHangul(r) && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー')
}

// unaccented returns the Latin letter without its marks.
func unaccented(r rune) rune {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFKD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
		if base, _ := utf8.DecodeRune(d); unicode.IsLetter(base) {
			return base
		}
	}
	return r
}
