package taglist

import (
	"bytes"
	"unicode/utf8"

	"tailor/data/printable"
	"tailor/tags"
)

// The column "prompt" of a list says how a tag is written, letter by letter:
// a trigger word with underscores and capitals, brackets with a weight, or
// several tags at once. No rule of Spell touches it. The tag is found by its
// name and aliases as any other is, and by its spelling where that is one
// word of a prompt; without a name it is called as it is spelled.

// readSpelling reads the field of such a column; nil for an empty one.
func readSpelling(f []byte) (spelling *string, reason string) {
	if !utf8.Valid(f) {
		return nil, "the prompt is not UTF-8"
	}
	if !printable.Safe(f) {
		f = tags.Neutralise(f)
	}
	f = bytes.TrimSpace(f)
	switch {
	case len(f) == 0:
		return nil, ""
	case len(f) > tags.MaxNameBytes:
		return nil, "the prompt is longer than 512 bytes"
	}
	s := string(f)
	return &s, ""
}

// nameOf returns what a tag is called that has a spelling and no name: the
// spelling without escapes and with underscores for spaces. It is "" for a
// spelling of several tags.
func nameOf(spelling string) string {
	b := []byte(spelling)
	if bytes.IndexByte(b, ',') >= 0 {
		return ""
	}
	clean, reason := tags.Clean(tags.Unescape(b))
	if reason != "" {
		return ""
	}
	return string(clean)
}

// readChant returns how a name of several tags is written, as it stands in the
// list; nil for one tag. It takes a copy, since the name is cleaned in place.
func readChant(name []byte) (spelling *string, reason string) {
	if bytes.IndexByte(name, ',') < 0 { // as in nearly every row
		return nil, ""
	}
	several := 0
	for _, one := range bytes.Split(name, []byte{','}) {
		if len(bytes.TrimSpace(one)) > 0 {
			several++
		}
	}
	if several < 2 {
		return nil, ""
	}
	return readSpelling(name)
}
