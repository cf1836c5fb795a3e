package graphics

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
)

// mean is the mean of the pixels under one of a smaller picture, on black, by
// the plain sum.
func mean(m image.Image, x, y, w, h int) (out [3]float64) {
	b := m.Bounds()
	cover := func(i, from, to float64) float64 { return max(0, min(i+1, to)-max(i, from)) }
	x0, x1 := float64(x*b.Dx())/float64(w), float64((x+1)*b.Dx())/float64(w)
	y0, y1 := float64(y*b.Dy())/float64(h), float64((y+1)*b.Dy())/float64(h)
	for j := int(y0); j < b.Dy() && float64(j) < y1; j++ {
		for i := int(x0); i < b.Dx() && float64(i) < x1; i++ {
			share := cover(float64(i), x0, x1) * cover(float64(j), y0, y1) / ((x1 - x0) * (y1 - y0))
			r, g, bl, _ := m.At(b.Min.X+i, b.Min.Y+j).RGBA()
			for c, v := range [3]uint32{r, g, bl} {
				out[c] += share * float64(v) / 0x101
			}
		}
	}
	return out
}

// TestScaleDown holds the scaling against the plain mean, whatever the sizes,
// for every form that a picture has, of a part of one too, and where it becomes
// smaller in one direction alone.
func TestScaleDown(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		size := image.Rect(0, 0, 2+r.IntN(60), 2+r.IntN(60))
		for _, m := range everyForm(r, size) {
			part := image.Rect(r.IntN(size.Dx()/2), r.IntN(size.Dy()/2), size.Dx(), size.Dy())
			for _, m := range []image.Image{m, m.SubImage(part)} {
				b := m.Bounds()
				w, h := 1+r.IntN(max(1, b.Dx()/2)), 1+r.IntN(max(1, b.Dy()/2))
				switch {
				case r.IntN(4) == 0:
					w = b.Dx()
				case r.IntN(4) == 0:
					h = b.Dy()
				}
				if b.Dx() < 2*w && w != b.Dx() || b.Dy() < 2*h && h != b.Dy() {
					continue
				}
				s := Scale(m, w, h)
				for y := range h {
					for x := range w {
						got, want := s.RGBAAt(x, y), mean(m, x, y, w, h)
						for c, v := range [3]uint8{got.R, got.G, got.B} {
							if math.Abs(float64(v)-want[c]) > 3 || got.A != 0xff { // cut in 256ths
								t.Fatalf("%T, %v to %dx%d: pixel %d,%d is %v, want %.1f", m, b, w, h, x, y, got, want)
							}
						}
					}
				}
			}
		}
	}
}

type picture interface {
	image.Image
	SubImage(image.Rectangle) image.Image
}

// everyForm returns pictures of random pixels in each form that a decoder gives.
func everyForm(r *rand.Rand, size image.Rectangle) []picture {
	opaque, deep := image.NewRGBA(size), image.NewRGBA64(size)
	clear, deepClear := image.NewNRGBA(size), image.NewNRGBA64(size)
	grey, deepGrey := image.NewGray(size), image.NewGray16(size)
	table, cmyk := image.NewPaletted(size, nil), image.NewCMYK(size)
	ycc := image.NewYCbCr(size, image.YCbCrSubsampleRatio420)
	for k := range 256 {
		table.Palette = append(table.Palette, color.NRGBA{uint8(7 * k), uint8(11 * k), uint8(k), uint8(r.Uint32())})
	}
	for _, pix := range [][]uint8{opaque.Pix, deep.Pix, clear.Pix, deepClear.Pix, grey.Pix, deepGrey.Pix, table.Pix, cmyk.Pix, ycc.Y, ycc.Cb, ycc.Cr} {
		for i := range pix {
			pix[i] = uint8(r.Uint32())
		}
	}
	for i := 3; i < len(opaque.Pix); i += 4 {
		opaque.Pix[i], deep.Pix[2*i], deep.Pix[2*i+1] = 0xff, 0xff, 0xff
	}
	return []picture{opaque, deep, clear, deepClear, grey, deepGrey, table, cmyk, ycc}
}

// TestScaleOneColumn scales a picture of one column and one of one row, of which
// the general scaler makes gigabytes.
func TestScaleOneColumn(t *testing.T) {
	for _, size := range []image.Point{{1, 1 << 20}, {1 << 20, 1}} {
		m := image.NewGray(image.Rectangle{Max: size})
		for i := range m.Pix {
			m.Pix[i] = 100
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s := Scale(m, 40, 30)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 8<<20 || s.RGBAAt(20, 15) != (color.RGBA{100, 100, 100, 0xff}) {
			t.Errorf("%v: %v, %d bytes", size, s.RGBAAt(20, 15), taken)
		}
	}
}

// TestScaleKeepsAColour scales pictures of one colour up and down.
func TestScaleKeepsAColour(t *testing.T) {
	want := color.RGBA{200, 100, 50, 255}
	for _, size := range []image.Point{{1, 1}, {3, 2}, {100, 7}, {1216, 832}} {
		m := image.NewRGBA(image.Rectangle{Max: size})
		for i := 0; i < len(m.Pix); i += 4 {
			copy(m.Pix[i:], []uint8{want.R, want.G, want.B, want.A})
		}
		s := Scale(m, 40, 30)
		for _, at := range []image.Point{{0, 0}, {39, 29}, {20, 15}} {
			if got := s.RGBAAt(at.X, at.Y); got != want {
				t.Errorf("%v: %v is %v", size, at, got)
			}
		}
	}
}
