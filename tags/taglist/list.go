// Package taglist reads lists of tags: CSV files in all their forms, wildcard
// files of artists, and translations.
package taglist

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"tailor/data"
	"tailor/data/charset"
	"tailor/data/intake"
	"tailor/data/pages"
	"tailor/data/sniff"
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

// ReadFile reads a tag list from a file that the user names, which may be a
// pipe, and tells by the content, whatever the file's name, whether it is a
// CSV of tags or a wildcard file of artists. The error says what stood in the
// way and what to do about it.
func ReadFile(path string) (List, error) { return readFile(path, true) }

// ReadRegular is ReadFile for a file that was found in a folder: a pipe is
// refused.
func ReadRegular(path string) (List, error) { return readFile(path, false) }

func readFile(path string, pipes bool) (List, error) {
	return readAs("read tag list "+path, path, pipes, `check the path, or fetch the lists with "tailor update"`, "name one CSV or wildcard file in it", parseList)
}

// readAs reads a file as parse does. doing begins an error; missing and folder
// are what to do where the file is not there, or is a directory.
func readAs(doing, path string, pipes bool, missing, folder string, parse func(text []byte, name string) (List, error)) (List, error) {
	text, err := readPath(path, pipes)
	info, statErr := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return List{}, fmt.Errorf("%s: there is no such file: %s (%w)", doing, missing, fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return List{}, fmt.Errorf("%s: no permission: make the file and its folder readable (%w)", doing, fs.ErrPermission)
	case statErr == nil && info.IsDir():
		return List{}, fmt.Errorf("%s: it is a directory: %s", doing, folder)
	case err != nil:
		return List{}, fmt.Errorf("%s: %w", doing, err)
	}
	l, err := parse(text.text, listName(path))
	if err != nil {
		return List{}, fmt.Errorf("%s: %w", doing, err)
	}
	l.Path, l.Encoding = path, text.encoding
	return l, nil
}

// parseList reads a list of either kind. It takes possession of text.
func parseList(text []byte, name string) (List, error) {
	if separatorOf(text) != 0 {
		return parseTags(text, name)
	}
	return parseArtists(text, name)
}

// readPath reads the text of a file, or of a pipe where those are allowed.
func readPath(path string, pipes bool) (decoded, error) {
	f, pipe, err := intake.OpenNamed(path)
	if err != nil {
		return decoded{}, intake.Bare(err)
	}
	defer f.Close()
	if pipe && !pipes {
		return decoded{}, errors.New("it is a pipe: put a file in its place")
	}
	if pipe {
		return readText(&intake.Pipe{File: f, Patience: intake.Patience}, 0)
	}
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	return readText(f, size)
}

// ReadTags reads a CSV of tags: "name,category,count,aliases", of which the
// columns behind the name may be missing. See csv.go for the forms it takes.
// Rows that cannot be read are skipped and told in the list's Bad; it is an
// error when nothing is left.
func ReadTags(r io.Reader, name string) (List, error) {
	text, err := readText(r, 0)
	if err == nil {
		var l List
		if l, err = parseTags(text.text, name); err == nil {
			l.Encoding = text.encoding
			return l, nil
		}
	}
	return List{}, fmt.Errorf("read tag list %s: %w", name, err)
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

// readText reads all of r, of which size is the expected number of bytes or
// 0, and refuses at the first bytes what cannot be a list. A byte order mark
// is left out, and what is no UTF-8 becomes it where its encoding can be told.
func readText(r io.Reader, size int64) (decoded, error) {
	buf := pages.Make[byte](0, int(max(8192, min(size, maxListBytes)+512)))
	sniffed := false
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil && err != io.EOF {
			return decoded{}, intake.Silent(err)
		}
		if !sniffed && (len(buf) >= 4096 || err == io.EOF) {
			head := buf[:min(len(buf), sniffBytes)]
			if err := checkHead(head); err != nil {
				return decoded{}, err
			}
			sniffed = true
		}
		if len(buf) > maxListBytes {
			return decoded{}, fmt.Errorf("%w: this is no tag list", ErrTooLarge)
		}
		if err == io.EOF {
			break
		}
	}
	text, encoding, ok := charset.Decode(buf)
	switch {
	case !ok:
		return decoded{}, fmt.Errorf("%w in UTF-8, and in no other encoding that can be told: save it again as UTF-8", ErrNotText)
	case len(bytes.TrimSpace(text)) == 0:
		return decoded{}, fmt.Errorf("%w: fetch it again with \"tailor update\", or name another file", ErrEmpty)
	}
	return decoded{text, encoding}, tooMuch(text)
}

// decoded is a text in UTF-8, and the encoding that its file had, "" for
// UTF-8.
type decoded struct {
	text     []byte
	encoding string
}

// sniffBytes is how much of a file tells whether it is a list.
const sniffBytes = 8192

// checkHead looks at the beginning of a file for signs that it is no list.
func checkHead(head []byte) error {
	const remedy = "name a CSV of tags or a wildcard file"
	switch kind := sniff.Kind(head); kind {
	case "":
	case sniff.WebPage:
		return fmt.Errorf("%w of tags but a web page: download the file itself, not the page about it", ErrNotText)
	default:
		return fmt.Errorf("%w but %s: %s", ErrNotText, kind, remedy)
	}
	head, _, ok := charset.Decode(head[:len(head)&^1])
	if !ok {
		return nil // the whole of it may tell more
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return fmt.Errorf("%w: it holds zero bytes: %s", ErrNotText, remedy)
	}
	control := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			control++
		}
	}
	// A list with a damaged row or two is a list: such rows are told of
	// one by one.
	if control > len(head)/20+1 {
		return fmt.Errorf("%w: %s", ErrNotText, remedy)
	}
	return nil
}

// emptyOrBad returns the error for a list of which no row was good.
func emptyOrBad(l List) error {
	if l.Rows == 0 {
		return fmt.Errorf("%w: fetch it again with \"tailor update\", or name another file", ErrEmpty)
	}
	first := l.Bad[0]
	return fmt.Errorf("%w (%d bad, the first: %s): a row is name,category,count,\"alias,alias\", or in a wildcard file an artist a line", ErrNoRows, l.Rows, first)
}
