// Package reference finds the reference lists and golden data that stand
// beside the project on its developers' machines, in a folder "shared". Only
// tests import it: the program itself never reads that folder.
package reference

import (
	"os"
	"path/filepath"
	"testing"
)

// Strict is the name of the environment variable that turns every skip for
// missing reference data or tools into a failure. .ci/run sets it.
const Strict = "TAILOR_STRICT"

// Path returns the path of a file below the shared folder, for example
// Path(t, "golden/chunks.jsonl"). Where the file is absent the test is
// skipped, or failed when Strict is set.
func Path(t testing.TB, name string) string {
	t.Helper()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(filepath.Dir(root), "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		Missing(t, "the reference file shared/"+name)
	}
	return path
}

// Missing skips the test because what is not on this machine, or fails it
// when Strict is set.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv(Strict) != "" {
		t.Fatalf("%s is missing, and %s is set", what, Strict)
	}
	t.Skipf("skipped: %s is not on this machine", what)
}

// Root returns the project's root: the nearest folder above the working
// directory that holds go.mod.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", os.ErrNotExist
		}
		dir = parent
	}
}
