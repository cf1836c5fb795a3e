package graphics

import (
	"image"

	"golang.org/x/image/draw"
)

// rowsOf returns what gives the rows of a picture, 4 bytes a pixel: red, green
// and blue as they are on black, and one that counts nothing. A row holds until
// the next is asked for.
func rowsOf(m image.Image) func(y int) []uint8 {
	b := m.Bounds()
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	// of gives rows of the bytes that stand at these places of each pixel.
	of := func(pix []uint8, stride, bytes, r, g, b, a int) func(y int) []uint8 {
		return func(y int) []uint8 {
			from := pix[y*stride:]
			for i, k := 0, 0; i < len(row.Pix); i, k = i+4, k+bytes {
				to, p := row.Pix[i:i+4:i+4], from[k:k+bytes:k+bytes]
				to[0], to[1], to[2], to[3] = p[r], p[g], p[b], p[a]
			}
			return row.Pix
		}
	}
	onBlack := func(rows func(y int) []uint8) func(y int) []uint8 {
		return func(y int) []uint8 {
			rows(y)
			for i := 0; i < len(row.Pix); i += 4 {
				if a := uint32(row.Pix[i+3]); a != 0xff {
					for c := range 3 {
						row.Pix[i+c] = uint8((uint32(row.Pix[i+c])*a + 127) / 255)
					}
				}
			}
			return row.Pix
		}
	}
	pix := func(all []uint8, offset func(x, y int) int) []uint8 { return all[offset(b.Min.X, b.Min.Y):] }
	switch m := m.(type) {
	case *image.RGBA:
		all := pix(m.Pix, m.PixOffset)
		return func(y int) []uint8 { return all[y*m.Stride : y*m.Stride+4*b.Dx()] }
	case *image.NRGBA:
		all := pix(m.Pix, m.PixOffset)
		return onBlack(func(y int) []uint8 { copy(row.Pix, all[y*m.Stride:]); return row.Pix })
	case *image.RGBA64:
		return of(pix(m.Pix, m.PixOffset), m.Stride, 8, 0, 2, 4, 6)
	case *image.NRGBA64:
		return onBlack(of(pix(m.Pix, m.PixOffset), m.Stride, 8, 0, 2, 4, 6))
	case *image.Gray16:
		return of(pix(m.Pix, m.PixOffset), m.Stride, 2, 0, 0, 0, 0)
	case *image.Paletted:
		var colours [256][4]uint8
		for k, c := range m.Palette[:min(len(m.Palette), len(colours))] {
			r, g, b, _ := c.RGBA()
			colours[k] = [4]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}
		}
		all := pix(m.Pix, m.PixOffset)
		return func(y int) []uint8 {
			for x, k := range all[y*m.Stride : y*m.Stride+b.Dx()] {
				*(*[4]uint8)(row.Pix[4*x:]) = colours[k]
			}
			return row.Pix
		}
	}
	return func(y int) []uint8 {
		draw.Draw(row, row.Rect, m, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
		return row.Pix
	}
}
