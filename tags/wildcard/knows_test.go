package wildcard

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestKnows(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "hair"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"hair/colour.txt", "animal.txt"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("a\nb\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := New(dir)
	if _, known := s.Knows("none"); !known {
		t.Error("a set without lists judges a name")
	}
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	for name, near := range map[string][]string{"animal": nil, "Hair/Colour": nil, "colour": nil, "hair/*": nil, "hair/colour(x=1)": nil, "animol": {"animal"}, "quite another": nil} {
		got, known := s.Knows(name)
		if want := name != "animol" && name != "quite another"; known != want || !slices.Equal(got, near) {
			t.Errorf("%s: %v %v", name, got, known)
		}
	}
}
