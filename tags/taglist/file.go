package taglist

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"tailor/data/charset"
	"tailor/data/intake"
	"tailor/data/pages"
	"tailor/data/sniff"
)

// File is the file of a list as it was read, before anything is made of it.
type File struct {
	Path string
	// Content is what it holds, nothing where Err is set. List and Translations
	// write over it.
	Content []byte
	// Info is what the system says of a regular file, nil for any other.
	Info fs.FileInfo
	// Err is why it could not be read.
	Err error
}

// Open reads the file of a list, where pipes is set a pipe too. What cannot be a
// list is refused at its first bytes.
func Open(path string, pipes bool) File {
	f := File{Path: path}
	opened, pipe, err := intake.OpenNamed(path)
	if err != nil {
		f.Err = intake.Bare(err)
		return f
	}
	defer opened.Close()
	switch {
	case pipe && !pipes:
		f.Err = errors.New("it is a pipe: put a file in its place")
	case pipe:
		f.Content, f.Err = readAll(&intake.Pipe{File: opened, Patience: intake.Patience}, 0)
	default:
		size := int64(0)
		if info, err := opened.Stat(); err == nil && info.Mode().IsRegular() {
			f.Info, size = info, info.Size()
		}
		f.Content, f.Err = readAll(opened, size)
	}
	return f
}

// ReadFile reads a tag list from a file that the user names, which may be a
// pipe. See File.List.
func ReadFile(path string) (List, error) { return Open(path, true).List() }

// ReadTranslationFile reads a translation file. Build merges it with lists.
func ReadTranslationFile(path string) (List, error) { return Open(path, true).Translations() }

// List reads a tag list, and tells by the content, whatever the file's name,
// whether it is a CSV of tags or a wildcard file of artists. The error says what
// stood in the way and what to do about it.
func (f File) List() (List, error) {
	return f.read("read tag list "+f.Path, `check the path, or fetch the lists with "tailor update"`, "name one CSV or wildcard file in it", parseList)
}

// Translations reads a translation file.
func (f File) Translations() (List, error) {
	return f.read("read translations "+f.Path, "check the path", "name one file in it", parseTranslations)
}

// read reads the file as parse does. doing begins an error; missing and folder
// are what to do where the file is not there, or is a directory.
func (f File) read(doing, missing, folder string, parse func(text []byte, name string) (List, error)) (List, error) {
	info, statErr := os.Stat(f.Path)
	switch {
	case errors.Is(f.Err, fs.ErrNotExist):
		return List{}, fmt.Errorf("%s: there is no such file: %s (%w)", doing, missing, fs.ErrNotExist)
	case errors.Is(f.Err, fs.ErrPermission):
		return List{}, fmt.Errorf("%s: no permission: make the file and its folder readable (%w)", doing, fs.ErrPermission)
	case f.Err != nil && statErr == nil && info.IsDir():
		if files, err := os.ReadDir(f.Path); err == nil && len(files) == 0 {
			return List{}, fmt.Errorf("%s: it is an empty directory: name a file", doing)
		}
		return List{}, fmt.Errorf("%s: it is a directory: %s", doing, folder)
	}
	l, err := List{}, f.Err
	if err == nil {
		l, err = parseAs(f.Content, listName(f.Path), parse)
	}
	if err != nil {
		return List{}, fmt.Errorf("%s: %w", doing, err)
	}
	l.Path = f.Path
	return l, nil
}

// parseAs parses what a file holds, once its encoding is known. It takes possession
// of content.
func parseAs(content []byte, name string, parse func(text []byte, name string) (List, error)) (List, error) {
	text, encoding, ok := charset.Decode(content)
	switch {
	case !ok:
		return List{}, fmt.Errorf("%w in UTF-8, and in no other encoding that can be told: save it again as UTF-8", ErrNotText)
	case len(bytes.TrimSpace(text)) == 0:
		return List{}, fmt.Errorf("%w: fetch it again with \"tailor update\", or name another file", ErrEmpty)
	}
	l, err := parse(text, name)
	l.Encoding = encoding
	return l, err
}

// readAll reads all of r, of which size is the expected number of bytes or 0, and
// refuses at the first bytes what cannot be a list.
func readAll(r io.Reader, size int64) ([]byte, error) {
	buf := pages.Make[byte](0, int(max(8192, min(size, maxListBytes)+512)))
	sniffed := false
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil && err != io.EOF {
			return nil, intake.Silent(err)
		}
		if !sniffed && (len(buf) >= 4096 || err == io.EOF) {
			if err := checkHead(buf[:min(len(buf), sniffBytes)]); err != nil {
				return nil, err
			}
			sniffed = true
		}
		if len(buf) > maxListBytes {
			return nil, fmt.Errorf("%w: this is no tag list", ErrTooLarge)
		}
		if err == io.EOF {
			return buf, nil
		}
	}
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
	head, _, ok := charset.Decode(head[:len(head)&^3])
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
