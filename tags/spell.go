package tags

import "strings"

// Spell writes a tag's name for A1111: underscores become spaces, and the
// characters that A1111 reads as attention brackets are escaped. Emoticons
// such as ">_<" or "^_^", whose underscore is a mouth, keep it: a name of
// which no part between underscores holds a letter or digit twice in a row is
// left as it stands.
func Spell(name string) string {
	if !isEmoticon(name) {
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

// isEmoticon tells whether an underscore in name is part of a face and not a
// space: Danbooru's emoticons are at most three characters on either side
// ("o_o", "^_^", ">_<", "|_|", "(o)_(o)", "u_u").
func isEmoticon(name string) bool {
	left, right, found := strings.Cut(name, "_")
	if !found || strings.Contains(right, "_") || len(left) > 3 || len(right) > 3 {
		return false
	}
	// A face is symmetrical or has no letters at all; "k_on" or "a_b" are
	// words.
	if left == right {
		return true
	}
	return !strings.ContainsFunc(left+right, func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127
	})
}
