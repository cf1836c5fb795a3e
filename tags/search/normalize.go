package search

import (
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

// appendNormalized appends the normalized text to dst, and to starts where in dst
// each of its words begins. When from is not nil, the byte of text that each
// appended byte came from is appended to it.
func appendNormalized(dst []byte, starts []uint32, from []int, text string) ([]byte, []uint32, []int) {
	if !isASCII(text) {
		return appendFolded(dst, starts, from, text)
	}
	return appendPlain(dst, starts, from, text)
}

func isASCII(text string) bool {
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
	symbols := isSymbolic(text)
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
		case r == utf8.RuneError && n == 1, unicode.IsSpace(r), printable.Unsafe(r), !symbols && unicode.IsPunct(r):
			gap = true
			i += n
			continue
		case unicode.Is(unicode.Latin, r):
			r = unaccented(r)
		}
		if gap || isIdeograph(r) {
			starts = append(starts, uint32(len(dst)))
		}
		gap = isIdeograph(r)
		before := len(dst)
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
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

// isSymbolic tells the names whose punctuation is what they are: those that
// begin with punctuation and have fewer than three letters or digits, and the
// shorthands with a slash that Danbooru has for typing ("/lh").
func isSymbolic(text string) bool {
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

// isIdeograph tells the characters that are searched for one by one.
func isIdeograph(r rune) bool {
	return r >= 0x3040 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー')
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

// A character's code is its place in the tables that are indexed by the first
// letters of a word: 0 where the text has ended, then the letters, the digits
// and one code for all other bytes.
const codes = 38

var codeOf = func() (t [256]uint8) {
	for i := range t {
		switch c := byte(i); {
		case c >= 'a' && c <= 'z':
			t[i] = 1 + c - 'a'
		case c >= '0' && c <= '9':
			t[i] = 27 + c - '0'
		default:
			t[i] = 37
		}
	}
	return t
}()

// bucketOf returns the number of the bucket for the first depth (1 to 3)
// characters of a text.
func bucketOf(s []byte, depth int) int {
	b := 0
	for i := range depth {
		b *= codes
		if i < len(s) {
			b += int(codeOf[s[i]])
		}
	}
	return b
}

// letterSet is the set of characters in a text, a bit a code.
func letterSet(s []byte) uint64 {
	var set uint64
	for _, c := range s {
		set |= 1 << (codeOf[c] - 1)
	}
	return set
}

// headKey returns the first eight bytes of a text as a number that orders as
// they do, with zeros behind a shorter text.
func headKey(s []byte) uint64 {
	if len(s) >= 8 {
		_ = s[7]
		return uint64(s[0])<<56 | uint64(s[1])<<48 | uint64(s[2])<<40 | uint64(s[3])<<32 |
			uint64(s[4])<<24 | uint64(s[5])<<16 | uint64(s[6])<<8 | uint64(s[7])
	}
	var k uint64
	for i, c := range s {
		k |= uint64(c) << (56 - 8*i)
	}
	return k
}

// headMask covers the first n bytes of a headKey.
func headMask(n int) uint64 {
	if n >= 8 {
		return ^uint64(0)
	}
	return ^(^uint64(0) >> (8 * n))
}
