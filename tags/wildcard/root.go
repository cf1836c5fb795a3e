package wildcard

import (
	"io/fs"
	"os"
	"path/filepath"

	"tailor/data/intake"
)

// root is a wildcard folder, which files are named below. Links in it are
// followed wherever they lead: wildcards are often shared by links.
type root string

// openRoot returns a folder as a root, an error for what is none.
func openRoot(path string) (root, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", &fs.PathError{Op: "open", Path: path, Err: intake.ErrNotFile}
	}
	return root(path), nil
}

func (r root) path(rel string) string { return filepath.Join(string(r), filepath.FromSlash(rel)) }

func (r root) stat(rel string) (fs.FileInfo, error) { return os.Stat(r.path(rel)) }

// entries returns what lies in a folder, by name.
func (r root) entries(rel string) ([]fs.DirEntry, error) { return os.ReadDir(r.path(rel)) }

// read returns the content of a file of at most limit bytes. It waits for no
// pipe.
func (r root) read(rel string, limit int64) ([]byte, error) { return intake.Read(r.path(rel), limit) }
