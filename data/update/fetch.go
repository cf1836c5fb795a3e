package update

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"tailor/data/disk"
	"tailor/data/intake"
	"tailor/data/sniff"
)

// maxAttempts is how often a list is resumed whose connection was cut. An
// attempt that brings nothing new is the last in any case.
const maxAttempts = 10

// fetch is the fetching of one list.
type fetch struct {
	*Updater
	client *http.Client
	source Source
	list   string // the installed list's file
	part   part

	at     Progress
	told   time.Time
	head   []byte // the first bytes of what is sent, at most headSize
	afresh bool   // the next attempt drops what has come
	open   bool   // nothing but the connection's end tells the end of what came
	gaveUp bool   // that has happened before
}

// headSize is how many bytes of a content are looked at to tell a web page.
const headSize = 512

// tell reports progress; within a step at most ten times a second.
func (f *fetch) tell(step Step) {
	now := time.Now()
	if f.Progress == nil || step == f.at.Step && now.Sub(f.told) < 100*time.Millisecond {
		return
	}
	f.told, f.at.Step = now, step
	f.Progress(f.at)
}

// run fetches, checks and installs the list.
func (f *fetch) run(ctx context.Context) (Step, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, cmp.Or(f.Total, defaultTotal), errSlow)
	defer cancel()
	f.tell(Fetching)
	step, err := f.get(ctx)
	if closed := f.part.close(false); err == nil {
		err = closed
	}
	if err == nil || resumable(err) && f.part.size > 0 {
		return step, err
	}
	return step, errors.Join(err, f.part.remove())
}

// get is run without the cleaning up.
func (f *fetch) get(ctx context.Context) (Step, error) {
	known, same := f.installed()
	if same && f.source.SHA256 != "" {
		return Unchanged, nil // pinned: there is nothing newer to ask for
	}
	if f.source.local() {
		if err := f.copyLocal(ctx); err != nil {
			return Failed, err
		}
		return f.finish(ctx)
	}
	if !same {
		known = Meta{}
	}
	for attempt, furthest := 1, int64(0); ; attempt++ {
		answer, err := f.attempt(ctx, known)
		switch {
		case err == nil && answer == http.StatusNotModified:
			known.Checked = time.Now().UTC().Truncate(time.Second)
			return Unchanged, writeJSON(metaPath(f.list), known)
		case errors.Is(err, errAgain) && !f.gaveUp:
			f.gaveUp, f.afresh = true, true
			continue
		case err == nil:
			step, err := f.finish(ctx)
			if errors.Is(err, errChecksum) && answer == http.StatusPartialContent && !f.gaveUp {
				// The part was one of something else: once more from its
				// beginning.
				f.gaveUp, f.afresh = true, true
				continue
			}
			return step, err
		case !errors.Is(err, errCut) || ctx.Err() != nil || f.part.size <= furthest || attempt == maxAttempts:
			return Failed, err
		}
		furthest = f.part.size
	}
}

// installed returns what is known of the installed list. same is true when
// the file is unharmed and came from this source as it is pinned now.
func (f *fetch) installed() (m Meta, same bool) {
	m, ok := ReadMeta(f.list)
	if !ok || f.Force || m.URL != f.source.shown() || f.source.SHA256 != "" && !strings.EqualFold(m.SHA256, f.source.SHA256) {
		return m, false
	}
	sum, err := checksum(f.list)
	return m, err == nil && sum == m.SHA256
}

// limit is the largest size in bytes that is taken.
func (f *fetch) limit() int64 { return cmp.Or(f.Limit, defaultLimit) }

// copyLocal takes the content of a file on this machine.
func (f *fetch) copyLocal(ctx context.Context) error {
	file, size, err := f.source.openLocal()
	if err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	defer file.Close()
	if size > f.limit() {
		return tooLarge{f.limit(), size}
	}
	if err = f.part.open(f.source); err == nil {
		err = f.part.restart()
	}
	if err != nil {
		return diskError{err}
	}
	f.at.Total = size
	err = f.take(readerFunc(func(b []byte) (int, error) {
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		n, err := file.Read(b)
		if err != nil && err != io.EOF {
			err = fmt.Errorf("%w: %w", errUnreadable, err)
		}
		return n, err
	}))
	if err != nil {
		return err
	}
	return onDisk(f.part.close(true))
}

