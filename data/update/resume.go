package update

import (
	"io"
	"os"
)

// part is a list on its way: the content that has come, and beside it, in a
// file of JSON, what the content is a part of.
type part struct {
	path string
	file partFile
	// size is how many bytes have come.
	size int64
	partOf
}

// partOf is what a part is a part of.
type partOf struct {
	// URL is the source's address.
	URL string `json:"url"`
	// Pin is the source's checksum, "" for none.
	Pin string `json:"sha256,omitempty"`
	// Total is the whole's size in bytes, -1 when it is not known.
	Total int64 `json:"total"`
	// ETag and Modified are what the server calls the whole.
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
}

// partFile is what is needed of a part's file.
type partFile interface {
	io.Writer
	io.Seeker
	Truncate(size int64) error
	Sync() error
	Close() error
}

// openPart opens a part's file. Tests replace it to see a disk fill up.
var openPart = func(path string) (partFile, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
}

// open opens the part of a source, at its end. What is left of another
// content, or of one that cannot be resumed, is dropped.
func (p *part) open(s Source) error {
	p.size, p.partOf = 0, partOf{}
	var left partOf
	readable := readJSON(metaPath(p.path), &left) == nil
	info, err := os.Lstat(p.path)
	if err == nil && !info.Mode().IsRegular() {
		// Nothing but this package writes here; a link could lead anywhere.
		if err := p.remove(); err != nil {
			return err
		}
	} else if err == nil && readable && left.URL == s.shown() && left.Pin == s.SHA256 && (left.validator() != "" || s.SHA256 != "") {
		p.size, p.partOf = info.Size(), left
	}
	f, err := openPart(p.path)
	if err != nil {
		return err
	}
	p.file = f
	if p.size == 0 || p.Total >= 0 && p.size > p.Total {
		return p.restart()
	}
	_, err = f.Seek(p.size, io.SeekStart)
	return err
}

// restart drops what has come.
func (p *part) restart() error {
	p.size, p.partOf = 0, partOf{Total: -1}
	if err := p.file.Truncate(0); err != nil {
		return err
	}
	_, err := p.file.Seek(0, io.SeekStart)
	return err
}

// validator is how the server can be asked for the rest of the same content
// (RFC 9110, 13.1.5): a strong entity tag, or else the date; "" for neither.
func (o partOf) validator() string {
	if len(o.ETag) > 1 && o.ETag[0] == '"' {
		return o.ETag
	}
	return o.Modified
}

// sameAs reports whether what a server calls the rest is what it called the part:
// by the entity tags, or where one of them has none, by the dates.
func (o partOf) sameAs(etag, modified string) bool {
	if etag != "" && o.ETag != "" {
		return etag == o.ETag
	}
	return modified == "" || o.Modified == "" || modified == o.Modified
}

// whole reports whether everything has come.
func (p *part) whole() bool { return p.Total > 0 && p.size == p.Total }

// note writes down what the part is a part of.
func (p *part) note(of partOf) error {
	p.partOf = of
	return writeJSON(metaPath(p.path), of)
}

func (p *part) Write(b []byte) (int, error) {
	n, err := p.file.Write(b)
	p.size += int64(n)
	return n, err
}

// close closes the file; sync brings it to the disk before.
func (p *part) close(sync bool) error {
	if p.file == nil {
		return nil
	}
	f := p.file
	p.file = nil
	if sync {
		if err := f.Sync(); err != nil {
			f.Close()
			return err
		}
	}
	return f.Close()
}

// remove removes the part and the note about it.
func (p *part) remove() error {
	closed := p.close(false)
	p.size, p.partOf = 0, partOf{Total: -1}
	for _, path := range []string{p.path, metaPath(p.path)} {
		if err := remove(path); err != nil {
			return err
		}
	}
	return closed
}
