package main

import (
	"os"
	"path/filepath"
	"testing"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/ui"
	"tailor/ui/theme"
)

// TestGalleryReadsFiles has the pictures' page read what lies in a picture's place
// by now: a device or a directory is an error, at once.
func TestGalleryReadsFiles(t *testing.T) {
	a := &app{cli.New(cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})}
	c, dir := config.Default(), t.TempDir()
	c.Pictures.Protocol = "blocks"
	o := ui.Options{Theme: new(theme.Theme)}
	if err := a.makePictures(t.Context(), c, &o, "", nil); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "a.png")
	if err := os.WriteFile(file, []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := o.Gallery.Read(file); err != nil || string(b) != "a" {
		t.Errorf("%q, %v", b, err)
	}
	for _, other := range []string{"/dev/zero", dir} {
		if b, err := o.Gallery.Read(other); err == nil {
			t.Errorf("%s: %d bytes", other, len(b))
		}
	}
}
