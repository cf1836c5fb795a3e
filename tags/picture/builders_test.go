package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"unicode/utf16"
)

// The pictures of the tests are built here byte by byte, as the standards
// have them, without any of the code under test.

func pngChunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// pngOf returns a PNG of one grey pixel of 832x1216 by its header, with
// chunks before the pixels.
func pngOf(chunks ...[]byte) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	b = append(b, pngChunk("IHDR", []byte{0, 0, 3, 64, 0, 0, 4, 192, 8, 0, 0, 0, 0})...)
	for _, c := range chunks {
		b = append(b, c...)
	}
	b = append(b, pngChunk("IDAT", pack([]byte{0, 128}))...)
	return append(b, pngChunk("IEND", nil)...)
}

func pack(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(b)
	z.Close()
	return out.Bytes()
}

func text(key, value string) []byte { return pngChunk("tEXt", []byte(key+"\x00"+value)) }

func packedText(key, value string) []byte {
	return pngChunk("zTXt", append([]byte(key+"\x00\x00"), pack([]byte(value))...))
}

func unicodeText(key, value string) []byte {
	return pngChunk("iTXt", []byte(key+"\x00\x00\x00en\x00"+key+"\x00"+value))
}

func packedUnicodeText(key, value string) []byte {
	return pngChunk("iTXt", append([]byte(key+"\x00\x01\x00\x00\x00"), pack([]byte(value))...))
}

type endian interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// tiff returns EXIF data with a user comment in the camera's directory, and
// ASCII entries in the first.
func tiff(order endian, comment []byte, ascii map[uint16]string) []byte {
	mark := "II"
	if order == endian(binary.BigEndian) {
		mark = "MM"
	}
	b := order.AppendUint16([]byte(mark), 42)
	b = order.AppendUint32(b, 8)
	entries := len(ascii) + 1
	data := 8 + 2 + 12*entries + 4 + 2 + 12 + 4
	var tail []byte
	b = order.AppendUint16(b, uint16(entries))
	for _, tag := range []uint16{0x010E, 0x010F, 0x0110} {
		value, ok := ascii[tag]
		if !ok {
			continue
		}
		b = order.AppendUint16(order.AppendUint16(b, tag), 2)
		b = order.AppendUint32(b, uint32(len(value)+1))
		b = order.AppendUint32(b, uint32(data+len(tail)))
		tail = append(append(tail, value...), 0)
	}
	b = order.AppendUint16(order.AppendUint16(b, 0x8769), 4)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint32(b, uint32(8+2+12*entries+4))
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(order.AppendUint16(b, 0x9286), 7)
	b = order.AppendUint32(b, uint32(len(comment)))
	b = order.AppendUint32(b, uint32(data+len(tail)))
	b = order.AppendUint32(b, 0)
	return append(append(b, tail...), comment...)
}

func utf16Comment(order endian, s string) []byte {
	b := []byte("UNICODE\x00")
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func asciiComment(s string) []byte { return append([]byte("ASCII\x00\x00\x00"), s...) }

func segment(marker byte, body []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2))
	return append(b, body...)
}

func jpegOf(segments ...[]byte) []byte {
	b := []byte{0xFF, 0xD8}
	b = append(b, segment(0xE0, []byte("JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"))...)
	for _, s := range segments {
		b = append(b, s...)
	}
	b = append(b, segment(0xDA, []byte{1, 1, 0, 0, 63, 0})...)
	return append(b, 0x12, 0x34, 0xFF, 0xD9)
}

func exifSegment(data []byte) []byte { return segment(0xE1, append([]byte("Exif\x00\x00"), data...)) }

func webpOf(exif []byte) []byte {
	chunk := func(kind string, body []byte) []byte {
		b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
		b = append(b, body...)
		if len(body)%2 == 1 {
			b = append(b, 0)
		}
		return b
	}
	body := append([]byte("WEBP"), chunk("VP8X", make([]byte, 10))...)
	body = append(body, chunk("VP8L", []byte{1, 2, 3})...)
	body = append(body, chunk("EXIF", exif)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func isoBox(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))
	return append(append(b, kind...), body...)
}

// avifOf returns an AVIF with EXIF data, in the box "mdat" or, with iloc's
// version 1, in "idat".
func avifOf(exif []byte, inIdat bool) []byte {
	return avifItem("Exif\x00", append([]byte{0, 0, 0, 0}, exif...), inIdat)
}

// avifXMP returns an AVIF with XMP.
func avifXMP(xmp string) []byte {
	return avifItem("mime\x00application/rdf+xml\x00", []byte(xmp), false)
}

// avifItem returns an AVIF with an item beside the picture's; kind is its type
// and what follows it.
func avifItem(kind string, payload []byte, inIdat bool) []byte {
	infe := func(id byte, kind string) []byte {
		return isoBox("infe", []byte{2, 0, 0, 0, 0, id, 0, 0}, []byte(kind))
	}
	build := func(at uint32) []byte {
		version := byte(0)
		extents := func(id byte, at, length uint32) []byte {
			b := []byte{0, id}
			if version == 1 {
				b = append(b, 0, 1) // in idat
			}
			b = append(b, 0, 0, 0, 1)
			return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, at), length)
		}
		if inIdat {
			version, at = 1, 0
		}
		iloc := isoBox("iloc", []byte{version, 0, 0, 0, 0x44, 0, 0, 2}, extents(1, 0, 4), extents(2, at, uint32(len(payload))))
		boxes := [][]byte{{0, 0, 0, 0},
			isoBox("hdlr", make([]byte, 4), []byte("\x00\x00\x00\x00pict"), make([]byte, 13)),
			isoBox("iinf", []byte{0, 0, 0, 0, 0, 2}, infe(1, "av01\x00"), infe(2, kind)), iloc}
		rest := isoBox("mdat", []byte{9, 9, 9, 9}, payload)
		if inIdat {
			boxes = append(boxes, isoBox("idat", payload))
			rest = isoBox("mdat", []byte{9, 9, 9, 9})
		}
		b := isoBox("ftyp", []byte("avif\x00\x00\x00\x00avifmif1miaf"))
		return append(append(b, isoBox("meta", boxes...)...), rest...)
	}
	return build(uint32(len(build(0)) - len(payload)))
}
