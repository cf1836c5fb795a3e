package taglist

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unsafe"

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
	columns, header := findColumns(text)
	l.Dashed = looksDashed(text)

	lines := lineReader{text: text}
	for header && lines.next() {
		header = blank(lines.line)
	}
	l.Tags = room(lines.text)
	var aliases aliasStore
	fields := make([][]byte, 0, 16)
	for lines.next() {
		if blank(lines.line) {
			continue
		}
		l.Rows++
		if err := l.full(len(aliases.all)); err != nil {
			return List{}, err
		}
		var reason string
		fields, reason = splitRow(lines.line, fields[:0])
		var t tags.Tag
		if reason == "" {
			t, reason = readRow(fields, columns, l.Dashed, &aliases)
		}
		if reason != "" {
			l.Bad = append(l.Bad, Problem{Line: lines.number, Reason: reason})
			continue
		}
		if t.Spelling != nil {
			l.spelled++
		}
		l.Tags = append(l.Tags, t)
	}
	if len(l.Tags) == 0 {
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
	mark := len(aliases.all)
	switch {
	case t.Spelling != nil:
	case t.Category == tags.Meta:
		t.Spelling = chant
	case t.Category == tags.Artist:
		if bare := withoutBy(t.Name); bare != t.Name {
			aliases.all = append(aliases.all, t.Name)
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
	t.Aliases, reason = aliases.since(mark)
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

// aliasStore holds the aliases of all rows in large blocks, so that a row
// with aliases costs no allocation of its own.
type aliasStore struct{ all []string }

// add puts the names of a comma-separated field into the store. An alias
// that cannot be used, or that is the name itself, is left out: it takes
// nothing from the tag. It stops behind one more than maxAliases.
func (s *aliasStore) add(field []byte, name string, dashed bool) {
	for before := len(s.all); len(field) > 0 && len(s.all)-before <= maxAliases; {
		one := field
		if i := bytes.IndexByte(field, ','); i >= 0 {
			one, field = field[:i], field[i+1:]
		} else {
			field = nil
		}
		clean, reason := tags.Clean(one)
		if reason != "" {
			continue
		}
		if dashed {
			undash(clean)
		}
		if string(clean) != name {
			s.all = append(s.all, view(clean))
		}
	}
}

// since returns the aliases of a row, those added after the store had mark of
// them. Where they are too many it drops them and gives the reason.
func (s *aliasStore) since(mark int) (_ []string, reason string) {
	switch n := len(s.all) - mark; {
	case n == 0:
		return nil, ""
	case n > maxAliases:
		s.all = s.all[:mark]
		return nil, fmt.Sprintf("more than %d aliases", maxAliases)
	}
	return s.all[mark:len(s.all):len(s.all)], ""
}

// view returns b as a string without a copy. The parsers use it on the text
// of the file, which they own and no longer change where a view was taken.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// lineReader walks over the lines of a text, whose ends are LF, CRLF or CR.
type lineReader struct {
	text   []byte
	line   []byte
	number int
	cr     int // where the next CR stands, -1 when there is none; 0 unknown
}

// next moves to the next line and reports whether there was one.
func (r *lineReader) next() bool {
	if len(r.text) == 0 {
		return false
	}
	r.number++
	// A CR before the LF ends the line too; most files have none.
	if r.cr == 0 {
		if r.cr = bytes.IndexByte(r.text, '\r'); r.cr < 0 {
			r.cr = -1
		} else {
			r.cr++ // 1-based, so that 0 means unknown
		}
	}
	skip, rest := 1, r.text
	if r.cr > 0 {
		rest = rest[:r.cr-1] // in a file of CRs there may be no LF to its end
	}
	end := bytes.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	if end == r.cr-1 && end+1 < len(r.text) && r.text[end+1] == '\n' {
		skip = 2
	}
	r.line = r.text[:end]
	advance := min(end+skip, len(r.text))
	r.text = r.text[advance:]
	if r.cr > 0 {
		r.cr = max(r.cr-advance, 0)
	}
	return true
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

// splitRow cuts a line into its fields, without the quotes and the white
// space around them, maxFields at most. Doubled quotes are resolved in place.
func splitRow(line []byte, fields [][]byte) (_ [][]byte, reason string) {
	for range maxFields {
		for len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			line = line[1:]
		}
		if len(line) > 0 && line[0] == '"' {
			in, out := 1, 0
			closed := false
			for in < len(line) {
				c := line[in]
				in++
				if c == '"' {
					if in < len(line) && line[in] == '"' {
						in++
					} else {
						closed = true
						break
					}
				}
				line[out] = c
				out++
			}
			if !closed {
				return fields, "a quote is not closed"
			}
			rest := bytes.TrimLeft(line[in:], " \t")
			if len(rest) > 0 && rest[0] != ',' {
				return fields, "text behind a closing quote"
			}
			fields = append(fields, bytes.TrimSpace(line[:out]))
			if len(rest) == 0 {
				return fields, ""
			}
			line = rest[1:]
			continue
		}
		i := bytes.IndexByte(line, ',')
		if i < 0 {
			return append(fields, bytes.TrimSpace(line)), ""
		}
		fields = append(fields, bytes.TrimSpace(line[:i]))
		line = line[i+1:]
	}
	return fields, tooManyFields
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