// take takes a body into the part, with no more memory than a buffer, and
// stops as soon as it sees that it is no list.
func (f *fetch) take(body io.Reader) error {
	buffer, from := make([]byte, 64<<10), f.part.size
	f.head = nil
	for {
		f.at.Done = f.part.size
		f.tell(Fetching)
		n, err := body.Read(buffer)
		b := buffer[:n]
		if n > 0 {
			if f.part.size+int64(n) > f.limit() {
				return tooLarge{f.limit(), -1}
			}
			if room := headSize - len(f.head); room > 0 && int64(len(f.head)) == f.part.size-from {
				f.head = append(f.head, b[:min(room, n)]...)
				switch kind := sniff.Kind(f.head); {
				case strings.HasSuffix(kind, "archive"):
					return fmt.Errorf("%w: it is %s", errPacked, kind)
				case kind != "":
					return fmt.Errorf("%w: it is %s", errNoList, kind)
				}
			}
			if bytes.IndexByte(b, 0) >= 0 {
				return fmt.Errorf("%w: it is no text", errNoList)
			}
			if _, err := f.part.Write(b); err != nil {
				return diskError{err}
			}
		}
		if err == io.EOF {
			f.at.Done = f.part.size
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// finish checks the part and puts it into the list's place.
func (f *fetch) finish(ctx context.Context) (Step, error) {
	f.tell(Checking)
	if f.part.size == 0 {
		return Failed, fmt.Errorf("%w: it is empty", errNoList)
	}
	sum, err := checksum(f.part.path)
	if err != nil {
		return Failed, diskError{err}
	}
	if f.source.SHA256 != "" && !strings.EqualFold(sum, f.source.SHA256) {
		return Failed, fmt.Errorf("%w: its SHA-256 is %s, the pinned one %s", errChecksum, sum, strings.ToLower(f.source.SHA256))
	}
	if err := f.cutShort(); err != nil {
		return Failed, err
	}
	if f.Check != nil {
		if err := f.Check(f.source, f.part.path); err != nil {
			return Failed, fmt.Errorf("%w: %w", errNoList, err)
		}
	}
	if ctx.Err() != nil {
		return Failed, context.Cause(ctx)
	}
	now := time.Now().UTC().Truncate(time.Second)
	meta := Meta{
		Name: f.source.Name, URL: f.source.shown(), Fetched: now, Checked: now,
		SHA256: sum, Bytes: f.part.size, ETag: f.part.ETag, Modified: f.part.Modified, Licence: f.source.Licence,
	}
	step := Installed
	if old, err := checksum(f.list); err == nil && old == sum {
		step = Unchanged
	}
	if f.Turn != nil {
		switch meta.SHA256, meta.Bytes, err = f.turn(); {
		case errors.Is(err, errShort):
			return Failed, err
		case err != nil:
			return Failed, fmt.Errorf("%w: %w", errNoList, err)
		}
	} else if step == Installed {
		if err := f.install(); err != nil {
			return Failed, diskError{err}
		}
	}
	// The list is in its place. What is written about it can be done without,
	// so a disk that is full by now is no failure.
	_ = writeJSON(metaPath(f.list), meta)
	return step, f.part.remove()
}

// install puts the part's content into the list's place. What was written
// about the old list goes first, so that it is never taken for the new one's.
func (f *fetch) install() error {
	from, err := os.Open(f.part.path)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := remove(metaPath(f.list)); err != nil {
		return err
	}
	return disk.ReplaceFrom(f.list, 0o644, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
}

// turn puts what Turn makes of the part into the list's place, and returns its
// checksum and size in bytes. What was written about the old one goes only
// then, so that a content that is refused costs no fetch.
func (f *fetch) turn() (sum string, size int64, err error) {
	before := int64(0)
	if info, err := os.Stat(f.list); err == nil {
		before = info.Size()
	}
	err = disk.ReplaceFrom(f.list, 0o644, func(w io.Writer) error {
		made := counter{w: w}
		if err := f.Turn(&made, f.part.path); err != nil {
			return err
		}
		return f.fewer("bytes", made.n, before)
	})
	if err != nil {
		return "", 0, err
	}
	if err := remove(metaPath(f.list)); err != nil {
		return "", 0, err
	}
	info, err := os.Stat(f.list)
	if err != nil {
		return "", 0, err
	}
	sum, err = checksum(f.list)
	return sum, info.Size(), err
}

// checksum returns the SHA-256 of a file in hex.
func checksum(path string) (string, error) {
	f, err := intake.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// readerFunc is a reader made of its method.
type readerFunc func([]byte) (int, error)

func (r readerFunc) Read(b []byte) (int, error) { return r(b) }
