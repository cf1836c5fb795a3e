package graphics

import (
	"image"
	"image/color"
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
	// mostSteps is how many steps, each of as long as one for a byte of a PNG's pixels
	// that is made of its neighbours, a decoder may take for a file of usualFile bytes or
	// fewer. Each byte beyond them makes room for stepsOfByte.
	mostSteps   = 112e6
	usualFile   = 16 << 20
	stepsOfByte = 24
)

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
	case kind == "png":
		if data[colourAt] == 0 && isTransparent(data) { // a grey
			pixel *= 4
		}
		if data[interlaceAt] != 0 {
			pixel *= 2 // each of its passes is a picture of its own
		}
	case kind == "jpeg":
		values, progressive := jpegValues(data)
		if pixel = values; progressive {
			pixel *= 5 // what each value is made of takes four more
		}
	case kind == "webp" && config.ColorModel == color.YCbCrModel:
		pixel = 1.5
	case kind == "webp":
		pixel *= 2
	}
	return pixel * float64(config.Width) * float64(config.Height)
}

// Where a PNG says its kind of colour, and that it is interlaced.
const colourAt, interlaceAt = 25, 28

// mayHave returns how many pixels the picture of a file may have.
func mayHave(data []byte, config image.Config, kind string) int {
	ofByte, ofPixel := stepsOf(data, config, kind)
	may := mostSteps + stepsOfByte*float64(max(0, len(data)-usualFile)) - ofByte*float64(len(data))
	return int(max(0, may) / ofPixel)
}

// stepsOf returns about how many steps a decoder takes for a byte of a file and for a
// pixel of its picture, which is drawn too, as measured with noise and with pictures of
// one colour.
func stepsOf(data []byte, config image.Config, kind string) (ofByte, ofPixel float64) {
	switch kind {
	case "png":
		ofByte, ofPixel = 1, pngSteps[[2]byte{data[colourAt-1], data[colourAt]}]
		if ofPixel == 0 {
			ofPixel = 1 // a palette, or several pixels a byte
		}
		if isTransparent(data) {
			ofPixel += 0.7
		}
		if data[interlaceAt] != 0 {
			ofPixel *= 1.5
		}
	case "jpeg":
		values, progressive := jpegValues(data)
		if ofByte, ofPixel = 3, 1.12*values; progressive {
			ofPixel *= 3
		}
	case "webp":
		if ofByte, ofPixel = 5, 6; config.ColorModel == color.NRGBAModel { // none of it is lost
			ofByte, ofPixel = 4, 4
		}
	default:
		ofByte, ofPixel = 1, 0.6
	}
	return ofByte, ofPixel
}

// pngSteps are those of a pixel by the bits of a value and by the kind of colour:
// grey, red with green and blue, and both with how opaque they are.
var pngSteps = map[[2]byte]float64{
	{8, 0}: 1.3, {8, 2}: 3.5, {8, 4}: 3, {8, 6}: 4,
	{16, 0}: 2.5, {16, 2}: 10, {16, 4}: 5, {16, 6}: 10,
}

// isTransparent reports whether a PNG says that one of its colours is transparent:
// each pixel takes as much as one with how opaque it is.
func isTransparent(data []byte) (transparent bool) {
	pngChunks(data, func(kind []byte) bool {
		transparent = transparent || string(kind) == "tRNS"
		return string(kind) != "IDAT"
	})
	return transparent
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
