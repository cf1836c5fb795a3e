package lora

import (
	"os"
	"path/filepath"
	"runtime"
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
	found, err := Scan(t.Context(), LoRAs, []string{dir, dir})
	if want := "add_detail flat_colour linked Old v1.5 style 🏴󠁧󠁢󠁥󠁮󠁧󠁿"; err != nil || strings.Join(found.Names(), " ") != want {
		t.Errorf("%q %v, want %s", found.Names(), err, want)
	}
	found, err = Scan(t.Context(), LoRAs, []string{filepath.Join(dir, "none"), filepath.Join(dir, "notes.txt"), elsewhere})
	if err == nil || !strings.Contains(err.Error(), "none") || !strings.Contains(err.Error(), "is a file") || len(found.Names()) == 0 {
		t.Errorf("%q %v", found.Names(), err)
	}
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		return // who may read all
	}
	if err := os.Chmod(below, 0); err != nil {
		t.Fatal(err)
	}
	if found, err = Scan(t.Context(), LoRAs, []string{dir}); err == nil || !strings.Contains(err.Error(), "flat: permission denied") || len(found.Names()) == 0 {
		t.Errorf("with a folder that cannot be read: %q %v", found.Names(), err)
	}
}

// TestEmbeddings names the files of embeddings as a prompt calls them, and has
// none of a Set that is nil.
func TestEmbeddings(t *testing.T) {
	dir := files(t, "badhands.pt", "negative XL.safetensors", "lazy-neg.safetensors", "old.BIN", "preview.png", "x(1).pt")
	found, err := Scan(t.Context(), Embeddings, []string{dir})
	if want := "badhands lazy-neg old"; err != nil || strings.Join(found.Names(), " ") != want {
		t.Errorf("%q %v, want %s", found.Names(), err, want)
	}
	var none *Set
	if len(none.Names()) > 0 || len(none.About(t.Context(), "x", nil).Triggers) > 0 {
		t.Error("a nil set has names or words")
	}
	_, err = Scan(t.Context(), Embeddings, []string{filepath.Join(dir, "none")})
	if err == nil || !strings.Contains(err.Error(), "the embedding folder cannot be read") {
		t.Error(err)
	}
}

// TestSortNames sorts by letters, and names that differ by case alone always alike.
func TestSortNames(t *testing.T) {
	names := strings.Fields("b A a B Ä c")
	SortNames(names)
	if got := strings.Join(names, " "); got != "A a B b c Ä" {
		t.Errorf("%s", got)
	}
}
