package container

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tailor/data/charset"
)

const pngMark = "\x89PNG\r\n\x1a\n"

// readPNG reads the texts of a PNG: tEXt, zTXt, iTXt and eXIf chunks, before
// the pixels or behind them.
func (t *Texts) readPNG(r io.ReaderAt, size int64) error {
	var first error // what was wrong with a chunk that could be passed over
	at := int64(len(pngMark))
	for range MaxParts {
		head, err := t.Section(r, at, 8, size)
		if err != nil {
			return errors.Join(first, err)
		}
		length := int64(binary.BigEndian.Uint32(head))
		kind := string(head[4:])
		body := at + 8
		if kind == "IEND" {
			return first
		}
		if length > size-body {
			return errors.Join(first, fmt.Errorf("cut off or damaged: its %q chunk names %d bytes, %d are left", kind, length, size-body))
		}
		switch kind {
		case "IHDR", "tEXt", "zTXt", "iTXt", "eXIf":
			if kind == "tEXt" || kind == "zTXt" || kind == "iTXt" {
				if name := t.chunkName(r, body, length, size); !t.wants(name) && name != xmpKey && !strings.HasPrefix(name, rawProfile) {
					break
				}
			}
			b, err := t.Section(r, body, length, size)
			if err == nil {
				err = t.readChunk(kind, b)
			}
			if err != nil && first == nil {
				first = err
			}
		}
		at = body + length + 4 // the checksum is not looked at
	}
	if first != nil {
		return first
	}
	return errParts
}

func (t *Texts) readChunk(kind string, b []byte) error {
	switch kind {
	case "IHDR":
		if len(b) >= 8 {
			t.Width = int(binary.BigEndian.Uint32(b))
			t.Height = int(binary.BigEndian.Uint32(b[4:]))
		}
		return nil
	case "eXIf":
		return t.readExif(b)
	}
	name, rest, ok := bytes.Cut(b, []byte{0})
	if !ok {
		return fmt.Errorf("its %s chunk has no name", kind)
	}
	profile, isProfile := strings.CutPrefix(string(name), rawProfile)
	switch kind {
	case "tEXt":
		if isProfile {
			return t.readRawProfile(profile, rest)
		}
		t.Add(string(name), rest, latin1Text)
	case "zTXt":
		if len(rest) == 0 || rest[0] != 0 {
			return errors.New("its zTXt chunk is packed in a way that PNG does not have")
		}
		if isProfile {
			text, err := t.inflate(rest[1:])
			if err != nil {
				return err
			}
			return t.readRawProfile(profile, text)
		}
		t.Add(string(name), rest[1:], func(b *Budget, packed []byte) (string, error) {
			text, err := b.inflate(packed)
			return latin1(text), err
		})
	case "iTXt":
		if len(rest) < 2 {
			return errors.New("its iTXt chunk is cut off")
		}
		packed := rest[0] == 1
		_, rest, ok = bytes.Cut(rest[2:], []byte{0}) // the language
		if ok {
			_, rest, ok = bytes.Cut(rest, []byte{0}) // the name in it
		}
		if !ok {
			return errors.New("its iTXt chunk is cut off")
		}
		if string(name) == xmpKey {
			if packed {
				text, err := t.inflate(rest)
				if err != nil {
					return err
				}
				rest = text
			}
			t.readXMP(rest)
			return nil
		}
		t.Add(string(name), rest, func(b *Budget, text []byte) (_ string, err error) {
			if packed {
				text, err = b.inflate(text)
			}
			return string(bytes.ToValidUTF8(text, []byte("\uFFFD"))), err
		})
	}
	return nil
}

// chunkName reads the name of a chunk of text, at most 79 bytes.
func (t *Texts) chunkName(r io.ReaderAt, at, length, size int64) string {
	b, err := t.Section(r, at, min(length, 80), size)
	if err != nil {
		return ""
	}
	name, _, _ := bytes.Cut(b, []byte{0})
	return string(name)
}

// latin1Text is latin1 of a text that is kept, or what it says in another
// encoding that some programs of East Asia put there, where that can be told.
func latin1Text(budget *Budget, b []byte) (string, error) {
	if utf8.Valid(b) {
		return string(b), nil
	}
	if err := budget.Step(len(b) / bytesAStep * encodings); err != nil {
		return "", err
	}
	if text, name, ok := charset.Decode(b); ok && !charset.IsUnicode(name) {
		return string(text), nil
	}
	return latin1(b), nil
}

// encodings is in how many encodings a text is tried that is no UTF-8.
const encodings = 8

// inflate unpacks a text, at most MaxText bytes of it.
func (b *Budget) inflate(packed []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("a packed text in it is damaged: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(z, int64(min(MaxText, b.bytes))+1))
	if err := b.Take(len(text)); err != nil {
		return nil, err
	}
	if len(text) > MaxText {
		return nil, fmt.Errorf("a packed text in it unpacks to more than %d MB, which is more than any prompt", MaxText>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("a packed text in it is damaged: %w", err)
	}
	return text, nil
}

// latin1 decodes Latin-1, which PNG has in tEXt and zTXt, unless it is UTF-8,
// which some programs put there all the same.
func latin1(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
