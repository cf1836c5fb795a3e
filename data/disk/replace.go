// Package disk writes files so that neither a crash, a full disk nor a second
// tailor can spoil them: whole files are replaced in one step, and locks keep
// two programs from writing at once.
package disk

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Private is the mode of files that hold what a person wrote.
const Private fs.FileMode = 0o600

// sync brings a file's content to the disk. Tests replace it to see a disk
// fail late.
var sync = (*os.File).Sync

// Replace puts content in the place of the file at path, in one step: readers
// see the old file or the new one, also after a crash in the middle, and on an
// error the old one stands untouched. The directory is made, for its owner
// alone, when it is missing. A symbolic link is followed, so that a linked
// file stays linked. A file that exists keeps its mode, a new one gets mode.
func Replace(path string, mode fs.FileMode, content []byte) error {
	return ReplaceFrom(path, mode, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// ReplaceFrom is Replace for content that write writes. An error of write's
// leaves the old file as it was.
func ReplaceFrom(path string, mode fs.FileMode, write func(io.Writer) error) error {
	return replace(path, mode, true, func(f *os.File) error { return write(f) })
}

// ReplaceCopy is ReplaceFrom for a private file that can be made again, whose
// readers find out what a crash leaves of it: nothing waits for the disk, and
// what a link in its place leads to is left alone. write may write anywhere in
// the file.
func ReplaceCopy(path string, write func(*os.File) error) error {
	return replace(path, Private, false, write)
}

// replace does what Replace says. Where durable is set, the content is on the
// disk before its name is.
func replace(path string, mode fs.FileMode, durable bool, write func(*os.File) error) (err error) {
	target := path
	if durable {
		if target, err = followed(path); err != nil {
			return fmt.Errorf("%s cannot be written: %w", path, err)
		}
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s cannot be written, what was there stands as before: %w", path, err)
		}
	}()
	dir := filepath.Dir(target)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if info, err := os.Lstat(target); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		switch {
		case info.IsDir():
			return errors.New("it is a directory")
		case !info.Mode().IsRegular():
			return errors.New("it is no file, but a device or a pipe")
		}
		mode = info.Mode().Perm()
	}
	f, err := beside(target, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = write(f); err == nil && durable {
		err = sync(f)
	}
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		err = patiently(func() error { return os.Rename(f.Name(), target) })
	}
	if err != nil || !durable {
		return err
	}
	// The name is in the directory, which has to reach the disk too. Not
	// every file system can do that, and the content is safe by now.
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
	return nil
}

// patiently tries do again for a while as long as a file is busy, as happens
// on Windows alone.
func patiently(do func() error) error {
	err := do()
	for try := 0; try < 20 && busy(err); try++ {
		time.Sleep(10 * time.Millisecond)
		err = do()
	}
	return err
}

// beside creates a new file in target's directory. It is hidden and has an
// ending of its own, so that nobody takes a leftover for a list.
func beside(target string, mode fs.FileMode) (*os.File, error) {
	for range 100 {
		var random [6]byte
		if _, err := rand.Read(random[:]); err != nil {
			return nil, err
		}
		name := filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+"."+hex.EncodeToString(random[:])+".new")
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, errors.New("no free name beside it")
}

// followed returns where the symbolic links at path lead, also when nothing
// is there yet.
func followed(path string) (string, error) {
	for range 40 { // Linux gives up after as many
		next, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link, or nothing there
		}
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(path), next)
		}
		path = next
	}
	return "", errors.New("too many symbolic links")
}
