//go:build unix

package intake

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a", link); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		path string
		want string
		err  error
	}{
		{write("a", "text"), "text", nil},
		{link, "text", nil},
		{write("ten", strings.Repeat("x", 10)), strings.Repeat("x", 10), nil},
		{write("eleven", strings.Repeat("x", 11)), "", ErrTooLarge},
		{dir, "", ErrNotFile},
		{fifo, "", ErrNotFile},
		{"/dev/zero", "", ErrNotFile},
		{filepath.Join(dir, "none"), "", os.ErrNotExist},
	}
	for _, c := range cases {
		b, err := Read(c.path, 10)
		if string(b) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q %v, want %q %v", c.path, b, err, c.want, c.err)
		}
	}
}

func TestReadNamed(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadNamed(fifo, 10, 50*time.Millisecond); !errors.Is(err, ErrSilent) {
		t.Errorf("without a writer: %v", err)
	}
	write := func(text string, hold time.Duration) {
		f, err := os.OpenFile(fifo, os.O_WRONLY, 0)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		_, _ = f.WriteString(text) // the reader may have gone
		time.Sleep(hold)
	}
	go write("hello", 0)
	if b, err := ReadNamed(fifo, 10, 5*time.Second); string(b) != "hello" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	go write("hello", time.Second)
	if _, err := ReadNamed(fifo, 10, 100*time.Millisecond); !errors.Is(err, ErrSilent) {
		t.Errorf("with a writer that falls silent: %v", err)
	}
	if _, err := ReadNamed("/dev/zero", 10, time.Second); !errors.Is(err, ErrNotFile) {
		t.Errorf("a device: %v", err)
	}
}

// TestFileThatWaits reads a file whose reads wait as a pipe's do, though it
// says that it is a regular one.
func TestFileThatWaits(t *testing.T) {
	const kmsg = "/proc/kmsg"
	f, err := os.Open(kmsg)
	if err != nil {
		t.Skip("the kernel's messages cannot be read here")
	}
	f.Close()
	began := time.Now()
	if _, err := ReadNamed(kmsg, 16<<20, 100*time.Millisecond); !errors.Is(err, ErrSilent) || time.Since(began) > 5*time.Second {
		t.Errorf("%v, within %v", err, time.Since(began))
	}
}
