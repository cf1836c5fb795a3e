//go:build unix

package picture

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestReadNamed reads a pipe that is named, and refuses it where it is met.
func TestReadNamed(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := ReadFile(fifo); err == nil {
		t.Errorf("a pipe that is met gives %q", p.Positive)
	}
	go func() {
		if err := os.WriteFile(fifo, []byte("1girl\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7"), 0o600); err != nil {
			t.Error(err)
		}
	}()
	p, err := ReadNamed(fifo)
	if err != nil || p.Positive != "1girl" || p.Negative != "bad" || len(p.Settings) != 3 {
		t.Errorf("%+v %v", p, err)
	}
}
