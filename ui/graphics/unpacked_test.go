package graphics

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// pngHead is the beginning of a PNG of a size, up to its pixels.
func pngHead(w, h uint32, depth, kind, interlaced byte) []byte {
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	b = append(b, depth, kind, 0, 0, interlaced)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[12:]))
	if kind == 3 {
		palette := []byte("PLTE\x01\x02\x03")
		b = binary.BigEndian.AppendUint32(append(append(b, 0, 0, 0, 3), palette...), crc32.ChecksumIEEE(palette))
	}
	return append(b, "\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"...)
}

// jpegHead is the beginning of a JPEG of a size, with its samples across and down.
func jpegHead(marker byte, w, h uint16, samples ...byte) []byte {
	b := append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"), 0xff, marker, 0, byte(8+3*len(samples)), 8)
	b = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(b, h), w)
	b = append(b, byte(len(samples)))
	for i, s := range samples {
		b = append(b, byte(i+1), s, 0)
	}
	return b
}

// TestBombs has files of a few bytes say how large their pictures are: one that
// takes more unpacked than such a file may is refused, and no other.
func TestBombs(t *testing.T) {
	const takes, damaged = "unpacked take", "damaged"
	for _, c := range []struct {
		name    string
		head    []byte
		refused string // what the error says
	}{
		{"16 bits", pngHead(9000, 9000, 16, 6, 0), takes},
		{"8 bits", pngHead(8000, 3499, 8, 6, 0), damaged},
		{"8 bits, a line more", pngHead(8000, 3500, 8, 6, 0), "27 million are drawn"},
		{"8 bits of a large file", append(pngHead(8192, 5120, 8, 6, 0), make([]byte, 21<<20)...), damaged},
		{"8 bits of a small file", pngHead(8192, 5121, 8, 6, 0), takes},
		{"16 bits, a few", pngHead(3300, 3300, 16, 6, 0), damaged},
		{"16 bits, a few more", pngHead(3400, 3400, 16, 2, 0), "11 million are drawn"},
		{"interlaced", pngHead(8192, 5120, 8, 6, 1), takes},
		{"interlaced, half of that", pngHead(4096, 4500, 8, 6, 1), damaged},
		{"greys", pngHead(10000, 8600, 8, 0, 0), damaged},
		{"greys, a line more", pngHead(10000, 8700, 8, 0, 0), "86 million are drawn"},
		{"greys of which one is transparent", transparent(pngHead(10000, 8600, 8, 0, 0)), takes},
		{"greys of which one is transparent, a third of that", transparent(pngHead(6000, 6000, 8, 0, 0)), damaged},
		{"greys and how opaque they are", pngHead(6400, 6400, 8, 4, 0), "37 million are drawn"},
		{"greys of 16 bits", pngHead(12000, 12000, 16, 0, 0), takes},
		{"a palette", pngHead(8192, 8192, 8, 3, 0), damaged},
		{"a palette, too large", pngHead(16000, 16000, 8, 3, 0), takes},
		{"JPEG", jpegHead(0xc0, 8000, 8000, 0x22, 0x11, 0x11), damaged},
		{"JPEG of all colours, of 33 million", jpegHead(0xc0, 5700, 5800, 0x11, 0x11, 0x11), damaged},
		{"JPEG of all colours, a few more", jpegHead(0xc0, 5800, 5800, 0x11, 0x11, 0x11), "33 million are drawn"},
		{"JPEG of all colours, far more", jpegHead(0xc0, 10000, 10000, 0x11, 0x11, 0x11), takes},
		{"progressive JPEG", jpegHead(0xc2, 8000, 8000, 0x22, 0x11, 0x11), takes},
		{"progressive JPEG, a quarter of that", jpegHead(0xc2, 4000, 4000, 0x22, 0x11, 0x11), damaged},
	} {
		_, err := Decode(c.head)
		if err == nil || !strings.Contains(err.Error(), c.refused) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestUnpacked has pictures of each kind take what they are said to.
func TestUnpacked(t *testing.T) {
	area := image.Rect(0, 0, 64, 48)
	for name, m := range map[string]image.Image{
		"NRGBA": image.NewNRGBA(area), "NRGBA64": image.NewNRGBA64(area), "Gray": image.NewGray(area), "Gray16": image.NewGray16(area),
		"Paletted": image.NewPaletted(area, color.Palette{color.Black, color.White}), "jpeg": image.NewRGBA(area), "gif": image.NewPaletted(area, color.Palette{color.Black}),
	} {
		var packed bytes.Buffer
		var err error
		switch name {
		case "jpeg":
			err = jpeg.Encode(&packed, m, nil)
		case "gif":
			err = gif.Encode(&packed, m, nil)
		default:
			err = png.Encode(&packed, m)
		}
		if err != nil {
			t.Fatal(err)
		}
		config, kind, err := image.DecodeConfig(bytes.NewReader(packed.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := Decode(packed.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		takes := 0
		switch d := decoded.(type) {
		case *image.NRGBA:
			takes = len(d.Pix)
		case *image.NRGBA64:
			takes = len(d.Pix)
		case *image.Gray:
			takes = len(d.Pix)
		case *image.Gray16:
			takes = len(d.Pix)
		case *image.Paletted:
			takes = len(d.Pix)
		case *image.YCbCr:
			takes = len(d.Y) + len(d.Cb) + len(d.Cr)
		default:
			t.Fatalf("%s is a %T", name, decoded)
		}
		if want := unpacked(packed.Bytes(), config, kind); float64(takes) != want {
			t.Errorf("%s takes %d bytes, said to be %.0f", name, takes, want)
		}
	}
}

// TestSteps has pictures of each kind fill a file of 16 MB and take no more time than
// they may, of which most is spent on their bytes or on their pixels.
func TestSteps(t *testing.T) {
	file := make([]byte, usualFile)
	copy(file, pngHead(1, 1, 8, 2, 0))
	for _, c := range []struct {
		kind  string
		model color.Model
		may   int // millions of pixels
	}{{"png", color.RGBAModel, 27}, {"gif", color.Palette{}, 158}, {"webp", color.NRGBAModel, 11}, {"webp", color.YCbCrModel, 4}} {
		if may := mayHave(file, image.Config{ColorModel: c.model}, c.kind) / 1_000_000; may != c.may {
			t.Errorf("%s of %d bytes: %d million pixels, want %d", c.kind, len(file), may, c.may)
		}
	}
	if may := mayHave(append(file, make([]byte, usualFile)...), image.Config{ColorModel: color.YCbCrModel}, "webp"); may < 1<<20 {
		t.Errorf("a larger WebP: %d pixels", may)
	}
}

// transparent says of a PNG that one of its colours is transparent.
func transparent(head []byte) []byte {
	at := len(head) - len("\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e")
	chunk := []byte("tRNS\x00\x01")
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk))
	return slices.Concat(head[:at], []byte{0, 0, 0, 2}, chunk, head[at:])
}
