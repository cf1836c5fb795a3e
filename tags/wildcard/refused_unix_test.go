//go:build unix

package wildcard

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestRefusedFilesAreTold asks for wildcards whose files cannot be used: the
// error says why, and which file.
func TestRefusedFilesAreTold(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("big: &a0 [x, x, x, x, x, x, x, x]\n")
	for i := range 12 {
		a := "*a" + string(rune('0'+i%10))
		bomb.WriteString("b" + string(rune('a'+i)) + ": &a" + string(rune('0'+(i+1)%10)) + " [" + strings.Repeat(a+", ", 7) + a + "]\n")
	}
	_, dir := scanned(t, map[string]string{
		"bomb.yaml": bomb.String(), "zero.txt": "a\x00b\n", "large.txt": strings.Repeat("line\n", maxTextBytes/5+1), "sub/ok.txt": "y\n",
	})
	if err := syscall.Mkfifo(filepath.Join(dir, "sub", "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("self.txt", filepath.Join(dir, "self.txt")); err != nil {
		t.Fatal(err)
	}
	s := New(dir)
	if err := s.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"bl":       "a list within a list",
		"zero":     "zero bytes",
		"large":    "larger than 16 MB",
		"sub/pipe": "no ordinary file",
		"self":     "leads nowhere",
		"none":     "is in no wildcard folder",
	} {
		lines, err := s.Lines(name)
		if err == nil || !strings.Contains(err.Error(), want) || len(lines) > 0 {
			t.Errorf("%s: %d lines, %v, want an error with %q", name, len(lines), err, want)
		}
	}
	if lines, err := s.Lines("sub/ok"); len(lines) != 1 || err != nil {
		t.Errorf("%q, %v", lines, err)
	}

	deep := t.TempDir()
	if err := os.MkdirAll(filepath.Join(deep, strings.Repeat("d/", maxDepth)), 0o700); err != nil {
		t.Fatal(err)
	}
	s = New(deep)
	if err := s.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lines("some/name"); err == nil || !strings.Contains(err.Error(), "may stand in a folder that is left out: "+deep) || !strings.Contains(err.Error(), "folders deep") {
		t.Errorf("in a folder that is not read: %v", err)
	}
	for name, text := range map[string]string{
		"entries": "- x\n", "carriage returns": "a: b\r", "lists of one": "a: [b]\n", "JSON": `"a":"b",`, "nothing but keys": "a:\n", "line ends of Unicode": "- x\u2028", "anchors": "a: &b c\n", "tags": "a: !!str c\n",
	} {
		dense := New(t.TempDir())
		if err := os.WriteFile(filepath.Join(dense.folders[0].path, "dense.yaml"), []byte(strings.Repeat(text, maxStructuredBytes/len(text))), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := dense.Scan(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := dense.Lines("dense"); err == nil || !strings.Contains(err.Error(), "dense.yaml: holds more than 327680 line ends") {
			t.Errorf("a file of %s: %v", name, err)
		}
	}
}
