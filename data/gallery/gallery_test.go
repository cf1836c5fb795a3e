package gallery

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

func TestName(t *testing.T) {
	when := time.Date(2026, 11, 25, 20, 5, 9, 0, time.UTC)
	values := map[string]string{"seed": "7", "model": `xl\rouwei/080: "x"`}
	for _, c := range []struct{ pattern, want string }{
		{"", "2026-11-25/200509-7"}, {"{model}-{seed}", `xl_rouwei_080_ _x_-7`}, {"a-{steps}", "a"}, {"{steps}", "tailor"}, {"//a//{seed}.", "a/7"},
	} {
		if got := Name(c.pattern, when, values); got != c.want {
			t.Errorf("Name(%q) = %q, want %q", c.pattern, got, c.want)
		}
	}
	for pattern, good := range map[string]bool{"{date}/{seed}": true, "{x}": false, "../a": false, "/a": false, "{date": false, "date}": false, "a\x00b": false, "a\nb": false, "é": true} {
		if err := CheckName(pattern); (err == nil) != good {
			t.Errorf("CheckName(%q) = %v", pattern, err)
		}
	}
}

// TestLongNames saves a picture whose name would be longer than file systems take.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("画", 60)
	name := Name("{model}-{sampler}/{model}-{sampler}-{seed}", time.Now(), map[string]string{"model": long, "sampler": long, "seed": "7"})
	for range 2 {
		if path, err := Save(t.TempDir(), name, "avif", []byte("a")); err != nil || !utf8.ValidString(path) {
			t.Errorf("%q, %v", path, err)
		}
	}
	if err := CheckName(strings.Repeat("a/", 2000)); err == nil {
		t.Error("a name of 4,000 bytes is taken")
	}
}

// TestSave has many pictures of one name at once: none is written over.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	var mu sync.Mutex
	paths := map[string]bool{}
	for i := range 20 {
		wait.Go(func() {
			path, err := Save(dir, "a/b", "png", []byte{byte(i)})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			paths[path] = true
			mu.Unlock()
		})
	}
	wait.Wait()
	seen := map[string]bool{}
	for path := range paths {
		b, err := os.ReadFile(path)
		if err != nil || len(b) != 1 || seen[string(b)] {
			t.Errorf("%s holds %v, %v", path, b, err)
		}
		seen[string(b)] = true
	}
	if len(seen) != 20 || !paths[filepath.Join(dir, "a", "b.png")] {
		t.Errorf("%d pictures in %v", len(seen), paths)
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Save(filepath.Join(dir, "file"), "a", "png", nil); err == nil {
		t.Error("a picture was saved below a file")
	}
}
