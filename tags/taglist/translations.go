package taglist

import (
	"bytes"
	"fmt"

	"tailor/tags"
)

// A translation file says what tags are called in another language, a tag and
// a text a row:
//
//	long_hair,长发
//	twintails,"ツインテール,ツインテ"
//	1girl	女孩
//
// These are the files that the tag-completion extension of the web UI takes,
// too. Its older ones have a column with the category between the two: fields
// that are numbers alone are passed over. A text becomes an alias of its tag,
// by which the tag is found and shown. A row of which the text is still
// missing is no mistake; files are translated little by little.

// parseTranslations reads rows of translations. It takes possession of text.
func parseTranslations(text []byte, name string) (List, error) {
	if err := tooMuch(text, 0, nil); err != nil {
		return List{}, err
	}
	l := List{Name: name, Translates: true}
	lines := lineReader{text: text}
	for head := lines; head.next(); {
		if isTranslationHeader(head.line) {
			lines = head
		}
		if !blank(head.line) {
			break
		}
	}
	err := l.read(lines, 0, func(r *rows, line []byte) (data bool, reason string) {
		if r.fields, reason = splitTranslation(line, r.fields[:0]); reason != "" {
			return true, reason
		}
		t, reason := readTranslation(r.fields, &r.aliases)
		if reason == "" && len(t.Aliases) > 0 {
			r.add(t)
		}
		return true, reason
	})
	if err != nil {
		return List{}, err
	}
	if len(l.Tags) == 0 {
		if l.Rows == 0 {
			return List{}, fmt.Errorf("%w: a row is tag,text", ErrEmpty)
		}
		err := fmt.Errorf("%w: none of %d has a text behind its tag; a row is tag,text", ErrNoRows, l.Rows)
		if len(l.Bad) > 0 {
			err = fmt.Errorf("%w (the first that is bad: %v)", err, l.Bad[0])
		}
		return List{}, err
	}
	return l, nil
}

// splitTranslation cuts a row at its commas, or at its tabs where it has any. One
// with neither has semicolons, but not at its front, where tags have them (";d").
func splitTranslation(line []byte, fields [][]byte) ([][]byte, string) {
	if bytes.IndexByte(line, '\t') < 0 {
		separator := byte(',')
		if bytes.IndexByte(line, ',') < 0 && bytes.IndexByte(line, ';') > 0 {
			separator = ';'
		}
		return splitRow(line, separator, fields)
	}
	for _, f := range bytes.SplitN(line, []byte{'\t'}, maxFields+1) {
		fields = append(fields, bytes.TrimSpace(f))
	}
	if len(fields) > maxFields {
		return fields[:maxFields], tooManyFields
	}
	return fields, ""
}

// isTranslationHeader reports whether a first row is one such as
// "tag,translation" or "name,text": its first field is a column's name, and none
// is a number.
func isTranslationHeader(line []byte) bool {
	fields, _ := splitTranslation(bytes.Clone(line), nil)
	if len(fields) < 2 || headerWords[string(bytes.ToLower(fields[0]))] != theName {
		return false
	}
	second := string(bytes.ToLower(fields[1]))
	return headerWords[second] != nothing || second == "text" || second == "translations"
}

func readTranslation(fields [][]byte, aliases *aliasStore) (t tags.Tag, reason string) {
	name, reason := tags.Clean(tags.Unescape(fields[0]))
	if reason != "" {
		return t, reason
	}
	t.Name = view(name)
	aliases.begin()
	for _, f := range fields[1:] {
		if _, number := readCount(f); !number {
			aliases.add(f, t.Name, false)
		}
	}
	t.Aliases, reason = aliases.aliases()
	return t, reason
}
