package update

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzMeta reads what may stand beside a list.
func FuzzMeta(f *testing.F) {
	f.Add([]byte(`{"name":"x","bytes":3,"fetched":"2024-12-10T00:00:00Z"}`))
	f.Add([]byte(`{"bytes":3}{`))
	f.Add([]byte(`[1]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		list := filepath.Join(t.TempDir(), "list.csv")
		for path, content := range map[string][]byte{list: []byte("abc"), metaPath(list): content} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if m, ok := ReadMeta(list); ok && m.Bytes != 3 || !ok && m != (Meta{}) {
			t.Errorf("read %+v, %v", m, ok)
		}
	})
}
