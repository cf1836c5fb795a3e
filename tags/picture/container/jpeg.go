package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// readJPEG reads the EXIF data, the XMP, the IPTC data and the comment of a JPEG:
// its segments up to the pixels.
func (t *Texts) readJPEG(r io.ReaderAt, size int64) error {
	at := int64(2)
	extended := map[uint32][]byte{} // parts of XMP by where they begin
	for range MaxParts {
		head, err := t.Section(r, at, 2, size)
		if err != nil {
			return err
		}
		if head[0] != 0xFF {
			return fmt.Errorf("damaged: no segment at %d", at)
		}
		switch marker := head[1]; {
		case marker == 0xFF: // a filling byte
			at++
			continue
		case marker == 0x01 || marker >= 0xD0 && marker <= 0xD8: // without a length
			at += 2
			continue
		case marker == 0xDA || marker == 0xD9: // the pixels, the end
			t.readExtendedXMP(extended)
			return nil
		default:
			length, err := t.Section(r, at+2, 2, size)
			if err != nil {
				return err
			}
			n := int64(binary.BigEndian.Uint16(length))
			if n < 2 {
				return fmt.Errorf("damaged: a segment of %d bytes at %d", n, at)
			}
			if marker == 0xE1 || marker == 0xED || marker == 0xFE {
				b, err := t.Section(r, at+4, n-2, size)
				if err != nil {
					return err
				}
				if marker == 0xFE {
					t.Add("parameters", bytes.Trim(b, "\x00"), latin1Text)
				} else if bytes.HasPrefix(b, []byte("Exif\x00\x00")) {
					if err := t.readExif(b); err != nil {
						return err
					}
				} else if xmp, ok := bytes.CutPrefix(b, []byte(xmpMark)); ok {
					t.readXMP(xmp)
				} else if part, ok := bytes.CutPrefix(b, []byte(extendedMark)); ok && len(part) > extendedHead {
					extended[binary.BigEndian.Uint32(part[extendedHead-4:])] = part[extendedHead:]
				} else if marker == 0xED {
					t.readPhotoshop(b)
				}
			}
			at += 2 + n
		}
	}
	return errParts
}
