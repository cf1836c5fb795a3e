package container

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"strings"
)

// photoshopMark begins a JPEG's segment with the resources of Photoshop, one of
// which is IPTC data.
const photoshopMark = "Photoshop 3.0\x00"

// readPhotoshop reads the resources of Photoshop: each has the mark 8BIM, a
// number, a name and its length.
func (t *Texts) readPhotoshop(b []byte) {
	b = bytes.TrimPrefix(b, []byte(photoshopMark))
	for len(b) > 12 && string(b[:4]) == "8BIM" && t.Step(1) == nil {
		number := binary.BigEndian.Uint16(b[4:])
		name := (int(b[6]) + 2) &^ 1 // its length and it, of an even number of bytes
		if len(b) < 10+name {
			return
		}
		length := int(binary.BigEndian.Uint32(b[6+name:]))
		b = b[10+name:]
		if length > len(b) || length < 0 {
			return
		}
		if number == 0x0404 {
			t.readIPTC(b[:length])
		}
		b = b[min((length+1)&^1, len(b)):]
	}
}

// readIPTC reads the caption of IPTC data (IIM 4.2): entries of a mark, the
// numbers of record and field, and a length.
func (t *Texts) readIPTC(b []byte) {
	for len(b) >= 5 && b[0] == 0x1C && t.Step(1) == nil {
		record, field, length := b[1], b[2], int(binary.BigEndian.Uint16(b[3:]))
		b = b[5:]
		if length > len(b) { // cut off, or longer than it can say
			return
		}
		if record == 2 && field == 120 {
			t.Add(ImageDescription, b[:length], latin1Text)
		}
		b = b[length:]
	}
}

// rawProfile begins the name of a PNG's text in which ImageMagick and exiftool
// keep what a JPEG has in segments: its kind, its length, and it in hexadecimal
// digits.
const rawProfile = "Raw profile type "

func (t *Texts) readRawProfile(kind string, text []byte) error {
	_, digits, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	_, digits, _ = bytes.Cut(bytes.TrimSpace(digits), []byte("\n"))
	packed := bytes.Join(bytes.Fields(digits), nil)
	b := make([]byte, len(packed)/2)
	if _, err := hex.Decode(b, packed[:len(b)*2]); err != nil || t.Take(2*len(text)) != nil {
		return nil // it is of no use
	}
	switch strings.ToLower(kind) {
	case "exif", "app1":
		if xmp, ok := bytes.CutPrefix(b, []byte(xmpMark)); ok {
			t.readXMP(xmp)
			return nil
		}
		return t.readExif(b)
	case "xmp":
		t.readXMP(b)
	case "iptc", "8bim":
		t.readPhotoshop(b)
		t.readIPTC(b)
	}
	return nil
}
