package terminal

import (
	"unicode/utf16"
	"unicode/utf8"
)

// fromUTF16 adds to b in UTF-8 what a console sent as UTF-16. half is the
// first half of a character that the last call left, 0 for none; what is no
// UTF-16 becomes U+FFFD.
func fromUTF16(b []byte, half uint16, units []uint16) (text []byte, left uint16) {
	if half != 0 {
		units = append([]uint16{half}, units...)
	}
	if n := len(units); n > 0 && units[n-1] >= 0xD800 && units[n-1] < 0xDC00 {
		left, units = units[n-1], units[:n-1]
	}
	for _, r := range utf16.Decode(units) {
		b = utf8.AppendRune(b, r)
	}
	return b, left
}
