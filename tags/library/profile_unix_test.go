//go:build unix

package library

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"tailor/data/intake"
)

// TestPipeAmongProfiles finds a pipe in the folder of profiles: it is refused,
// and nobody waits for it.
func TestPipeAmongProfiles(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.toml"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Profile("pipe", dir); !errors.Is(err, intake.ErrNotFile) {
		t.Errorf("%v", err)
	}
	if _, _, ok := ProfileFor("pipe", dir); ok {
		t.Error("a model's profile is a pipe")
	}
}
