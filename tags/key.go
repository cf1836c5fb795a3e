package tags

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name's key is its spelling with all differences taken out that a person
// means nothing by: case, and whether spaces are written as spaces,
// underscores or dashes, once or several times, and in which of their forms
// characters beyond ASCII are written (see Fold). Two names with the same key
// are the same name. Other punctuation stays: ":)" is not ":(".

// foldedByte maps an ASCII byte to what stands for it in a key.
var foldedByte = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		c := byte(i)
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == ' ' || c == '-' || c >= '\t' && c <= '\r':
			c = '_'
		}
		t[i] = c
	}
	return t
}()

// AppendKey appends the key of a name to dst.
func AppendKey(dst []byte, name string) []byte {
	start := len(dst)
	if isASCII(name) {
		dst = appendKeyOfASCII(dst, name)
	} else {
		var buf [256]byte
		folded, _ := AppendFold(buf[:0], nil, name)
		dst = appendKeyOfFolded(dst, string(folded))
	}
	if len(dst) > start && dst[len(dst)-1] == '_' {
		dst = dst[:len(dst)-1]
	} else if len(dst) == start && name != "" {
		dst = append(dst, '_') // nothing but separators
	}
	return dst
}

// appendKeyOfASCII appends the key of a name, with a separator at its end if it has
// some there.
func appendKeyOfASCII(dst []byte, name string) []byte {
	at, last := len(dst), byte('_')
	dst = slices.Grow(dst, len(name))[:at+len(name)]
	for i := range len(name) {
		c := foldedByte[name[i]&0x7f]
		if c == '_' && last == '_' {
			continue // at the start, or behind another
		}
		dst[at], last = c, c
		at++
	}
	return dst[:at]
}

// appendKeyOfFolded is appendKeyOfASCII for any other name.
func appendKeyOfFolded(dst []byte, name string) []byte {
	last := byte('_')
	for i, r := range name {
		n := utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(name[i:], string(utf8.RuneError)):
			dst, last = append(dst, name[i]), 0
			continue
		case r < utf8.RuneSelf:
		case IsIdeograph(r):
			dst, last = append(dst, name[i:i+n]...), 0
			continue
		case unicode.IsSpace(r):
			r = '_'
		default:
			dst, last = utf8.AppendRune(dst, unicode.ToLower(r)), 0
			continue
		}
		c := foldedByte[r&0x7f]
		if c != '_' || last != '_' {
			dst, last = append(dst, c), c
		}
	}
	return dst
}

// Seed makes a table's hashes differ from those of other tables, so that no
// list can be made to collide.
type Seed uint64

// NewSeed returns a seed that nobody can foresee.
func NewSeed() Seed { return Seed(rand.Uint64() | 1) }

// Hash hashes a key, eight bytes at a time: each is multiplied to 128 bits, of
// which both halves are kept, as Go's own maps do where the processor does not
// hash for them. Theirs cannot be kept in a file.
func (s Seed) Hash(key []byte) uint32 {
	h := uint64(s) ^ uint64(len(key))
	for ; len(key) > 8; key = key[8:] {
		h = s.mix(h ^ binary.LittleEndian.Uint64(key))
	}
	var last uint64
	switch n := len(key); {
	case n >= 4: // the two halves overlap where there are fewer than eight
		last = uint64(binary.LittleEndian.Uint32(key)) | uint64(binary.LittleEndian.Uint32(key[n-4:]))<<32
	case n > 0:
		last = uint64(key[0]) | uint64(key[n/2])<<8 | uint64(key[n-1])<<16
	}
	h = s.mix(s.mix(h ^ last))
	return uint32(h>>32) ^ uint32(h)
}

func (s Seed) mix(h uint64) uint64 {
	high, low := bits.Mul64(h^0x9e3779b97f4a7c15, uint64(s))
	return high ^ low
}

// HasKey reports whether a name has the key.
func HasKey(name string, key []byte) bool {
	var buf [128]byte
	return bytes.Equal(AppendKey(buf[:0], name), key)
}

// Key returns the key of a tag as a prompt writes it, with its backslash
// escapes resolved and spaces for the underscores of AppendKey: the form by
// which one finds the tag that somebody means. What the model makes of a text
// is Plain's to tell: "best-quality" means "best quality" and is another word.
// A text that is in that form already is returned as it is.
func Key(text string) string {
	if isPlain(text) && strings.IndexByte(text, '-') < 0 {
		return text
	}
	var buf [128]byte
	key := AppendKey(buf[:0], Unescape(text))
	if string(key) == "_" {
		return Plain(text) // a face of nothing but separators, "-_-"
	}
	for i, c := range key {
		if c == '_' {
			key[i] = ' '
		}
	}
	return string(key)
}

// Plain returns a tag as CLIP reads it, to which a hyphen is not a space:
// lower case, a space for every underscore and run of white space, backslash
// escapes resolved. A text that is in that form already is returned as it is.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.ToLower(Unescape(text))
	if !isASCII(text) {
		return strings.Join(strings.Fields(strings.ReplaceAll(text, "_", " ")), " ")
	}
	var buf [128]byte
	plain := buf[:0]
	for i := range len(text) {
		switch c := text[i]; {
		case c != '_' && c != ' ' && (c < '\t' || c > '\r'):
			plain = append(plain, c)
		case len(plain) > 0 && plain[len(plain)-1] != ' ':
			plain = append(plain, ' ')
		}
	}
	return string(bytes.TrimSuffix(plain, []byte{' '}))
}

// isPlain reports, for ASCII texts, whether text is what Plain returns of it.
func isPlain(text string) bool {
	space := true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' {
			if space {
				return false
			}
			space = true
			continue
		}
		if c < ' ' || c >= 0x7F || c == '_' || c == '\\' || 'A' <= c && c <= 'Z' {
			return false
		}
		space = false
	}
	return !space || text == ""
}
