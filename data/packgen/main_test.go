package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

// TestPack packs files twice, touched between, and reads them back.
func TestPack(t *testing.T) {
	files := fstest.MapFS{
		"b.tsv":     {Data: []byte("smile\ta mouth\n")},
		"a.tsv":     {Data: bytes.Repeat([]byte("hat\ton a head\n"), 1000)},
		"notes.txt": {Data: []byte("not for the program")},
	}
	packed, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	files["a.tsv"].ModTime = time.Now()
	if again, err := pack(files); err != nil || !bytes.Equal(again, packed) {
		t.Errorf("the same files make other bytes, %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if text, err := fs.ReadFile(z, f.Name); err != nil || !bytes.Equal(text, files[f.Name].Data) {
			t.Errorf("%s: %d bytes, %v", f.Name, len(text), err)
		}
	}
	if want := []string{"a.tsv", "b.tsv"}; !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
	if len(packed) > 1000 {
		t.Errorf("%d bytes: nothing is pressed", len(packed))
	}
}

func TestPackRefusesNothing(t *testing.T) {
	if _, err := pack(fstest.MapFS{}); err == nil {
		t.Error("a directory without files is packed")
	}
}
