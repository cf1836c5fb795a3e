package disk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// names returns what is in a directory.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "dir")
	path := filepath.Join(dir, "file")
	for _, content := range []string{"one", "", "three\n"} {
		if err := Replace(path, Private, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != content {
			t.Errorf("got %q, want %q", got, content)
		}
	}
	if got := names(t, dir); got != "file" {
		t.Errorf("left beside it: %s", got)
	}
	if runtime.GOOS == "windows" {
		return
	}
	mode := func(path string) os.FileMode {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	if mode(path) != 0o600 || mode(dir) != 0o700 {
		t.Errorf("modes %v and %v, want 0600 and 0700", mode(path), mode(dir))
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, Private, nil); err != nil || mode(path) != 0o640 {
		t.Errorf("a file of mode 0640 has %v afterwards, error %v", mode(path), err)
	}
}

func TestReplaceFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real", "file"), filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Join("real", "file"), link); err != nil {
		t.Skip("skipped: no symbolic links here:", err)
	}
	if to, err := os.Readlink(link); to != filepath.Join("real", "file") {
		t.Skipf("skipped: symbolic links cannot be read back here: %q, %v", to, err)
	}
	for _, content := range []string{"made behind the link", "replaced"} {
		if err := Replace(link, Private, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, real); got != content {
			t.Errorf("behind the link: %q, want %q", got, content)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v, %v", info, err)
	}
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	if err := Replace(loop, Private, nil); err == nil || !strings.Contains(err.Error(), "symbolic links") {
		t.Errorf("a link to itself: error %v", err)
	}
}

func TestReplaceFailing(t *testing.T) {
	fault := errors.New("no space left on device")
	tests := []struct {
		name  string
		write func(io.Writer) error
		sync  func(*os.File) error
	}{
		{"while writing", func(w io.Writer) error {
			if _, err := io.WriteString(w, "half"); err != nil {
				return err
			}
			return fault
		}, (*os.File).Sync},
		{"while syncing", func(w io.Writer) error {
			_, err := io.WriteString(w, "whole")
			return err
		}, func(*os.File) error { return fault }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func(old func(*os.File) error) { sync = old }(sync)
			sync = test.sync
			path := filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			err := ReplaceFrom(path, Private, test.write)
			if !errors.Is(err, fault) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %v, want one with the cause and the path", err)
			}
			if got := read(t, path); got != "old" {
				t.Errorf("the old file is %q", got)
			}
			if got := names(t, filepath.Dir(path)); got != "file" {
				t.Errorf("left beside it: %s", got)
			}
		})
	}
	dir := t.TempDir()
	if err := Replace(dir, Private, nil); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: error %v", err)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dir", "lock")
	first, err := TryLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TryLock(path); !errors.Is(err, ErrHeld) {
		t.Errorf("taken twice: error %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := WaitLock(ctx, path); !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), path) {
		t.Errorf("waited for in vain: error %v", err)
	}
	waited := make(chan error)
	go func() {
		l, err := WaitLock(t.Context(), path)
		if err == nil {
			err = l.Remove()
		}
		waited <- err
	}()
	if err := first.Unlock(); err != nil {
		t.Fatal(err)
	}
	if err := <-waited; err != nil {
		t.Errorf("waited for: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}

// TestLockRemoved has many take, and remove, one lock: at any time at most one
// may hold it, though its file changes under it.
func TestLockRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	inside := make(chan struct{}, 1)
	done := make(chan error)
	for range 8 {
		go func() {
			for i := range 50 {
				l, err := WaitLock(t.Context(), path)
				if err != nil {
					done <- err
					return
				}
				select {
				case inside <- struct{}{}:
				default:
					done <- errors.New("two hold the lock")
					return
				}
				<-inside
				if i%2 == 0 {
					err = l.Remove()
				} else {
					err = l.Unlock()
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

// TestNoLocks takes locks where the file system has none: the note tells a
// living owner from a dead one.
func TestNoLocks(t *testing.T) {
	defer func(old func(*os.File) error) { lockOpen = old }(lockOpen)
	lockOpen = func(*os.File) error { return errNoLocks }
	path := filepath.Join(t.TempDir(), "lock")
	l, err := TryLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TryLock(path); !errors.Is(err, ErrHeld) {
		t.Errorf("its owner lives: error %v", err)
	}
	if err := l.Unlock(); err != nil {
		t.Fatal(err)
	}
	host, _ := os.Hostname()
	for name, note := range map[string]string{
		"given back": "", "garbage": "\xff\x00", "dead": "2147483646 " + host + "\n", "elsewhere": "1 another." + host + "\n", "no number": "-1 " + host + "\n",
	} {
		if note != "" {
			if err := os.WriteFile(path, []byte(note), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		l, err := TryLock(path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := l.Unlock(); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzNote reads the note of a lock's owner, which may hold anything.
func FuzzNote(f *testing.F) {
	host, _ := os.Hostname()
	f.Add([]byte("1 " + host + "\n"))
	f.Add([]byte("99999999999999999999 x"))
	f.Add([]byte("\xff\x00 "))
	f.Fuzz(func(t *testing.T, note []byte) {
		path := filepath.Join(t.TempDir(), "lock")
		if err := os.WriteFile(path, note, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if ownerLives(file) && !strings.Contains(string(note), host) {
			t.Errorf("%q names a program on this machine", note)
		}
	})
}

// TestReplaceLeavesDevicesAlone holds that neither a device nor a pipe is
// replaced, by its name or by a link, and that a copy replaces a link itself.
func TestReplaceLeavesDevicesAlone(t *testing.T) {
	dir := t.TempDir()
	kept, link := filepath.Join(dir, "kept"), filepath.Join(dir, "link")
	if err := os.WriteFile(kept, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kept, link); err != nil {
		t.Skip("skipped: no symbolic links here:", err)
	}
	if err := ReplaceCopy(link, func(f *os.File) error { _, err := f.WriteString("copy"); return err }); err != nil {
		t.Fatal(err)
	}
	if mine, _ := os.ReadFile(kept); string(mine) != "mine" {
		t.Errorf("behind the link stands %q", mine)
	}
	if copied, _ := os.ReadFile(link); string(copied) != "copy" {
		t.Errorf("in its place stands %q", copied)
	}
	socket := filepath.Join(dir, "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("skipped: nothing here that is no file:", err)
	}
	defer l.Close()
	toIt := filepath.Join(dir, "to")
	if err := os.Symlink(socket, toIt); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{socket, toIt} {
		if err := Replace(path, Private, []byte("x")); err == nil || !strings.Contains(err.Error(), "it is no file") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if info, err := os.Lstat(socket); err != nil || info.Mode()&fs.ModeSocket == 0 {
		t.Errorf("the socket is gone: %v, %v", info, err)
	}
}
