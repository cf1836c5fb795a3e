package graphics

import (
	"bytes"
	"image"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/sixel"
)

// DrawSixel returns what has a terminal with sixels draw a picture in columns
// by rows at the cursor.
func DrawSixel(m image.Image, columns, rows int, cell Cell) (string, error) {
	cell = cell.or()
	var out bytes.Buffer
	s := Scale(m, columns*cell.W, rows*cell.H)
	if err := new(sixel.Encoder).Encode(&out, s); err != nil {
		return "", err
	}
	return ansi.SixelGraphics(0, 1, 0, out.Bytes()), nil
}
