package webui

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
)

const (
	// inMemory is how many bytes of pictures lie in memory before they go to a
	// file, since what is said of them comes behind them.
	inMemory = 8 << 20
	// roomForText is how much longer a picture may become by its infotext without
	// being copied.
	roomForText = 64 << 10
	// mostPictures is how many of a job's are fetched where nobody said how many
	// were asked for.
	mostPictures = 1000
	// morePictures is how many may come beside those that were asked for: a
	// grid, and what extensions add.
	morePictures = 64
)

// spool is where the pictures of an answer lie until each is handed over: one at
// a time is in memory.
type spool struct {
	memory []byte
	file   *os.File // nil while all are in memory
	size   int64
	parts  []part
	err    error // the file's
}

// part is where a picture lies in a spool.
type part struct {
	from, length int64
	damaged      bool
}

// begin has what is written from here on be the next picture.
func (s *spool) begin() { s.parts = append(s.parts, part{from: s.size}) }

// last is the picture that is written.
func (s *spool) last() *part { return &s.parts[len(s.parts)-1] }

func (s *spool) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.last().length += int64(len(b)); s.last().length > maxPicture {
		return 0, &excess{fmt.Sprintf("%d MB in a picture", maxPicture>>20)}
	}
	if s.file == nil && len(s.memory)+len(b) > inMemory {
		if s.file, s.err = os.CreateTemp("", "tailor-*"); s.err == nil {
			_ = os.Remove(s.file.Name()) // where an open file may be; close tries again
			_, s.err = s.file.Write(s.memory)
		}
		s.memory = nil
	}
	switch {
	case s.err != nil:
	case s.file == nil:
		s.memory = append(s.memory, b...)
	default:
		_, s.err = s.file.Write(b)
	}
	if s.err != nil {
		s.err = fmt.Errorf("what it sent finds no room: %w; make room there, or ask for fewer pictures at once", s.err)
		return 0, s.err
	}
	s.size += int64(len(b))
	return len(b), nil
}

// picture returns a picture that was written, and false for what is none.
func (s *spool) picture(p part) (Picture, bool) {
	if p.damaged {
		return Picture{}, false
	}
	data := make([]byte, p.length, p.length+roomForText)
	if s.file == nil {
		copy(data, s.memory[p.from:])
	} else if _, err := s.file.ReadAt(data, p.from); err != nil {
		return Picture{}, false
	}
	ext, ok := Sniff(data)
	return Picture{Data: data, Ext: ext}, ok
}

// close takes the file away.
func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		_ = os.Remove(s.file.Name()) // mostly it is gone already
	}
}

// image reads the next value, a picture in base64, and writes it to w. One that
// is damaged, or no text, is passed over and reported.
func (s *stream) image(w io.Writer) (damaged bool, err error) {
	if c, err := s.next(); err != nil || c != '"' {
		return true, errors.Join(err, s.value(false))
	}
	s.at++
	text := &unquoted{stream: s}
	b := bufio.NewReaderSize(text, 8<<10)
	// Very old versions and some forks write "data:image/png;base64," before it.
	if head, _ := b.Peek(100); bytes.HasPrefix(head, []byte("data:")) {
		_, _ = b.Discard(bytes.IndexByte(head, ',') + 1)
	}
	_, err = io.Copy(w, base64.NewDecoder(base64.StdEncoding, b))
	if damaged = errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, new(base64.CorruptInputError)); damaged {
		err = nil
	}
	if err == nil {
		_, err = io.Copy(io.Discard, text)
	}
	return damaged, err
}

// unquoted reads a text of base64, in which no character needs a backslash; some
// write one before a slash, and some line ends.
type unquoted struct {
	*stream
	rest         []byte
	ended, slash bool
}

func (u *unquoted) Read(b []byte) (n int, err error) {
	for len(u.rest) == 0 {
		if u.ended {
			return 0, io.EOF
		}
		if u.rest, u.ended, err = u.part(); err != nil {
			return 0, err
		}
	}
	for ; n < len(b) && len(u.rest) > 0; u.rest = u.rest[1:] {
		c := u.rest[0]
		switch {
		case !u.slash && c == '\\':
			u.slash = true
			continue
		case u.slash && c == 'n':
			c = '\n'
		case u.slash && c == 'r':
			c = '\r'
		}
		u.slash = false
		b[n] = c
		n++
	}
	return n, nil
}
