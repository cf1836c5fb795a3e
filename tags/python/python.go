// Package python tells characters apart as the regular expressions and the
// string methods of Python 3.11 do, on which the A1111 web UI runs. They
// differ from Go's: in what a word is, in four control characters that are
// white space, and in the version of Unicode, 14.0.
package python

import "unicode"

// IsWord reports what \w matches, which is also what \b looks at: letters,
// numbers of every kind, and the underscore, but no combining marks.
func IsWord(r rune) bool {
	if r < 0x80 {
		return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && Assigned(r)
}

// IsSpace reports what \s matches and what str.strip takes off.
func IsSpace(r rune) bool {
	return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F
}

// Digit returns the value of a character that \d matches, which is a decimal
// digit of any script, or -1.
func Digit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case r < 0x80 || !unicode.Is(unicode.Nd, r) || !Assigned(r):
		return -1
	}
	// Every script's digits stand together from 0 to 9, and a stretch of
	// such tens begins at a zero, save that of the mathematical digits,
	// which are tens as well but not at a multiple of ten.
	zero := r
	for unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return int(r-zero) % 10
}

// Assigned reports whether Unicode 14.0 has the character, for those that Go's
// tables have: a newer one is no letter, digit or mark to Python.
func Assigned(r rune) bool {
	return r < 0x0CF3 || !unicode.Is(since15, r)
}

// since15 are the characters that Unicode 15.0 added.
var since15 = Table(
	0x0cf3, 0x0cf3, 0x0ece, 0x0ece, 0x10efd, 0x10eff, 0x1123f, 0x11241, 0x11b00, 0x11b09, 0x11f00, 0x11f10,
	0x11f12, 0x11f3a, 0x11f3e, 0x11f59, 0x1342f, 0x1342f, 0x13439, 0x13455, 0x1b132, 0x1b132, 0x1b155, 0x1b155,
	0x1d2c0, 0x1d2d3, 0x1df25, 0x1df2a, 0x1e030, 0x1e06d, 0x1e08f, 0x1e08f, 0x1e4d0, 0x1e4f9, 0x1f6dc, 0x1f6dc,
	0x1f774, 0x1f776, 0x1f77b, 0x1f77f, 0x1f7d9, 0x1f7d9, 0x1fa75, 0x1fa77, 0x1fa87, 0x1fa88, 0x1faad, 0x1faaf,
	0x1fabb, 0x1fabd, 0x1fabf, 0x1fabf, 0x1face, 0x1facf, 0x1fada, 0x1fadb, 0x1fae8, 0x1fae8, 0x1faf7, 0x1faf8,
	0x2b739, 0x2b739, 0x31350, 0x323af,
)

// Table makes a table of spans of characters, the first and the last of each,
// in rising order.
func Table(spans ...rune) *unicode.RangeTable {
	t := new(unicode.RangeTable)
	for i := 0; i < len(spans); i += 2 {
		if lo, hi := spans[i], spans[i+1]; hi <= 0xffff {
			t.R16 = append(t.R16, unicode.Range16{Lo: uint16(lo), Hi: uint16(hi), Stride: 1})
		} else {
			t.R32 = append(t.R32, unicode.Range32{Lo: uint32(lo), Hi: uint32(hi), Stride: 1})
		}
	}
	return t
}
