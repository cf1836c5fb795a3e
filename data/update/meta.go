package update

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tailor/data/charset"
	"tailor/data/disk"
	"tailor/data/intake"
)

// Meta is what is written about an installed list, as JSON in a file beside
// it that is called like the list's with ".json" behind.
type Meta struct {
	// Name and URL are those of the source.
	Name string `json:"name"`
	URL  string `json:"url"`
	// Fetched is when the content came, and Checked when its source last
	// said that it is still the same; both in UTC.
	Fetched time.Time `json:"fetched"`
	Checked time.Time `json:"checked"`
	// SHA256 and Bytes are the file's checksum in hex and size in bytes.
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	// ETag and Modified are what the server calls this version, "" where it
	// calls it nothing.
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
	// Licence is the source's.
	Licence string `json:"licence,omitempty"`
}

// maxMeta is how many bytes of a Meta are read.
const maxMeta = 64 << 10

func metaPath(list string) string { return list + ".json" }

// ReadMeta returns what is written about the list at path. ok is false where
// nothing is, or where it tells of another content than the file now has: of
// another size, or changed since.
func ReadMeta(path string) (m Meta, ok bool) {
	if readJSON(metaPath(path), &m) != nil {
		return Meta{}, false
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() != m.Bytes {
		return Meta{}, false
	}
	return m, true
}

// readJSON reads a small file of JSON into value.
func readJSON(path string, value any) error {
	f, err := intake.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxMeta))
	if err != nil {
		return err
	}
	return json.Unmarshal(charset.Unicode(content), value)
}

func writeJSON(path string, value any) error {
	content, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return disk.Replace(path, 0o644, append(content, '\n'))
}

// sweep removes what an update that was killed in the last step has left: the
// half copies of disk.Replace. Only the holder of the lock may call it.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".new") && e.Type().IsRegular() {
			_ = os.Remove(filepath.Join(dir, name))
		}
	}
}

// remove removes a file that may not be there.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s cannot be removed: %w", path, err)
	}
	return nil
}
