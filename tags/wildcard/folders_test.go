package wildcard

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLinkToManyFolders follows a link out of the wildcard folder to more
// folders than anybody has wildcards in, as one to "/" does: the walk ends.
func TestLinkToManyFolders(t *testing.T) {
	if testing.Short() {
		t.Skip("makes ten thousand folders")
	}
	away, dir := t.TempDir(), t.TempDir()
	for i := range maxFolders + 10 {
		if err := os.Mkdir(filepath.Join(away, fmt.Sprint("f", i)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "own.txt"), []byte("a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(away, filepath.Join(dir, "root")); err != nil {
		t.Skip(err)
	}
	s := New(dir)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	if p := fmt.Sprint(s.Problems()); !strings.Contains(p, "more than 10000 folders") {
		t.Errorf("problems %s", p)
	}
	if _, err := s.Preview("own", 1); err != nil {
		t.Error(err)
	}
}
