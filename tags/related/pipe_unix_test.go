//go:build unix

package related

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"tailor/data/intake"
)

// TestOpenPipe opens a pipe that nobody writes to, which must not be waited for.
func TestOpenPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "danbooru.related")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.Is(err, intake.ErrNotFile) {
		t.Error(err)
	}
}
