package graphics

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"time"
)

// A picture of a few kilobytes may be one of gigabytes once it is unpacked.
const (
	// most is how many bytes a picture may take unpacked, and leastMost how many it
	// always may; between them it is so many times the bytes of its file.
	most, leastMost = 512 << 20, 160 << 20
	timesFile       = 8
	// mostSide is how many pixels a side may have, that of all kinds but PNG: each
	// row costs a decoder as much as some dozens of pixels.
	mostSide = 1<<16 - 1
	// leastPixels is how many pixels it always may have, and more in a larger file,
	// pixelsOfByte for each of its bytes: those of one colour cost a decoder time too.
	// A JPEG of more values a pixel than usual may have as many fewer.
	leastPixels  = 64 << 20
	pixelsOfByte = 4
	usualValues  = 1.5
	// mostTime is how long a picture may take to be unpacked, where its bytes are
	// such that a decoder takes longer for each than for others; a file beyond
	// usualFile bytes as many times longer.
	mostTime  = 600 * time.Millisecond
	usualFile = 16 << 20
)

// timed reads a file until its picture takes too long to be unpacked.
type timed struct {
	file  *bytes.Reader
	most  time.Duration
	until time.Time
	now   func() time.Time
	late  bool
}

func newTimed(data []byte, now func() time.Time) *timed {
	most := mostTime * time.Duration(max(1, len(data)/usualFile))
	return &timed{file: bytes.NewReader(data), most: most, until: now().Add(most), now: now}
}

var errLate = errors.New("the picture takes too long to unpack")

// unpack reads the picture, or says that it takes too long: decoders put words of
// their own around the error of a file.
func (t *timed) unpack() (image.Image, error) {
	m, _, err := image.Decode(t)
	if t.late {
		return nil, fmt.Errorf("%w: more than %v, given up", errLate, t.most)
	}
	return m, err
}

func (t *timed) Read(b []byte) (int, error) {
	if t.late = t.late || t.now().After(t.until); t.late {
		return 0, errLate
	}
	return t.file.Read(b)
}

// mayTake returns how many bytes the picture of a file may take.
func mayTake(file int) float64 { return float64(min(max(timesFile*file, leastMost), most)) }

// unpacked returns about how many bytes a picture takes while it is unpacked.
func unpacked(data []byte, config image.Config, kind string) float64 {
	pixel := 4.0 // bytes
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		pixel = 8
	case color.Gray16Model:
		pixel = 2
	case color.GrayModel:
		pixel = 1
	default:
		if _, ok := config.ColorModel.(color.Palette); ok {
			pixel = 1
		}
	}
	switch {
	case kind == "jpeg":
		values, progressive := jpegValues(data)
		if pixel = values; progressive {
			pixel *= 5 // what each value is made of takes four more
		}
	case kind == "webp" && config.ColorModel == color.YCbCrModel:
		pixel = 1.5
	case kind == "webp":
		pixel *= 2
	case kind == "png" && len(data) > interlaceAt && data[interlaceAt] != 0:
		pixel *= 2 // each of its passes is a picture of its own
	}
	return pixel * float64(config.Width) * float64(config.Height)
}

// interlaceAt is where a PNG says that it is interlaced.
const interlaceAt = 28

// mayHave returns how many pixels the picture of a file may have.
func mayHave(data []byte, kind string) int {
	most := max(leastPixels, pixelsOfByte*len(data))
	if kind == "jpeg" {
		values, _ := jpegValues(data)
		most = int(float64(most) * min(1, usualValues/values))
	}
	return most
}

// jpegValues returns how many values a JPEG has a pixel, a byte each, and whether it
// is progressive.
func jpegValues(data []byte) (values float64, progressive bool) {
	values, progressive = 4, true // where it cannot be told
	jpegSegments(data, func(marker byte, segment []byte) bool {
		if marker < 0xc0 || marker > 0xc2 || len(segment) < 6 {
			return marker != sos
		}
		samples, largest := 0, 1
		for k := 6; k+3 <= min(len(segment), 6+3*int(segment[5])); k += 3 {
			n := int(segment[k+1]>>4) * int(segment[k+1]&15)
			samples, largest = samples+n, max(largest, n)
		}
		values, progressive = float64(samples)/float64(largest), marker == 0xc2
		return false
	})
	return values, progressive
}
