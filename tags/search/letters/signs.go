package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
)

// Sign is what stands between the words of a query and is none: a face, or a
// stretch that means something to another program.
type Sign struct {
	Text string // as it was typed
	At   int    // how many words (see Append) stand before it
	// Foreign is set for what is no tag: what is left out, "-blue eyes", an option,
	// "--v 5", with all behind it, "rating:safe", and names such as "zqx_v2".
	Foreign bool
}

// longestFace is the number of bytes up to which a tag may be a face that begins
// as a word does, "o_o" or "d:".
const longestFace = 5

// CutSigns takes the signs out of a query. known tells whether a text is a tag or
// an alias, strange whether one in which words are joined is none that was meant.
// A query that has none, or nothing else, comes back as it is.
func CutSigns(query string, known, strange func(string) bool) (words string, signs []Sign) {
	fields := strings.Fields(query)
	kept, at := make([]string, 0, len(fields)), 0
	add := func(text string, foreign bool) { signs = append(signs, Sign{text, at, foreign}) }
	for i, f := range fields {
		if leavesOut(f) {
			add(strings.Join(fields[i:], " "), true)
			break
		}
		switch {
		case foreign(f), strings.IndexByte(strings.Trim(f, "_"), '_') > 0 && strange(f):
			add(f, true)
		case Symbolic(f) && !separates(f) || len(f) <= longestFace && strings.ContainsFunc(f, unicode.IsPunct) && known(f):
			add(f, false)
		default:
			_, starts, _ := Append(nil, nil, nil, f)
			kept, at = append(kept, f), at+len(starts)
		}
	}
	if len(signs) == 0 || len(kept) == 0 {
		return query, nil
	}
	words = strings.Join(kept, " ")
	if last, _ := utf8.DecodeLastRuneInString(query); unicode.IsSpace(last) {
		words += " " // the last word is complete
	}
	return words, signs
}

// leavesOut reports whether what is behind a stroke is left out, or an option.
func leavesOut(field string) bool {
	rest, stroke := strings.CutPrefix(field, "-")
	rest = strings.TrimPrefix(rest, "-")
	return stroke && rest != "" && rest[0]|0x20 >= 'a' && rest[0]|0x20 <= 'z'
}

// foreign reports whether a field is one of a booru's own search.
func foreign(field string) bool {
	key, value, ok := strings.Cut(strings.ToLower(field), ":")
	switch key {
	case "rating", "score", "order", "source", "status", "user", "date", "width", "height":
		return ok && value != ""
	}
	return false
}

// separates reports whether a field stands between others only.
func separates(field string) bool {
	return utf8.RuneCountInString(field) == 1 && !strings.ContainsAny(field, "<>^?!*$%#@~=") && field[0] < utf8.RuneSelf ||
		strings.Trim(field, "-–—") == ""
}

// SameSpelling reports whether two texts are the same tag in any spelling, with
// its signs.
func SameSpelling(a, b string) bool { return tags.HasKey(a, tags.AppendKey(nil, b)) }
