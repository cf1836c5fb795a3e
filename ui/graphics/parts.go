package graphics

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

const (
	// mostParts is how many chunks or segments a picture may have; each takes a
	// decoder about a microsecond.
	mostParts = 1 << 16
	// mostVisits is how often a JPEG may have each byte of what it may take gone
	// over: a progressive one is by each of its scans, of which programs write
	// ten or so.
	mostVisits = 3
)

// tooManyParts says that a picture of few pixels has a decoder go through far
// more than they need, nil for one that does not.
func tooManyParts(data []byte, kind string, width, height int) error {
	parts, visits := 0, 0.0
	switch kind {
	case "png":
		pngChunks(data, func(kind []byte) bool {
			parts++
			return string(kind) != "IEND"
		})
	case "jpeg":
		jpegSegments(data, func(marker byte, segment []byte) bool {
			parts++
			if marker == sos && len(segment) > 0 {
				visits += float64(segment[0]) * float64(max(width, largestUnit)) * float64(max(height, largestUnit))
			}
			return true
		})
	}
	if parts > mostParts {
		return fmt.Errorf("the picture is in more than %d parts: damaged", mostParts)
	}
	if may := mostVisits * mayTake(len(data)); visits > may {
		return fmt.Errorf("the picture goes over its %d by %d pixels in so many scans that it has %.0f million values: of a file of this size %.0f million are drawn", width, height, visits/1e6, may/1e6)
	}
	return nil
}

// largestUnit is how many pixels a JPEG has at least across and down, as it is
// coded.
const largestUnit = 32

// sos is the marker before a scan of a JPEG.
const sos = 0xda

// pngChunks hands the kinds of a PNG's chunks on, until one is refused.
func pngChunks(data []byte, take func(kind []byte) bool) {
	for at := uint64(8); at+8 <= uint64(len(data)) && take(data[at+4:at+8]); {
		at += 12 + uint64(binary.BigEndian.Uint32(data[at:]))
	}
}

// jpegSegments hands the segments of a JPEG on, by marker and without their
// length, until one is refused. What lies behind a segment, such as a scan's
// values, is passed over as decoders do, to the next marker.
func jpegSegments(data []byte, take func(marker byte, segment []byte) bool) {
	for at := 2; at < len(data); {
		next := bytes.IndexByte(data[at:], 0xff)
		if next < 0 || at+next+4 > len(data) {
			return
		}
		at += next
		marker := data[at+1]
		switch {
		case marker == 0xff: // padding
			at++
			continue
		case marker == 0, marker >= 0xd0 && marker <= 0xd7: // a value, a mark within a scan
			at += 2
			continue
		case marker == 0xd9: // the end
			return
		}
		size := max(2, int(binary.BigEndian.Uint16(data[at+2:])))
		end := min(at+2+size, len(data))
		if !take(marker, data[at+4:end]) {
			return
		}
		at = end
	}
}
