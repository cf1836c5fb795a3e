package artists

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
)

// longestTyped is the length up to which a part is looked through for several
// artists, in bytes: the work grows with its square.
const longestTyped = 2000

// Before finds the artists that stand before the one which is being typed last
// in a part, "by kantoku and wlo", when a tag is taken for it: typed[:end] are
// they, and typed[word:] is what the tag stands for. It is not ok where the
// part names one alone, or where the tag's own name has the word that would
// join two. Names without a joint, "by kantoku wlo", are two where the finder
// knows the first and the tag has the second.
func Before(finder Finder, typed string, tag tags.Tag) (end, word int, ok bool) {
	_, _, marked := profile.ReadArtist(typed)
	if tag.Category != tags.Artist && !marked || len(typed) > longestTyped {
		return 0, 0, false
	}
	joints := nameJoint().FindAllStringIndex(typed, -1)
	for i := len(joints) - 1; i >= 0 && !ok; i-- {
		from := 0
		if i > 0 {
			from = joints[i-1][1]
		}
		if j := joints[i]; !isMark(typed[:j[0]]) && !isMark(typed[:j[1]]) && !has(tag, typed[from:j[1]]) {
			end, word, ok = j[0], j[1], true
		}
	}
	if !marked || finder == nil {
		return end, word, ok
	}
	for space := strings.LastIndexByte(typed, ' '); space > word; space = strings.LastIndexByte(typed[:space], ' ') {
		before := strings.TrimRight(typed[word:space], " /;")
		rest := strings.TrimSpace(typed[space:])
		if name, ok := knownIn(finder, before); ok && rest != "" && has(tag, rest) && !has(tag, name) {
			return word + len(before), space + 1, true
		}
	}
	return end, word, ok
}

// Last returns what a part that is being typed looks for: of "by kantoku and
// wlo", where the finder knows the first, and of "@wlo" and "drawn by wlo", "by
// wlo" as a search takes artists, and else all of it.
func Last(finder Finder, typed string) string {
	name, form := read(typed)
	if form == "" || len(typed) > longestTyped {
		return typed
	}
	mark, prefix := strings.CutSuffix(form, "{}")
	sign, _ := utf8.DecodeRuneInString(mark)
	first, _ := utf8.DecodeRuneInString(name)
	if prefix && (strings.HasSuffix(strings.TrimRight(mark, " :_"), "by") || !unicode.IsLetter(sign) && unicode.IsLetter(first)) { // "@_@" is a face
		typed = "by " + strings.TrimLeft(typed[len(mark):], " ")
	}
	joints := nameJoint().FindAllStringIndex(typed, -1)
	if len(joints) == 0 {
		return typed
	}
	from, last := 0, joints[len(joints)-1]
	if len(joints) > 1 {
		from = joints[len(joints)-2][1]
	}
	if rest := typed[last[1]:]; rest != "" {
		if _, ok := knownIn(finder, typed[from:last[0]]); ok {
			return "by " + strings.TrimPrefix(rest, "@") // as a search takes artists
		}
	}
	return typed
}

// knownIn returns the name in what was typed for one artist, without its
// brackets and weight, and whether the finder knows it.
func knownIn(finder Finder, typed string) (name string, ok bool) {
	name = strings.TrimSpace(bare(typed))
	if _, _, ok = finder.LookupIn(name, tags.Artist); !ok {
		name = weightAtEnd().ReplaceAllString(strings.Trim(name, "()[]{}"), "")
		_, _, ok = finder.LookupIn(name, tags.Artist)
	}
	return name, ok
}

// Behind finds the artists that stand behind the one which is being typed in a
// part, when a tag is taken for it: part[:end] is what the tag stands for, and
// part[next:] are they. The cursor is an offset in the part.
func Behind(part string, cursor int, tag tags.Tag) (end, next int, ok bool) {
	if tag.Category != tags.Artist || len(part) > longestTyped {
		return 0, 0, false
	}
	for _, joint := range nameJoint().FindAllStringIndex(part, -1) {
		end, next := joint[0], joint[1]
		if end >= cursor && end > 0 && next < len(part) && !isMark(part[:end]) && !isMark(part[:next]) && !has(tag, part[:next]) {
			return end, next, true
		}
	}
	return 0, 0, false
}

// has reports whether a tag's name holds a text, but for what marks an artist.
func has(tag tags.Tag, text string) bool {
	return strings.Contains(tags.Key(tag.Name), tags.Key(tags.Unescape(strings.TrimSpace(bare(text)))))
}

// bare returns a text without what marks it as an artist's.
func bare(text string) string {
	name, _ := read(text)
	return name
}

// read returns the name in a text that is for one artist and the form that the
// text has, the text itself and "" where it has none.
func read(text string) (name, form string) {
	if name, form, ok := profile.ReadArtist(text); ok {
		return name, form
	}
	if name, form, ok := profile.ReadArtistPhrase(text); ok {
		return name, form
	}
	return text, ""
}

// isMark reports whether a text is but the beginning of an artist's form, "by"
// or "art by".
func isMark(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || bare(text+" x") == "x"
}
