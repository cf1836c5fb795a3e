package taglist

import (
	"bytes"
	"strings"
)

// column is what a column of the file holds.
type column uint8

const (
	nothing column = iota
	theName
	theCategory
	theCount
	theAliases
	theSpelling
)

// headerWords are the column names in use, in lower case.
var headerWords = map[string]column{
	"name": theName, "tag": theName, "tags": theName, "tag_name": theName, "tag name": theName, "tagname": theName,
	"category": theCategory, "cat": theCategory, "type": theCategory, "kind": theCategory, "tag_type": theCategory,
	"count": theCount, "post_count": theCount, "post count": theCount, "postcount": theCount, "posts": theCount,
	"counts": theCount, "number": theCount, "usage": theCount,
	"alias": theAliases, "aliases": theAliases, "other_names": theAliases, "alternative names": theAliases,
	"synonyms": theAliases, "translation": theAliases,
	"prompt": theSpelling, "spelling": theSpelling, "insert": theSpelling,
}

// danbooruColumns is the order of the columns where neither a header nor the
// content says otherwise. Columns behind the last hold aliases too: a list
// whose aliases are not quoted has one alias a column.
var danbooruColumns = []column{theName, theCategory, theCount, theAliases}

// The columns are recognised by so many rows, or by those in so many bytes.
const columnsSample, bytesSample = 1000, 1 << 20

// findColumns finds what each column holds, and whether the first row is a
// header. Without a header the second and the third column are told by what
// most of their fields look like: a category, a number, or names.
func findColumns(text []byte, separator byte) (columns []column, header bool) {
	head := text[:min(len(text), bytesSample)]
	var second, third tally
	fields := make([][]byte, 0, 16)
	lines := lineReader{text: head}
	for rows := 0; rows < columnsSample && lines.next(); {
		if blank(lines.line) {
			continue
		}
		// A copy, because splitRow resolves quotes in place.
		fields, _ = splitRow(bytes.Clone(lines.line), separator, fields[:0])
		if rows == 0 {
			if columns := headerColumns(fields); columns != nil {
				return columns, true
			}
		}
		if len(fields) > 1 {
			second.see(fields[1])
		}
		if len(fields) > 2 {
			third.see(fields[2])
		}
		rows++
	}
	switch {
	case second.all() == 0 && third.all() == 0 && bytes.IndexByte(text, separator) < 0:
		return danbooruColumns[:1], false
	case third.numbers+third.categories > third.others:
		return danbooruColumns, false
	case second.numbers > second.categories/10 && second.numbers >= second.others:
		return []column{theName, theCount, theAliases}, false
	case second.others > second.categories && second.others > second.numbers && third.all() == 0:
		return []column{theName, theAliases}, false
	case third.others > 0:
		return []column{theName, theCategory, theAliases}, false
	}
	return danbooruColumns, false
}

// tally counts what the fields of a column look like.
type tally struct{ categories, numbers, others int }

func (t *tally) all() int { return t.categories + t.numbers + t.others }

func (t *tally) see(f []byte) {
	if len(f) == 0 {
		return
	}
	if _, ok := readCategory(f); ok {
		t.categories++
	} else if _, ok := readCount(f); ok {
		t.numbers++
	} else {
		t.others++
	}
}

// headerColumns returns the columns that a header names, or nil when the row
// is no header.
func headerColumns(fields [][]byte) []column {
	columns := make([]column, len(fields))
	named, known := false, 0
	for i, f := range fields {
		word := strings.ToLower(strings.TrimLeft(string(f), "# "))
		if kind, ok := headerWords[word]; ok {
			columns[i] = kind
			known++
			named = named || kind == theName || kind == theSpelling
		} else if i > 0 {
			// A row of data has its numbers; no header has.
			if _, ok := readCount(f); ok && len(f) > 0 {
				return nil
			}
		}
	}
	if !named || known < 2 && len(fields) > 1 {
		return nil
	}
	return columns
}

// separatorOf returns what stands between the fields of a CSV of tags: a comma, or
// a semicolon or a tab, as spreadsheets write them where a comma stands in
// numbers. It is 0 for another text, such as a wildcard file.
func separatorOf(text []byte) byte {
	for _, separator := range []byte(",;\t") {
		if looksLikeCSV(text, separator) {
			return separator
		}
	}
	return 0
}

// looksLikeCSV reports whether a text is a CSV of tags: it
// has a header, or at least half of its first rows have a category or a number
// in the second or third column.
func looksLikeCSV(text []byte, separator byte) bool {
	rows, good := 0, 0
	fields := make([][]byte, 0, 16)
	lines := lineReader{text: text[:min(len(text), bytesSample)]}
	for rows < columnsSample && lines.next() {
		if blank(lines.line) {
			continue
		}
		fields, _ = splitRow(bytes.Clone(lines.line), separator, fields[:0])
		if rows == 0 && len(fields) > 1 && headerColumns(fields) != nil {
			return true
		}
		rows++
		var t tally
		for i := 1; i < min(3, len(fields)); i++ {
			t.see(fields[i])
		}
		if t.categories+t.numbers > 0 {
			good++
		}
	}
	return good > 0 && good*2 >= rows
}
