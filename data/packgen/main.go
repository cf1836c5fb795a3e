// Command packgen packs the files of a directory whose names end in .tsv into
// a zip. It takes the paths of the directory and of the file to write:
//
//	go run ./packgen starter/knowledge knowledge.zip
//
// The same files make the same bytes: they are in the order of their names and
// bear no times.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: packgen DIRECTORY OUTPUT")
		os.Exit(2)
	}
	if err := generate(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "packgen:", err)
		os.Exit(1)
	}
}

func generate(from, to string) error {
	packed, err := pack(os.DirFS(from))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, packed, 0o644)
}

// pack returns a zip of the directory's TSV files, pressed as small as deflate
// can. It fails where there are none.
func pack(dir fs.FS) ([]byte, error) {
	names, err := fs.Glob(dir, "*.tsv") // in order of name
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no file whose name ends in .tsv")
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, name := range names {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		w, err := z.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(text); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
