// Package taglist reads lists of tags: CSV files in all their forms, wildcard
// files of artists, and translations.
package taglist

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"tailor/data"
	"tailor/tags"
)

// List is one list of tags as it was read: a Danbooru CSV or an artist
// wildcard file.
type List struct {
	// Name is what the list is called: its file's name without the ending.
	Name string
	// Path is where it was read from, "" when it did not come from a file.
	Path string
	// Theme is what the tags have in common, "" for nothing; see Theme.
	Theme string
	// Encoding is that of the file where it was not UTF-8: "GBK".
	Encoding string
	// Tags holds the good rows in the order of the file, doubles included.
	Tags []tags.Tag
	// Rows counts the rows that hold data, good and bad; header, comments
	// and blank lines are no rows.
	Rows int
	// Bad tells of each row that was skipped, in the order of the file.
	Bad []Problem

	// Dashed is set when the file writes a dash for every space, so that
	// the hyphens of Tags are guesses (see dash.go).
	Dashed bool
	// spelled counts the Tags with a Spelling.
	spelled int
	// Translates is set when the rows are names of tags and what they are
	// called in another language (see translations.go).
	Translates bool
}

// Problem is a row of a list that could not be read.
type Problem struct {
	// Line is the row's line in the file, the first being 1.
	Line int
	// Reason says in a few words what is wrong with it.
	Reason string
}

// String returns the problem as a message has it: "line 12: no name".
func (p Problem) String() string { return fmt.Sprintf("line %d: %s", p.Line, p.Reason) }

// maxListBytes bounds the size of a list. The largest Danbooru list has 4 MB,
// one of a million rows about 30 MB; what is larger than this was not meant
// to be a list.
const maxListBytes = 256 << 20

// Reasons for which a whole file is refused. ReadFile, ReadTags and
// ReadTranslationFile wrap them with the file's name and with what to do.
var (
	// ErrEmpty is returned for a file without a byte, or with nothing but
	// blank lines and comments.
	ErrEmpty = errors.New("the list is empty")
	// ErrNotText is returned for pictures, archives and other files that
	// hold no text, and for text that is not UTF-8.
	ErrNotText = errors.New("not a text file")
	// ErrNoRows is returned where no row could be read.
	ErrNoRows = errors.New("no row could be read")
	// ErrTooLarge is returned for a file above 256 MB.
	ErrTooLarge = errors.New("larger than 256 MB")
	// ErrTooMany is returned for more names, words, letters or spellings than
	// a list may have; see limits.go.
	ErrTooMany = errors.New("too much for one list")
)

// parseList reads a list of either kind. It takes possession of text.
func parseList(text []byte, name string) (List, error) {
	if separatorOf(text) != 0 {
		return parseTags(text, name)
	}
	return parseArtists(text, name)
}

// ReadTags reads a CSV of tags: "name,category,count,aliases", of which the
// columns behind the name may be missing. See csv.go for the forms it takes.
// Rows that cannot be read are skipped and told in the list's Bad; it is an
// error when nothing is left.
func ReadTags(r io.Reader, name string) (List, error) {
	content, err := readAll(r, 0)
	l := List{}
	if err == nil {
		l, err = parseAs(content, name, parseTags)
	}
	if err != nil {
		return List{}, fmt.Errorf("read tag list %s: %w", name, err)
	}
	return l, nil
}

// StarterLists reads the lists that are embedded in the program, in the order
// of their file names.
func StarterLists() ([]List, error) {
	entries, err := data.Starter.ReadDir("starter")
	if err != nil {
		return nil, fmt.Errorf("read the starter lists: %w", err)
	}
	var lists []List
	for _, e := range entries {
		text, err := data.Starter.ReadFile(path.Join("starter", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the starter lists: %w", err)
		}
		var l List
		switch path.Ext(e.Name()) {
		case ".csv":
			l, err = parseTags(text, starterTheme(e.Name()))
		case ".txt":
			l, err = parseArtists(text, starterTheme(e.Name()))
		default:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the starter list %s: %w", e.Name(), err)
		}
		l.Theme = l.Name
		lists = append(lists, l)
	}
	return lists, nil
}

// starterTheme returns the theme that a starter file's name tells:
// "010-hair.csv" and "hair.csv" are both "hair".
func starterTheme(file string) string {
	return strings.TrimLeft(listName(file), "0123456789-_ ")
}

func listName(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// emptyOrBad returns the error for a list of which no row was good.
func emptyOrBad(l List) error {
	if l.Rows == 0 {
		return fmt.Errorf("%w: fetch it again with \"tailor update\", or name another file", ErrEmpty)
	}
	first := l.Bad[0]
	return fmt.Errorf("%w (%d bad, the first: %s): a row is name,category,count,\"alias,alias\", or in a wildcard file an artist a line", ErrNoRows, l.Rows, first)
}
