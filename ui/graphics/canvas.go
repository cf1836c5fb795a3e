package graphics

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/muesli/termenv"
	"golang.org/x/image/draw"
)

// Canvas is what pictures are drawn on: a terminal with what it can do.
type Canvas struct {
	Protocol Protocol
	Cell     Cell
	Profile  termenv.Profile
	Tmux     bool
}

// Drawn is a picture as it goes onto the screen.
type Drawn struct {
	// Columns by len(Rows) is the picture's size in cells. The rows are lines
	// of text that stand for it: the picture itself, or a hole that the
	// terminal's end leaves alone (see Hole).
	Columns int
	Rows    []string
	// Before is to be written before the rows are drawn, "" for nothing.
	Before string
	// After returns what is to be written when they are, for the place of
	// their upper left cell; nil for nothing.
	After func(x, y int) string
	// Seat is what the picture holds in the terminal.
	Seat Seat
}

// Seat is what a picture holds in the terminal until it is left.
type Seat struct{ id uint32 }

// Empty reports that it holds nothing.
func (s Seat) Empty() bool { return s.id == 0 }

// Leave returns what gives it back.
func (s Seat) Leave(c Canvas) string {
	if s.id == 0 {
		return ""
	}
	return deleteKitty(s.id, c.Tmux)
}

// Hole is the character that stands for a cell of a picture that is laid over
// the text: one of Unicode's for private use, one cell wide. The end of the
// terminal steps over a run of them in place of writing it, so that the
// picture is not wiped out when the line is drawn again.
const Hole = '\uf8fd'

var nextID atomic.Uint32

// Draw draws a picture within columns by rows.
func (c Canvas) Draw(m image.Image, columns, rows int) (Drawn, error) {
	w, h := Fit(m.Bounds().Size(), columns, rows, c.Cell)
	d := Drawn{Columns: w}
	switch c.Protocol {
	case Kitty:
		// Ids of one sitting are not those of another in the same terminal.
		id := (nextID.Add(1)%0xff+1)<<16 | uint32(0x7a11)
		sent, err := TransmitKitty(m, id, w, h, c.Cell, c.Tmux)
		if err != nil {
			return d, err
		}
		d.Before, d.Rows, d.Seat = sent, Placeholders(id, w, h), Seat{id}
	case ITerm2, Sixel:
		draw := DrawSixel
		if c.Protocol == ITerm2 {
			draw = func(m image.Image, w, h int, cell Cell) (string, error) { return DrawITerm2(m, w, h, cell, c.Tmux) }
		}
		sent, err := draw(m, w, h, c.Cell)
		if err != nil {
			return d, err
		}
		d.Rows = slices.Repeat([]string{strings.Repeat(string(Hole), w)}, h)
		d.After = func(x, y int) string { return At(x, y, sent) }
	case Off:
	default:
		d.Rows = DrawBlocks(m, w, h, c.Profile)
	}
	return d, nil
}

// thumb is the longest side of a thumbnail in pixels.
const thumb = 192

// Thumbnail makes a picture small enough to be kept.
func Thumbnail(m image.Image) image.Image {
	b := m.Bounds().Size()
	if b.X <= thumb && b.Y <= thumb {
		return m
	}
	scale := float64(thumb) / float64(max(b.X, b.Y))
	return Scale(m, max(1, int(float64(b.X)*scale)), max(1, int(float64(b.Y)*scale)))
}

// SheetShape returns the columns and rows of pictures in a contact sheet of n
// pictures that fills w by h cells, so that the places are nearest to square.
func SheetShape(n, w, h int, cell Cell) (columns, rows int) {
	cell = cell.or()
	best := math.Inf(1)
	columns, rows = 1, max(1, n)
	for c := 1; c <= max(1, n); c++ {
		r := (n + c - 1) / c
		place := float64(w*cell.W) / float64(c) / (float64(h*cell.H) / float64(r))
		if off := math.Abs(math.Log(place)); off < best {
			best, columns, rows = off, c, r
		}
	}
	return columns, rows
}

// SheetAt returns which picture of a contact sheet lies at a cell.
func SheetAt(n, w, h int, cell Cell, x, y int) (int, bool) {
	columns, rows := SheetShape(n, w, h, cell)
	if x < 0 || y < 0 || x >= w || y >= h || w < columns || h < rows {
		return 0, false
	}
	k := y*rows/h*columns + x*columns/w
	return k, k < n
}

// Sheet lays pictures out on one that fills w by h cells, the selected one
// with a frame.
func Sheet(pictures []image.Image, selected, w, h int, cell Cell) image.Image {
	cell = cell.or()
	columns, rows := SheetShape(len(pictures), w, h, cell)
	to := image.NewRGBA(image.Rect(0, 0, w*cell.W, h*cell.H))
	draw.Draw(to, to.Rect, image.Black, image.Point{}, draw.Src)
	wide, high := to.Rect.Dx()/columns, to.Rect.Dy()/rows
	for k, m := range pictures {
		place := image.Rect(k%columns*wide, k/columns*high, (k%columns+1)*wide, (k/columns+1)*high)
		if k == selected {
			draw.Draw(to, place, image.NewUniform(color.RGBA{0x7f, 0xd6, 0xd6, 255}), image.Point{}, draw.Src)
		}
		inner := place.Inset(max(2, cell.W/2))
		b := m.Bounds().Size()
		if inner.Dx() < 1 || inner.Dy() < 1 || b.X < 1 || b.Y < 1 {
			continue
		}
		scale := min(float64(inner.Dx())/float64(b.X), float64(inner.Dy())/float64(b.Y))
		dx, dy := max(1, int(float64(b.X)*scale)), max(1, int(float64(b.Y)*scale))
		at := inner.Min.Add(image.Pt((inner.Dx()-dx)/2, (inner.Dy()-dy)/2))
		draw.BiLinear.Scale(to, image.Rectangle{at, at.Add(image.Pt(dx, dy))}, m, m.Bounds(), draw.Src, nil)
	}
	return to
}
