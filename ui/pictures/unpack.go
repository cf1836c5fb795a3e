package pictures

import (
	"bytes"
	"image"
	"runtime"
	"runtime/debug"
	"sync"

	"tailor/ui/graphics"
)

const (
	// largePixels is from how many pixels on a picture is large: unpacked it takes
	// four bytes for each.
	largePixels = 1 << 20
	// previewPixels is how many a picture of a half-made one may have; a grid of
	// nine of 1536 by 1536 has fewer. previewSide is how many are kept a side, more
	// than a pane shows.
	previewPixels = 24 << 20
	previewSide   = 1024
)

// unpacking is held while a picture is unpacked: two at once would take twice as
// much.
var unpacking sync.Mutex

// unpack reads a picture. Before a large one what those before took is given back.
func unpack(data []byte, pixels int) (image.Image, error) {
	unpacking.Lock()
	defer unpacking.Unlock()
	switch {
	case pixels > previewPixels:
		debug.FreeOSMemory()
	case pixels > largePixels:
		runtime.GC()
	}
	return graphics.Decode(data)
}

// pixelsOf is how many pixels a picture has, 0 where that cannot be read.
func pixelsOf(data []byte) int {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0
	}
	return config.Width * config.Height
}

// unpackPreview reads a picture of a half-made one, small enough to be kept; nil
// for one that cannot be read or is too large.
func unpackPreview(data []byte) image.Image {
	pixels := pixelsOf(data)
	if pixels > previewPixels {
		return nil
	}
	m, err := unpack(data, pixels)
	if err != nil {
		return nil
	}
	size := m.Bounds().Size()
	if large := max(size.X, size.Y); large > previewSide {
		return graphics.Scale(m, max(1, size.X*previewSide/large), max(1, size.Y*previewSide/large))
	}
	return m
}
