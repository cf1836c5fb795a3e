package tags

import (
	"bytes"
	"hash/maphash"
	"unicode"
	"unicode/utf8"
)

// A name's key is its spelling with all differences taken out that a person
// means nothing by: case, and whether spaces are written as spaces,
// underscores or dashes, once or several times. Two names with the same key
// are the same name. Other punctuation stays: ":)" is not ":(".

// foldedByte maps an ASCII byte to what stands for it in a key.
var foldedByte = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		c := byte(i)
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r':
			c = '_'
		}
		t[i] = c
	}
	return t
}()

// AppendKey appends the key of a name to dst.
func AppendKey(dst []byte, name string) []byte {
	start := len(dst)
	for i := 0; i < len(name); {
		c := name[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(name[i:])
			if r == utf8.RuneError && n == 1 {
				dst = append(dst, c)
			} else {
				dst = utf8.AppendRune(dst, unicode.ToLower(r))
			}
			i += n
			continue
		}
		i++
		c = foldedByte[c]
		if c == '_' && (len(dst) == start || dst[len(dst)-1] == '_') {
			continue // at the start, or behind another
		}
		dst = append(dst, c)
	}
	if len(dst) > start && dst[len(dst)-1] == '_' {
		dst = dst[:len(dst)-1]
	} else if len(dst) == start && name != "" {
		dst = append(dst, '_') // nothing but separators
	}
	return dst
}

var hashSeed = maphash.MakeSeed()

// HashKey hashes a key. The hash differs from one run of the program to the
// next, so that no list can be made to collide.
func HashKey(key []byte) uint32 {
	h := maphash.Bytes(hashSeed, key)
	return uint32(h>>32) ^ uint32(h)
}

// HasKey reports whether a name has the key.
func HasKey(name string, key []byte) bool {
	var buf [128]byte
	return bytes.Equal(AppendKey(buf[:0], name), key)
}
