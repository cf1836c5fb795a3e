package webui

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"strings"
)

var pngMagic = []byte("\x89PNG\r\n\x1a\n")

// Sniff returns the true ending of a picture's format: "png", "jpg", "webp",
// "gif" or "avif". ok is false where the bytes are no whole picture of these.
func Sniff(data []byte) (ext string, ok bool) {
	switch {
	case bytes.HasPrefix(data, pngMagic):
		return "png", isPNG(data)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		// Some cameras and servers write bytes behind the end of the image.
		scan := bytes.Index(data, []byte("\xff\xda"))
		return "jpg", scan > 0 && bytes.LastIndex(data, []byte("\xff\xd9")) > max(100, scan)
	case len(data) > 16 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "webp", string(data[12:15]) == "VP8" && int64(binary.LittleEndian.Uint32(data[4:8]))+8 <= int64(len(data))
	case bytes.HasPrefix(data, []byte("GIF8")):
		return "gif", len(data) > 13 && data[len(data)-1] == 0x3b
	case len(data) > 16 && string(data[4:8]) == "ftyp" && (string(data[8:12]) == "avif" || string(data[8:12]) == "avis"):
		return "avif", isAVIF(data)
	}
	return "", false
}

// isAVIF reports whether the boxes of an AVIF are whole, and among them what says
// where its pixels are, and these.
func isAVIF(data []byte) bool {
	about, pixels := false, false
	for len(data) >= 8 {
		size, kind := uint64(binary.BigEndian.Uint32(data)), string(data[4:8])
		switch {
		case size == 0: // up to the end
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size = binary.BigEndian.Uint64(data[8:])
		}
		if size < 8 || size > uint64(len(data)) {
			return false
		}
		about, pixels = about || kind == "meta" || kind == "moov", pixels || kind == "mdat"
		data = data[size:]
	}
	return about && pixels && len(data) == 0
}

// pngChunk is a chunk of a PNG: its type and data, and where it begins.
type pngChunk struct {
	kind string
	data []byte
	at   int
}

// pngChunks yields a PNG's chunks; end becomes true when IEND came and every
// chunk had its length.
func pngChunks(data []byte, end *bool) func(func(pngChunk) bool) {
	return func(yield func(pngChunk) bool) {
		for at := len(pngMagic); at+12 <= len(data); {
			n := int64(binary.BigEndian.Uint32(data[at:]))
			if n > int64(len(data)-at-12) {
				return
			}
			c := pngChunk{string(data[at+4 : at+8]), data[at+8 : at+8+int(n)], at}
			*end = *end || c.kind == "IEND"
			if !yield(c) || c.kind == "IEND" {
				return
			}
			at += 12 + int(n)
		}
	}
}

// isPNG reports whether a PNG is whole and has a size and image data, and what
// a viewer cannot do without is as it was written.
func isPNG(data []byte) bool {
	end, sized, filled := false, false, false
	for c := range pngChunks(data, &end) {
		if !sized {
			sized = c.kind == "IHDR" && len(c.data) == 13 &&
				binary.BigEndian.Uint32(c.data) > 0 && binary.BigEndian.Uint32(c.data[4:]) > 0
			if !sized {
				return false
			}
		}
		needed := c.kind[0] >= 'A' && c.kind[0] <= 'Z'
		if needed && crc32.ChecksumIEEE(data[c.at+4:c.at+8+len(c.data)]) != binary.BigEndian.Uint32(data[c.at+8+len(c.data):]) {
			return false
		}
		filled = filled || c.kind == "IDAT" && len(c.data) > 0
	}
	return end && filled
}

// HasInfotext reports whether a picture bears an infotext of A1111's: in a PNG
// a text chunk "parameters" that is none of ComfyUI's JSON strings, in other
// formats a user comment.
func HasInfotext(data []byte) bool {
	if !bytes.HasPrefix(data, pngMagic) {
		return bytes.Contains(data, []byte("UNICODE\x00"))
	}
	end := false
	for c := range pngChunks(data, &end) {
		key, value, ok := bytes.Cut(c.data, []byte{0})
		if ok && (c.kind == "tEXt" || c.kind == "iTXt" || c.kind == "zTXt") && string(key) == "parameters" && !bytes.HasPrefix(value, []byte(`"`)) {
			return true
		}
	}
	return false
}

// WithInfotext returns a PNG with an infotext in it, before its image data:
// as A1111 writes it, in Latin-1 where that can hold the text, else in UTF-8.
// Everything else stays byte for byte; it is written into data where that has
// room for more.
func WithInfotext(data []byte, infotext string) ([]byte, error) {
	if ext, ok := Sniff(data); !ok || ext != "png" {
		return nil, errors.New("an infotext can be put into a PNG only")
	}
	end, at := false, -1
	for c := range pngChunks(data, &end) {
		if c.kind == "IDAT" {
			at = c.at
			break
		}
	}
	if at < 0 {
		return nil, errors.New("the PNG has no image data")
	}
	kind, body := "tEXt", []byte("parameters\x00")
	if strings.ContainsFunc(infotext, func(r rune) bool { return r > 0xff || r == 0 }) {
		kind = "iTXt"
		body = append(body, "\x00\x00\x00\x00"+infotext...) // not packed, no language
	} else {
		for _, r := range infotext {
			body = append(body, byte(r))
		}
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, kind...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Insert(data, at, chunk...), nil
}

// note writes an infotext into a PNG that bears none.
func (p *Picture) note(infotext string) {
	if p.Ext != "png" || HasInfotext(p.Data) {
		return
	}
	if with, err := WithInfotext(p.Data, infotext); err == nil {
		p.Data = with
	}
}
