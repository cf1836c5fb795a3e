package taglist

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"tailor/tags"
)

// A list of tags is a CSV file. The Danbooru lists that are in use have
//
//	name,category,count,"alias,alias"
//
// but columns are missing in some, others have a header, write dashes or
// spaces for underscores, quote nothing or everything, and were saved by
// editors with CRLF, a lone CR, or a byte order mark. The parser takes all of
// that. It differs from encoding/csv in three ways: a quote that is not
// closed costs its own line and not the rest of the file; white space around
// a field does not count; and it allocates nothing a row, the strings being
// views of the file's text.
//
// A list of the user's own may have a column "prompt" (see spelling.go) for
// tags that are written in a way of their own:
//
//	name,category,aliases,prompt
//	my_oc,4,"oc,heroine","MyOC_v3 (style), silver hair"
//
// Without that column, a row of category 5 whose name is several tags with
// commas between is a chant, which is written as it stands:
//
//	"(masterpiece:1.2), best quality",5,,quality
//
// An artist whose row says by_x is x, since the "by" is the prompt's; by_x
// stays an alias.

// parseTags reads the rows of a CSV. It takes possession of text.
func parseTags(text []byte, name string) (List, error) {
	l := List{Name: name}
	separator := cmp.Or(separatorOf(text), ',')
	columns, header := findColumns(text, separator)
	if err := tooMuch(text, separator, columns); err != nil {
		return List{}, err
	}
	l.Dashed = looksDashed(text)

	lines := lineReader{text: text}
	for header && lines.next() {
		header = blank(lines.line)
	}
	err := l.read(lines, 0, func(r *rows, line []byte) (data bool, reason string) {
		if r.fields, reason = splitRow(line, separator, r.fields[:0]); reason != "" {
			return true, reason
		}
		t, reason := readRow(r.fields, columns, l.Dashed, &r.aliases)
		if reason == "" {
			r.add(t)
		}
		return true, reason
	})
	switch {
	case err != nil:
		return List{}, err
	case len(l.Tags) == 0:
		return List{}, emptyOrBad(l)
	}
	return l, nil
}

// readRow turns the fields of one row into a tag, or gives the reason why it
// cannot.
func readRow(fields [][]byte, columns []column, dashed bool, aliases *aliasStore) (t tags.Tag, reason string) {
	if len(fields) < 2 && len(columns) > 1 && !slices.Contains(columns, theSpelling) {
		return t, "a name alone: the category is missing"
	}
	var chant *string
	for i, f := range fields {
		kind := theAliases
		if i < len(columns) {
			kind = columns[i]
		} else if columns[len(columns)-1] != theAliases {
			continue
		}
		switch kind {
		case theName:
			if len(f) == 0 && slices.Contains(columns, theSpelling) {
				continue
			}
			if chant, reason = readChant(f); reason != "" {
				return t, reason
			}
			clean, reason := tags.Clean(f)
			if reason != "" {
				return t, reason
			}
			if dashed {
				undash(clean)
			}
			t.Name = view(clean)
		case theCategory:
			c, ok := readCategory(f)
			if !ok {
				return t, fmt.Sprintf("the category %s is none of 0 general, 1 artist, 3 copyright, 4 character, 5 meta", quoteField(f))
			}
			t.Category = c
		case theCount:
			n, ok := readCount(f)
			if !ok {
				return t, fmt.Sprintf("the count %s is no number", quoteField(f))
			}
			t.Count = n
		case theSpelling:
			if t.Spelling, reason = readSpelling(f); reason != "" {
				return t, reason
			}
		}
	}
	if t.Name == "" && t.Spelling != nil {
		t.Name = nameOf(*t.Spelling)
	}
	if t.Name == "" {
		return t, "no name"
	}
	aliases.begin()
	switch {
	case t.Spelling != nil:
	case t.Category == tags.Meta:
		t.Spelling = chant
	case t.Category == tags.Artist:
		if bare := withoutBy(t.Name); bare != t.Name {
			aliases.put(t.Name)
			t.Name = bare
		}
	}
	if t.Spelling != nil {
		aliases.add([]byte(nameOf(*t.Spelling)), t.Name, false)
	}
	for i, f := range fields {
		if i < len(columns) && columns[i] == theAliases || i >= len(columns) && columns[len(columns)-1] == theAliases {
			aliases.add(f, t.Name, dashed)
		}
	}
	t.Aliases, reason = aliases.aliases()
	return t, reason
}

// What a row may hold. In Danbooru's lists no tag has more than some dozens of
// aliases; a row with more than this was not meant to be one of a list, and
// each of its names would cost more memory than it has bytes in the file.
const (
	maxFields  = 1000
	maxAliases = 1000
)

var tooManyFields = fmt.Sprintf("more than %d fields", maxFields)

// splitRow cuts a line into its fields, without the quotes and the white
// space around them, maxFields at most. Doubled quotes are resolved in place.
func splitRow(line []byte, separator byte, fields [][]byte) (_ [][]byte, reason string) {
	for range maxFields {
		for len(line) > 0 && (line[0] == ' ' || line[0] == '\t') && line[0] != separator {
			line = line[1:]
		}
		if len(line) > 0 && line[0] == '"' {
			field, rest, closed := quoted(line[1:])
			if !closed {
				return fields, "a quote is not closed"
			}
			for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') && rest[0] != separator {
				rest = rest[1:]
			}
			if len(rest) > 0 && rest[0] != separator {
				return fields, "text behind a closing quote"
			}
			fields = append(fields, bytes.TrimSpace(field))
			if len(rest) == 0 {
				return fields, ""
			}
			line = rest[1:]
			continue
		}
		i := bytes.IndexByte(line, separator)
		if i < 0 {
			return append(fields, bytes.TrimSpace(line)), ""
		}
		fields = append(fields, bytes.TrimSpace(line[:i]))
		line = line[i+1:]
	}
	return fields, tooManyFields
}

// quoted returns a field from behind its quote, and what stands behind its end.
// Doubled quotes are resolved in place.
func quoted(line []byte) (field, rest []byte, closed bool) {
	for in := 0; ; in++ {
		n := bytes.IndexByte(line[in:], '"')
		if n < 0 {
			return nil, nil, false
		}
		if in == 0 {
			field = line[:n]
		} else {
			field = append(field, line[in:in+n]...)
		}
		if in += n + 1; in == len(line) || line[in] != '"' {
			return field, line[in:], true
		}
		field = append(field, '"')
	}
}

func readCategory(f []byte) (tags.Category, bool) {
	if len(f) == 1 {
		switch c := tags.Category(f[0] - '0'); c {
		case tags.General, tags.Artist, tags.Copyright, tags.Character, tags.Meta:
			return c, true
		}
		return 0, false
	}
	if len(f) == 0 {
		return tags.General, true
	}
	return tags.CategoryNamed(string(f))
}

// readCount reads a number of posts. Spreadsheets write whole numbers as
// "12.0".
func readCount(f []byte) (int, bool) {
	if n := len(f); n > 2 && f[n-1] == '0' && f[n-2] == '.' {
		f = f[:n-2]
	}
	if len(f) > 15 {
		return 0, false
	}
	n := 0
	for _, c := range f {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// quoteField writes a field for a message: cut short, and safe to show.
func quoteField(f []byte) string {
	if len(f) > 24 {
		f = append(f[:24:24], "…"...)
	}
	return strconv.Quote(string(f))
}
