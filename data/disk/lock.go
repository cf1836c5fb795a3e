package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrHeld says that another program, or another part of this one, holds the
// lock.
var ErrHeld = errors.New("the lock is held by another program")

// errNoLocks says that the file system knows no locks.
var errNoLocks = errors.New("the file system has no locks")

// lockOpen locks an open file without waiting. Tests replace it to see a file
// system without locks.
var lockOpen = lockFile

// Lock is a lock that one program at a time can hold. It goes with its
// holder: a program that is killed holds it no more.
type Lock struct {
	file *os.File
	path string
}

// TryLock takes the lock at path, a file that is made where it is missing and
// that holds a note about its owner. It returns ErrHeld when another one has
// it. On a file system without locks the note decides: there, and only there,
// two programs that come at the same instant can both have it.
func TryLock(path string) (*Lock, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("the lock %s cannot be made: %w", path, err)
	}
	for range 100 {
		var f *os.File
		err := patiently(func() (err error) {
			f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, Private)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("the lock %s cannot be made: %w", path, err)
		}
		err = lockOpen(f)
		if errors.Is(err, errNoLocks) && !ownerLives(f) {
			err = nil
		} else if errors.Is(err, errNoLocks) {
			err = ErrHeld
		}
		if err != nil {
			f.Close()
			return nil, err
		}
		// The one who held it may have removed the file in between; the lock
		// of a file that has no name any more keeps nobody out.
		held, err := f.Stat()
		if err == nil {
			if named, err := os.Stat(path); err == nil && os.SameFile(held, named) {
				sign(f)
				return &Lock{f, path}, nil
			}
		}
		f.Close()
	}
	return nil, ErrHeld
}

// WaitLock is TryLock that waits for the lock until ctx is done, and then
// returns ErrHeld.
func WaitLock(ctx context.Context, path string) (*Lock, error) {
	wait := time.Millisecond
	for {
		l, err := TryLock(path)
		if !errors.Is(err, ErrHeld) {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%s: %w", path, ErrHeld)
		case <-time.After(wait):
		}
		wait = min(wait*2, 50*time.Millisecond)
	}
}

// Unlock gives the lock back and leaves its file.
func (l *Lock) Unlock() error {
	_ = l.file.Truncate(0)
	return l.file.Close()
}

// Remove gives the lock back and removes its file.
func (l *Lock) Remove() error {
	// While the lock is held nobody else can hold one of this name, so the
	// name goes first.
	err := os.Remove(l.path)
	closed := l.file.Close()
	if err != nil {
		// Windows removes no file that is open. Once it is closed, somebody
		// else may have opened it: then the file is theirs, and stays.
		if err = os.Remove(l.path); busy(err) || errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	return errors.Join(err, closed)
}
