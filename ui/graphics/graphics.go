// Package graphics draws pictures in a terminal: by kitty's protocol, iTerm2's,
// sixel, or in half blocks of colour, which works everywhere. What a terminal
// can do is asked of it.
package graphics

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // formats that Decode reads
	_ "image/jpeg"
	_ "image/png"
	"math"

	_ "golang.org/x/image/webp"
)

// Protocol is a way to draw pictures.
type Protocol uint8

const (
	// Blocks draws ▀ with two colours a cell: one pixel above the other.
	Blocks Protocol = iota
	// Kitty is kitty's protocol with its placeholders, text cells that stand
	// for a part of a picture.
	Kitty
	// ITerm2 is iTerm2's, of a file in base64.
	ITerm2
	// Sixel is DEC's, in up to 256 colours.
	Sixel
	// Off draws none.
	Off
)

// Names are the names of the protocols, by Protocol.
var Names = [...]string{"blocks", "kitty", "iterm2", "sixel", "off"}

// String returns the protocol's name.
func (p Protocol) String() string { return Names[p] }

// Parse returns the protocol of a name.
func Parse(name string) (Protocol, error) {
	for p, n := range Names {
		if n == name {
			return Protocol(p), nil
		}
	}
	return Blocks, fmt.Errorf("unknown protocol %q: use kitty, iterm2, sixel, blocks or off", name)
}

// InCells reports whether a picture is drawn by cells of text, so that it goes
// where the text goes.
func (p Protocol) InCells() bool { return p == Blocks || p == Kitty }

// Cell is a cell's size in pixels, zero where it is not known.
type Cell struct{ W, H int }

// or returns the cell, and for an unknown one the usual shape.
func (c Cell) or() Cell {
	if c.W <= 0 || c.H <= 0 || c.W > 512 || c.H > 512 {
		return Cell{10, 20}
	}
	return c
}

// Fit returns the cells that a picture of a size in pixels takes within columns
// by rows, its shape kept. It is at least one cell.
func Fit(size image.Point, columns, rows int, cell Cell) (c, r int) {
	cell = cell.or()
	if size.X <= 0 || size.Y <= 0 || columns <= 0 || rows <= 0 {
		return max(1, columns), max(1, rows)
	}
	scale := min(float64(columns*cell.W)/float64(size.X), float64(rows*cell.H)/float64(size.Y))
	c = int(math.Round(float64(size.X) * scale / float64(cell.W)))
	r = int(math.Round(float64(size.Y) * scale / float64(cell.H)))
	return max(1, min(c, columns)), max(1, min(r, rows))
}

// Decode reads a picture in PNG, JPEG, GIF or WebP. One that would take
// gigabytes, or minutes, is refused before it is unpacked.
func Decode(data []byte) (image.Image, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is no picture in PNG, JPEG, GIF or WebP: %w", err)
	}
	if takes, may := unpacked(data, config, kind), mayTake(len(data)); config.Width <= 0 || config.Height <= 0 || takes > may {
		return nil, fmt.Errorf("the picture is %d by %d pixels, which unpacked take %.0f MB: of a file of this size %.0f MB are drawn", config.Width, config.Height, takes/(1<<20), may/(1<<20))
	}
	if may := mayHave(data, config, kind); config.Width > may/config.Height {
		return nil, fmt.Errorf("the picture is %d by %d pixels: of a file of this size and kind %d million are drawn", config.Width, config.Height, may/1_000_000)
	}
	if max(config.Width, config.Height) > mostSide {
		return nil, fmt.Errorf("the picture is %d by %d pixels: of at most %d a side are drawn", config.Width, config.Height, mostSide)
	}
	if err := tooManyParts(data, kind, config.Width, config.Height); err != nil {
		return nil, err
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture is damaged (%s): %w", kind, err)
	}
	return m, nil
}

// At returns what draws something at a place of the screen, counted from 0,
// and leaves cursor and colours as they were.
func At(x, y int, s string) string {
	return fmt.Sprintf("\x1b7\x1b[%d;%dH%s\x1b8", y+1, x+1, s)
}
