package graphics

import (
	"image"

	"golang.org/x/image/draw"
)

// Scale scales a picture to a size in pixels, on black where it is not opaque.
func Scale(m image.Image, w, h int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 3; i < len(to.Pix); i += 4 {
		to.Pix[i] = 0xff
	}
	// What lies twice or more under a pixel is averaged, across and down each by
	// itself: the general scaler takes many times as long, and of a picture of one
	// column gigabytes.
	if size := m.Bounds().Size(); size.X >= 2*w || size.Y >= 2*h {
		less := to
		if size.X < 2*w {
			less = image.NewRGBA(image.Rect(0, 0, size.X, h))
		} else if size.Y < 2*h {
			less = image.NewRGBA(image.Rect(0, 0, w, size.Y))
		}
		average(less, rowsOf(m), size)
		if less == to {
			return to
		}
		m = less
	}
	// The kernel of BiLinear grows with the factor, so every pixel counts.
	draw.BiLinear.Scale(to, to.Rect, m, m.Bounds(), draw.Over, nil)
	return to
}

// within scales a picture that has more pixels than cells to their size: more
// would be sent for nothing.
func within(m image.Image, columns, rows int, cell Cell) image.Image {
	cell = cell.or()
	if w, h := columns*cell.W, rows*cell.H; m.Bounds().Dx() > w || m.Bounds().Dy() > h {
		return Scale(m, w, h)
	}
	return m
}

// unit is the weight of a whole pixel where pixels are cut.
const unit = 256

// cut is the stretch of pixels that one pixel of a smaller picture takes: the
// first and last in part, those between whole.
type cut struct {
	first, last   int    // last is first where it lies within one
	before, after uint64 // the weights of first and last, up to unit
}

// cuts cuts n pixels into parts, which are no more than n.
func cuts(n, parts int) []cut {
	all := make([]cut, parts)
	for k := range all {
		from, to := k*n*unit/parts, (k+1)*n*unit/parts
		c := cut{first: from / unit, last: (to - 1) / unit}
		c.before = uint64(min(to, (c.first+1)*unit) - from)
		if c.last > c.first {
			c.after = uint64(to - c.last*unit)
		}
		all[k] = c
	}
	return all
}

// average makes each pixel of a picture the mean of those of a larger one that
// lie under it, opaque. It reads each row of that once.
func average(to *image.RGBA, rowAt func(y int) []uint8, size image.Point) {
	w, h := to.Rect.Dx(), to.Rect.Dy()
	across := cuts(size.X, w)
	row := make([]uint64, 3*w) // one row of the larger one, averaged across
	sum := make([]uint64, 3*w) // the rows so far of one row
	read := -1                 // the row that row is of
	load := func(y int) {
		if y == read {
			return
		}
		read = y
		line := rowAt(y)
		for c, a := range across {
			p := line[4*a.first : 4*a.last+4]
			r, g, b := uint64(p[0])*a.before, uint64(p[1])*a.before, uint64(p[2])*a.before
			if a.last > a.first {
				var wr, wg, wb uint64
				i := 4
				for ; i < len(p)-4; i += 4 {
					q := p[i : i+4 : i+4]
					wr += uint64(q[0])
					wg += uint64(q[1])
					wb += uint64(q[2])
				}
				r += wr*unit + uint64(p[i])*a.after
				g += wg*unit + uint64(p[i+1])*a.after
				b += wb*unit + uint64(p[i+2])*a.after
			}
			row[3*c], row[3*c+1], row[3*c+2] = r, g, b
		}
	}
	add := func(y int, weight uint64) {
		load(y)
		for i, v := range row {
			sum[i] += v * weight
		}
	}
	for k, d := range cuts(size.Y, h) {
		clear(sum)
		add(d.first, d.before)
		for y := d.first + 1; y < d.last; y++ {
			add(y, unit)
		}
		if d.last > d.first {
			add(d.last, d.after)
		}
		tall := weightOf(d)
		out := to.Pix[k*to.Stride:]
		for c, a := range across {
			all := weightOf(a) * tall
			for i := range 3 {
				out[4*c+i] = uint8((sum[3*c+i] + all/2) / all)
			}
			out[4*c+3] = 0xff
		}
	}
}

// weightOf is the weight of all pixels of a cut.
func weightOf(c cut) uint64 {
	return c.before + c.after + uint64(max(0, c.last-c.first-1))*unit
}
