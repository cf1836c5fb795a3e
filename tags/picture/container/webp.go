package container

import (
	"encoding/binary"
	"fmt"
	"io"
)

// readWebP reads the EXIF chunk of a WebP, and its XMP.
func (t *Texts) readWebP(r io.ReaderAt, size int64) error {
	at := int64(12)
	for range MaxParts {
		if at >= size {
			return nil
		}
		head, err := t.Section(r, at, 8, size)
		if err != nil {
			return err
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		if length > size-at-8 {
			return fmt.Errorf("cut off or damaged: its %q chunk names %d bytes, %d are left", head[:4], length, size-at-8)
		}
		if kind := string(head[:4]); kind == "EXIF" || kind == "XMP " {
			b, err := t.Section(r, at+8, length, size)
			if err != nil {
				return err
			}
			if kind == "XMP " {
				t.readXMP(b)
			} else if err := t.readExif(b); err != nil {
				return err
			}
		}
		at += 8 + length + length&1
	}
	return errParts
}
