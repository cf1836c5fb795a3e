// Package container reads the texts of pictures out of PNG, JPEG, WebP and AVIF,
// by the names that they have there, within a budget of memory, steps and time. It
// does not know what they mean.
package container

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// MaxParts is the number of chunks, segments or boxes that a picture may have.
const MaxParts = 1 << 16

// MaxSide is how many pixels a side of a picture may have that is unpacked: a row
// of one pixel costs as much as dozens in one row.
const MaxSide = 1<<16 - 1

// Texts are the texts of a picture by their names. They are kept as they
// stand in the file, and only one that is asked for is decoded.
type Texts struct {
	*Budget
	// Format is the kind of the file: "PNG", "JPEG", "WebP" or "AVIF".
	Format string
	// Width and Height are in pixels, 0 where they are not known.
	Width, Height int
	// Damaged is what was wrong with a text that was asked for.
	Damaged error

	wanted map[string]bool
	kept   map[string][]*kept
}

// New makes texts without any, of which those of the wanted names are kept.
func New(budget *Budget, wanted map[string]bool) Texts { return Texts{Budget: budget, wanted: wanted} }

// Read reads the texts of a picture of a size in bytes. picture is false for
// what is none that is known.
func (t *Texts) Read(r io.ReaderAt, size int64) (picture bool, err error) {
	head := make([]byte, min(size, 32))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return true, err
	}
	switch {
	case bytes.HasPrefix(head, []byte(pngMark)):
		t.Format, err = "PNG", t.readPNG(r, size)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		t.Format, err = "JPEG", t.readJPEG(r, size)
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12 && string(head[8:12]) == "WEBP":
		t.Format, err = "WebP", t.readWebP(r, size)
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		t.Format, err = "AVIF", t.readAVIF(r, size)
	default:
		return false, nil
	}
	return true, err
}

// None reports whether no text was kept.
func (t *Texts) None() bool { return len(t.kept) == 0 }

// kept is a text that is decoded when it is asked for, once: what is refused
// costs as much to unpack as what is read.
type kept struct {
	b      []byte
	decode func(*Budget, []byte) (string, error)
	text   string
	asked  bool
}

// maxAlike is how many texts of one name are kept: the first that is not
// empty counts.
const maxAlike = 8

// wants reports whether a text of this name may be asked for.
func (t *Texts) wants(name string) bool { return t.wanted[name] && len(t.kept[name]) < maxAlike }

// Add keeps a text that may be asked for, of equal ones the first.
func (t *Texts) Add(name string, b []byte, decode func(*Budget, []byte) (string, error)) {
	if !t.wants(name) || len(b) == 0 || slices.ContainsFunc(t.kept[name], func(k *kept) bool { return bytes.Equal(k.b, b) }) {
		return
	}
	if t.kept == nil {
		t.kept = map[string][]*kept{}
	}
	t.kept[name] = append(t.kept[name], &kept{b: b, decode: decode})
}

// Text decodes the first text of a name that is not empty, "" for none.
func (t *Texts) Text(name string) string {
	for _, k := range t.kept[name] {
		if text := t.decode(k); text != "" {
			return text
		}
	}
	return ""
}

// All decodes the texts of a name, each once and in their order.
func (t *Texts) All(name string) []string {
	var all []string
	for _, k := range t.kept[name] {
		if text := t.decode(k); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

func (t *Texts) decode(k *kept) string {
	if k.asked {
		return k.text
	}
	k.asked = true
	if len(k.b) > MaxText {
		t.damage(errTextSize(len(k.b)))
		return ""
	}
	if t.Take(len(k.b)) != nil {
		return ""
	}
	text, err := k.decode(t.Budget, k.b)
	if err != nil {
		t.damage(err)
	}
	k.text = strings.TrimPrefix(text, "\ufeff")
	return k.text
}

func (t *Texts) damage(err error) {
	if t.Damaged == nil {
		t.Damaged = err
	}
}

func errTextSize(n int) error {
	return fmt.Errorf("a text of %d MB in it, which is more than any prompt (%d MB)", n>>20, MaxText>>20)
}

// Plain is JSON that is kept as it is.
func Plain(_ *Budget, b []byte) (string, error) { return string(b), nil }

// Section reads length bytes at an offset, off the budget. What reaches behind
// the end of the file is an error that says so, before any memory is taken.
func (b *Budget) Section(r io.ReaderAt, at, length, size int64) ([]byte, error) {
	if at < 0 || length < 0 || at > size || length > size-at {
		return nil, fmt.Errorf("cut off or damaged: it names %d bytes at %d and has %d", length, at, size)
	}
	if length > MaxText {
		return nil, errTextSize(int(length))
	}
	if err := errors.Join(b.Take(int(length)), b.Step(1)); err != nil {
		return nil, err
	}
	part := make([]byte, length)
	if n, err := r.ReadAt(part, at); int64(n) < length {
		if err == io.EOF || err == nil {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return part, nil
}

var errParts = fmt.Errorf("more than %d parts in it: damaged", MaxParts)
