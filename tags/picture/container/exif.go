package container

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// The names under which texts of the EXIF data are kept.
const (
	UserComment      = "EXIF UserComment"
	ImageDescription = "EXIF ImageDescription"
)

// Tags of EXIF (CIPA DC-008).
const (
	tagImageDescription = 0x010E
	tagMake             = 0x010F
	tagModel            = 0x0110
	tagExifIFD          = 0x8769
	tagUserComment      = 0x9286
)

// readExif reads EXIF data: a TIFF header and directories, with or without
// the mark that JPEG puts before it.
func (t *Texts) readExif(b []byte) error {
	b = bytes.TrimPrefix(b, []byte("Exif\x00\x00"))
	if len(b) < 8 {
		return errors.New("its EXIF data are cut off")
	}
	var order binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return errors.New("its EXIF data are damaged: they begin with no byte order")
	}
	outer := order.Uint32(b[4:])
	if camera, ok := t.readDirectory(b, order, outer); ok && camera != outer {
		t.readDirectory(b, order, camera)
	}
	return nil
}

// readDirectory reads a directory of EXIF data, and returns where the first
// one of the camera is that it names. Entries that reach outside the data are
// passed over.
func (t *Texts) readDirectory(b []byte, order binary.ByteOrder, at uint32) (camera uint32, ok bool) {
	if uint64(at)+2 > uint64(len(b)) {
		return 0, false
	}
	count := int(order.Uint16(b[at:]))
	seen := map[[3]uint64]bool{}
	for i := range count {
		start := uint64(at) + 2 + 12*uint64(i)
		if start+12 > uint64(len(b)) || t.Step(1) != nil {
			return camera, ok
		}
		entry := b[start : start+12]
		tag, kind := order.Uint16(entry), order.Uint16(entry[2:])
		length, value := uint64(order.Uint32(entry[4:])), uint64(order.Uint32(entry[8:]))
		if tag == tagExifIFD && !ok {
			camera, ok = uint32(value), true
			continue
		}
		if kind != 2 && kind != 7 && kind != 1 { // ASCII, undefined, bytes
			continue
		}
		content := entry[8:]
		if length > 4 {
			if value+length > uint64(len(b)) {
				continue
			}
			content = b[value:]
		}
		content = content[:length]
		is := [3]uint64{uint64(tag), value, length}
		if tag != tagUserComment && tag != tagImageDescription && tag != tagMake && tag != tagModel || length > 4 && seen[is] {
			continue
		}
		seen[is] = true
		// Texts that lie over one another are looked through again and again.
		if t.Step(int(length)/bytesAStep) != nil {
			return camera, ok
		}
		switch tag {
		case tagUserComment:
			t.Add(UserComment, content, func(budget *Budget, b []byte) (string, error) { return comment(budget, b, order) })
		case tagImageDescription, tagMake, tagModel:
			// ComfyUI and sets of nodes write "workflow:{…}" and "prompt:{…}" here.
			content = bytes.Trim(content, "\x00")
			name, _, named := bytes.Cut(content[:min(len(content), len("workflow:"))], []byte(":"))
			if named && (bytes.EqualFold(name, []byte("prompt")) || bytes.EqualFold(name, []byte("workflow"))) {
				t.Add(strings.ToLower(string(name)), content[len(name)+1:], latin1Text)
			} else if tag == tagImageDescription {
				t.Add(ImageDescription, content, latin1Text)
			}
		}
	}
	return camera, ok
}

// bytesAStep is how many bytes of a text are looked through in a step.
const bytesAStep = 64

// comment decodes a user comment: eight bytes name its characters.
func comment(budget *Budget, b []byte, order binary.ByteOrder) (string, error) {
	if len(b) < 8 {
		return "", nil
	}
	mark, text := strings.TrimRight(string(b[:8]), "\x00 "), b[8:]
	switch mark {
	case "UNICODE":
		return unicodeComment(text, order), nil
	case "ASCII", "JIS", "":
		if mark == "" && bytes.IndexByte(bytes.TrimRight(text, "\x00"), 0) >= 0 {
			return unicodeComment(text, order), nil
		}
		b = text
		if mark == "JIS" && bytes.IndexByte(b, '\x1b') >= 0 {
			if decoded, err := japanese.ISO2022JP.NewDecoder().Bytes(b); err == nil && !bytes.ContainsRune(decoded, utf8.RuneError) {
				b = decoded
			}
		}
	}
	return latin1Text(budget, bytes.Trim(b, "\x00")) // perhaps written without a mark
}

// unicodeComment decodes UTF-16. EXIF has it in the order of the rest of the
// data, but A1111's writer always puts the greater byte first and others the
// lesser, so what the text looks like decides. Some write UTF-8 here.
func unicodeComment(b []byte, order binary.ByteOrder) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return strings.Trim(utf16Text(b[2:], binary.LittleEndian), "\x00")
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return strings.Trim(utf16Text(b[2:], binary.BigEndian), "\x00")
	}
	if trimmed := bytes.TrimRight(b, "\x00"); utf8.Valid(trimmed) && bytes.IndexByte(trimmed, 0) < 0 && len(trimmed) > 0 && isMostlyASCII(trimmed) {
		return string(trimmed)
	}
	big, little := utf16Text(b, binary.BigEndian), utf16Text(b, binary.LittleEndian)
	bigOdd, littleOdd := oddities(big), oddities(little)
	if bigOdd < littleOdd || bigOdd == littleOdd && order == binary.ByteOrder(binary.BigEndian) {
		return strings.Trim(big, "\x00")
	}
	return strings.Trim(little, "\x00")
}

// utf16Text decodes UTF-16; an odd byte at the end is dropped.
func utf16Text(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// isMostlyASCII reports whether bytes are UTF-8 and not UTF-16 of Chinese, of
// which every byte may be UTF-8 by chance.
func isMostlyASCII(b []byte) bool {
	n := 0
	for _, c := range b {
		if c >= ' ' && c < 0x7F || c == '\n' {
			n++
		}
	}
	return 2*n >= len(b)
}

// oddities counts what a prompt does not hold, by which a text read in the
// wrong order of bytes is known: unassigned and private characters, and, as
// the swapped bytes of Chinese may be Chinese, the lack of any ASCII.
func oddities(s string) int {
	n, ascii := 0, 0
	for _, c := range s {
		switch {
		case c < 0x80:
			ascii++
			if c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != 0 {
				n++
			}
		case c == utf8.RuneError || !unicode.IsPrint(c):
			n += 2
		case c&0xFF == 0:
			n++ // the first character of a block: a swapped ASCII letter
		}
	}
	if ascii == 0 {
		n++
	}
	return n
}
