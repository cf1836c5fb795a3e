package graphics

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
)

// jpegScans is a JPEG of a size and one colour that goes over it in many scans.
func jpegScans(marker byte, side uint16, scans int, scan string) []byte {
	b := jpegHead(marker, side, side, 0x11)
	b = append(b, "\xff\xc4\x00\x14\x00\x01"+strings.Repeat("\x00", 16)+"\xff\xc4\x00\x14\x10\x01"+strings.Repeat("\x00", 16)...)
	return append(append(b, strings.Repeat("\xff\xda\x00\x08\x01\x01\x00"+scan, scans)...), "\xff\xd9"...)
}

// TestTooManyParts refuses pictures that take a decoder a time out of all
// proportion, and no other.
func TestTooManyParts(t *testing.T) {
	var sound bytes.Buffer
	if err := png.Encode(&sound, image.NewNRGBA(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	whole := sound.String()
	pngWith := func(chunks int) []byte {
		return []byte(whole[:33] + strings.Repeat("\x00\x00\x00\x00abCd\x9f\x03\x2a\x1a", chunks) + whole[33:])
	}
	entropy := strings.Repeat("\x00\xff\x00", 9)
	for name, c := range map[string]struct {
		file []byte
		err  string
	}{
		"a PNG of one column":                {pngHead(1, 1<<16, 8, 0, 0), "65535 a side"},
		"a PNG of one row":                   {pngHead(1<<16, 1, 8, 0, 0), "65535 a side"},
		"a PNG of many chunks":               {pngWith(1 << 20), "65536 parts"},
		"a PNG of some chunks":               {pngWith(1000), "checksum"},
		"a JPEG of many segments":            {[]byte("\xff\xd8" + strings.Repeat("\xff\xfe\x00\x02", 1<<17) + string(jpegHead(0xc0, 8, 8, 0x11)[2:])), "65536 parts"},
		"a progressive JPEG of many scans":   {jpegScans(0xc2, 4000, 100, "\x01\x3f\x00"+entropy), "scans"},
		"a progressive JPEG of usual scans":  {jpegScans(0xc2, 4000, 14, "\x01\x3f\x00"+entropy), "damaged"},
		"a small JPEG of very many scans":    {jpegScans(0xc0, 64, 1<<19, "\x00\x3f\x00"+entropy), "65536 parts"},
		"a JPEG that goes over itself again": {jpegScans(0xc0, 5600, 40, "\x00\x3f\x00"+entropy), "scans"},
	} {
		if _, err := Decode(c.file); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, want %s", name, err, c.err)
		}
	}
}

// FuzzParts holds that no bytes bring down what counts a picture's parts.
func FuzzParts(f *testing.F) {
	f.Add(pngHead(3, 3, 8, 6, 0))
	f.Add(jpegScans(0xc2, 8, 2, "\x01\x3f\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{"png", "jpeg"} {
			_ = tooManyParts(data, kind, 8, 8)
		}
		if values, _ := jpegValues(data); values < 0 || values > 255 {
			t.Errorf("%f values a pixel", values)
		}
	})
}
