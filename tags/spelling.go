package tags

import (
	"strings"
	"unicode/utf8"
)

// Spell writes a tag's name for A1111: underscores become spaces, and the
// characters that A1111 reads as attention brackets are escaped. Faces such
// as ">_<" or "^_^", whose underscore is a mouth, keep it.
func Spell(name string) string {
	if !IsEmoticon(name) {
		name = strings.ReplaceAll(name, "_", " ")
	}
	return Escape(name)
}

// Escape puts a backslash before every character that A1111's attention
// grammar would take for a bracket, and before a backslash.
func Escape(s string) string {
	if !strings.ContainsAny(s, `\()[]`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\', '(', ')', '[', ']':
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// IsEmoticon reports whether the underscore in name is the mouth of a face and
// not a space: what stands on either side of it is one eye. An eye is
// punctuation ("^_^", "+_-", "<|>_<|>"), one character that stands on both
// sides ("u_u", "<o>_<o>", "3_3"), one beside punctuation (">_o"), or one of
// those that are drawn as eyes ("6_9", "o_x"). "ara_ara" and "e_2" are words.
// Over the Danbooru list the rule finds its nineteen faces and nothing else.
func IsEmoticon(name string) bool {
	left, right, found := strings.Cut(name, "_")
	if !found || left == "" || right == "" || len(left) > 4 || len(right) > 4 || strings.Contains(right, "_") {
		return false
	}
	if right[0] == '(' && left[0] != '(' {
		return false // a qualifier
	}
	l, r := withoutPunctuation(left), withoutPunctuation(right)
	if utf8.RuneCountInString(l) > 1 || utf8.RuneCountInString(r) > 1 {
		return false
	}
	isEye := func(s string) bool { return s == "" || strings.Contains(eyes, s) }
	return l == r || isEye(l) && isEye(r)
}

// eyes are the letters and digits that faces have for eyes.
const eyes = "0o69xuqt3"

// withoutPunctuation returns the letters and digits of s.
func withoutPunctuation(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf || IsWordByte(byte(r)) {
			return r
		}
		return -1
	}, s)
}

// Unescape takes the backslash from before each character that A1111 wants
// escaped; a backslash before anything else stays. A text without one is
// returned as it is.
func Unescape[T string | []byte](s T) T {
	first := 0
	for first < len(s) && s[first] != '\\' {
		first++
	}
	if first == len(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	out = append(out, s[:first]...)
	for i := first; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && Escapable(s[i+1]) {
			i++
		}
		out = append(out, s[i])
	}
	return T(out)
}

// Escapable reports whether A1111 resolves a backslash before a character: a
// round or square bracket, or a backslash.
func Escapable(c byte) bool {
	return c == '\\' || c == '(' || c == ')' || c == '[' || c == ']'
}

// IsWordByte reports whether a byte is a letter or a digit, or a part of a
// character beyond ASCII.
func IsWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}
