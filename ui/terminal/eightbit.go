package terminal

import (
	"bytes"
	"unicode/utf8"
)

// stringEnd is ESC \ as a control character of eight bits.
const stringEnd = '\u009c'

// introduces reports whether a control character of eight bits stands for an
// escape and a letter by which a sequence begins (ECMA-48, 5.3).
func introduces(r rune) bool {
	return r >= 0x80 && r < 0xa0 && bytes.IndexByte([]byte("[O]P_^X"), byte(r-0x40)) >= 0
}

// controlAt returns where the first control character stands in a text, -1 for
// none, and its size. One of eight bits counts where it introduces a sequence; as a
// byte alone it does so until a character of UTF-8 comes, since a terminal that
// writes these writes no such byte: it is what is left of a character.
func (s *scanner) controlAt(b []byte) (at, size int) {
	for at < len(b) {
		c := b[at]
		if isControl(c) {
			return at, 1
		}
		size = 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRune(b[at:]); size == 1 {
				r = rune(c)
			}
			if introduces(r) && (size > 1 || !s.utf8) {
				return at, size
			}
			s.utf8 = s.utf8 || c >= firstLead
		}
		at += size
	}
	return -1, 0
}

// firstLead is the first byte by which characters of several bytes begin.
const firstLead = 0xc2

// stringEndAt returns where a control character stands that ends a string or breaks
// it off, -1 for none.
func (s *scanner) stringEndAt(b []byte) int {
	n := bytes.IndexFunc(b, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == stringEnd
	})
	for k, size := 0, 0; !s.utf8 && k < len(b) && (n < 0 || k < n); k += size {
		if _, size = utf8.DecodeRune(b[k:]); size == 1 && b[k] == byte(stringEnd) {
			return k
		}
	}
	return n
}
