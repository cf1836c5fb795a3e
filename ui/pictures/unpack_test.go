package pictures

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// TestPreviewsAreSmall unpacks pictures of half-made ones as servers send them:
// one of few kilobytes may be one of a hundred megabytes.
func TestPreviewsAreSmall(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{64, 96, 64, 96}, {2048, 1024, 1024, 512}, {8000, 2, 1024, 1}, {6000, 6000, 0, 0}, {30000, 1000, 0, 0},
	} {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, c.w, c.h))); err != nil {
			t.Fatal(err)
		}
		var got image.Point
		if m := unpackPreview(b.Bytes()); m != nil {
			got = m.Bounds().Size()
		}
		if got != (image.Point{X: c.wantW, Y: c.wantH}) {
			t.Errorf("%d by %d: %v", c.w, c.h, got)
		}
	}
	if m := unpackPreview([]byte("no picture")); m != nil {
		t.Error("no picture is one")
	}
}
