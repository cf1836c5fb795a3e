package data

import (
	"archive/zip"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestKnowledge holds the zip against the files that it is made of. It
// compares texts, not packed bytes: another release of Go may pack otherwise.
func TestKnowledge(t *testing.T) {
	const remedy = "run: go generate -run packgen ./data"
	z, err := zip.NewReader(strings.NewReader(Knowledge), int64(len(Knowledge)))
	if err != nil {
		t.Fatal(err, remedy)
	}
	var packed []string
	for _, f := range z.File {
		packed = append(packed, f.Name)
	}
	dir := os.DirFS("starter/knowledge")
	names, err := fs.Glob(dir, "*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in starter/knowledge, %v", err)
	}
	if !slices.Equal(packed, names) {
		t.Fatalf("knowledge.zip has %v, starter/knowledge %v; %s", packed, names, remedy)
	}
	for _, name := range names {
		want, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := fs.ReadFile(z, name); err != nil || string(got) != string(want) {
			t.Errorf("%s in knowledge.zip is not what starter/knowledge has (%v); %s", name, err, remedy)
		}
	}
}
