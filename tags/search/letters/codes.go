package letters

// Codes is the number of codes. A character's code is its place in the tables
// that are indexed by the first letters of a word: 0 where the text has ended,
// then the letters, the digits and one code for all other bytes.
const Codes = 38

// CodeOf has the code of each byte.
var CodeOf = func() (t [256]uint8) {
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

// Bucket returns the number of the bucket for the first depth (1 to 3)
// characters of a text.
func Bucket(s []byte, depth int) int {
	b := 0
	for i := range depth {
		b *= Codes
		if i < len(s) {
			b += int(CodeOf[s[i]])
		}
	}
	return b
}

// Set is the set of characters in a text, a bit a code.
func Set(s []byte) uint64 {
	var set uint64
	for _, c := range s {
		set |= 1 << (CodeOf[c] - 1)
	}
	return set
}

// Head returns the first eight bytes of a text as a number that orders as
// they do, with zeros behind a shorter text.
func Head(s []byte) uint64 {
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

// HeadMask covers the first n bytes of a Head.
func HeadMask(n int) uint64 {
	return ^(^uint64(0) >> (8 * uint(n)))
}

// TailBucket is the bucket of a text's last three characters, the last one
// first.
func TailBucket(s []byte) int {
	b := 0
	for i := range 3 {
		b *= Codes
		if i < len(s) {
			b += int(CodeOf[s[len(s)-1-i]])
		}
	}
	return b
}
