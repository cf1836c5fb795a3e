// Package intake reads files that may be anything: a pipe that nobody writes
// to, a device without an end, a file that is far too large. It never waits
// for a pipe's writer without end, and takes no more memory than it is told.
package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Errors of files that are not what was expected. They come wrapped.
var (
	// ErrNotFile is returned for a directory, a device, a socket, and for a
	// pipe where only a file will do.
	ErrNotFile = errors.New("is not a file")
	// ErrTooLarge is returned for more bytes than may be read.
	ErrTooLarge = errors.New("is too large")
	// ErrSilent is returned for a pipe that nothing comes from.
	ErrSilent = errors.New("nothing comes from it")
)

// Patience is how long a pipe may be silent.
const Patience = 10 * time.Second

// Read returns the content of a file of at most limit bytes. It refuses what
// is no file, so that reading ends.
func Read(path string, limit int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return all(f, limit)
}

// ReadNamed is Read for a file that the user names, which may be a pipe as
// well: "--tags <(command)". One that is silent for patience is given up.
func ReadNamed(path string, limit int64, patience time.Duration) ([]byte, error) {
	f, pipe, err := openNamed(path, patience)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !pipe {
		return all(f, limit)
	}
	return all(&Pipe{File: f, Patience: patience}, limit)
}

// Open opens a regular file for reading. Whatever else it is, it is refused
// without being waited for.
func Open(path string) (*os.File, error) {
	f, pipe, err := OpenNamed(path)
	if err == nil && pipe {
		f.Close()
		return nil, refused(path, "a pipe")
	}
	return f, err
}

// OpenNamed opens a file or a pipe for reading, and reports which it is. What
// the kernel makes up (/proc/kmsg) may wait as a pipe does: its reads fail
// behind Patience, with an error that Silent knows.
func OpenNamed(path string) (f *os.File, pipe bool, err error) { return openNamed(path, Patience) }

func openNamed(path string, patience time.Duration) (f *os.File, pipe bool, err error) {
	// Asked first, since opening some devices does something.
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, err
	}
	if err := check(path, info.Mode()); err != nil {
		return nil, false, err
	}
	if f, err = os.OpenFile(path, os.O_RDONLY|dontWait, 0); err != nil {
		return nil, false, err
	}
	// Asked again: it may be another now.
	if info, err = f.Stat(); err == nil {
		err = check(path, info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, false, err
	}
	if info.Mode().IsRegular() && info.Size() == 0 {
		_ = f.SetReadDeadline(time.Now().Add(patience)) // what lies on a disk knows none, and never waits
	}
	return f, info.Mode()&fs.ModeNamedPipe != 0, nil
}

func check(path string, mode fs.FileMode) error {
	switch {
	case mode.IsRegular(), mode&fs.ModeNamedPipe != 0:
		return nil
	case mode.IsDir():
		return refused(path, "a directory")
	case mode&fs.ModeDevice != 0:
		return refused(path, "a device")
	case mode&fs.ModeSocket != 0:
		return refused(path, "a socket")
	}
	return refused(path, "something else")
}

func refused(path, what string) error {
	return &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("%w but %s", ErrNotFile, what)}
}

// Bare is an error without the path that its message would repeat.
func Bare(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// all reads at most limit bytes, and says so where there are more. Of a file it takes
// the memory at once.
func all(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Size() > limit {
			return nil, TooLarge(limit)
		} else if err == nil {
			b.Grow(int(info.Size()) + bytes.MinRead)
		}
	}
	_, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && int64(b.Len()) > limit {
		return nil, TooLarge(limit)
	}
	return b.Bytes(), Silent(err)
}

// Silent makes the error of a read that waited too long an ErrSilent. Others,
// and nil, stay as they are.
func Silent(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w any more, and it does not end", ErrSilent)
	}
	return err
}

// TooLarge returns the error for more than limit bytes.
func TooLarge(limit int64) error {
	if limit >= 1<<20 && limit%(1<<20) == 0 {
		return fmt.Errorf("%w: more than %d MB", ErrTooLarge, limit>>20)
	}
	return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
}

// Pipe reads a pipe that was opened by OpenNamed. A read waits for Patience
// for a writer and for what it writes; then it is ErrSilent.
type Pipe struct {
	*os.File
	Patience time.Duration
	any      bool // something has come
}

// pollEvery is how often a pipe without a writer is asked for one.
const pollEvery = 20 * time.Millisecond

func (p *Pipe) Read(b []byte) (int, error) {
	until := time.Now().Add(p.Patience)
	// Where a pipe knows no deadline, reading it waits, as it always has.
	_ = p.SetReadDeadline(until)
	for {
		n, err := p.File.Read(b)
		switch {
		case n > 0:
			p.any = true
			return n, nil
		case errors.Is(err, os.ErrDeadlineExceeded):
			return 0, fmt.Errorf("%w within %v", ErrSilent, p.Patience)
		case errors.Is(err, io.EOF) && !p.any && time.Now().Before(until):
			time.Sleep(pollEvery) // a pipe that was not opened for writing yet
			continue
		case errors.Is(err, io.EOF) && !p.any:
			return 0, fmt.Errorf("%w within %v", ErrSilent, p.Patience)
		}
		return n, err
	}
}
