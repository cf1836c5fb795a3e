package lora

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// files makes a folder with empty files.
func files(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestNames(t *testing.T) {
	dir := files(t,
		"add_detail.safetensors", "Old.PT", "notes.txt", "preview.png", ".hidden.safetensors",
		"two:parts.safetensors", "turned\u202ename.pt", "v1.5 style.safetensors", "🏴󠁧󠁢󠁥󠁮󠁧󠁿.pt",
	)
	below := filepath.Join(dir, "styles", "flat")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"flat_colour.safetensors", "add_detail.ckpt"} {
		if err := os.WriteFile(filepath.Join(below, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := files(t, "linked.safetensors")
	if os.Symlink(elsewhere, filepath.Join(dir, "more")) == nil {
		_ = os.Symlink(dir, filepath.Join(elsewhere, "back"))
	} else {
		t.Skip("skipped: no links here")
	}
	got, err := Names(t.Context(), []string{dir, dir})
	if want := "add_detail flat_colour linked Old v1.5 style 🏴󠁧󠁢󠁥󠁮󠁧󠁿"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("%q %v, want %s", got, err, want)
	}
	got, err = Names(t.Context(), []string{filepath.Join(dir, "none"), filepath.Join(dir, "notes.txt"), elsewhere})
	if err == nil || !strings.Contains(err.Error(), "none") || !strings.Contains(err.Error(), "is a file") || len(got) == 0 {
		t.Errorf("%q %v", got, err)
	}
}
