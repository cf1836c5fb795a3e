package graphics

import (
	"fmt"
	"image"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// reset ends the colours of a line.
const reset = "\x1b[m"

// DrawBlocks draws a picture in half blocks, a line of text a row, each of
// which sets and resets its own colours. A terminal with fewer colours gets
// the nearest of its own; without colour, shades of grey stand for them.
func DrawBlocks(m image.Image, columns, rows int, profile termenv.Profile) []string {
	s := Scale(m, columns, 2*rows)
	lines := make([]string, rows)
	var b []byte
	for r := range rows {
		if profile == termenv.Ascii {
			lines[r] = shades(s, r)
			continue
		}
		b = b[:0]
		var lastTop, lastBottom [3]uint8
		for c := range columns {
			at := s.PixOffset(c, 2*r)
			top := [3]uint8(s.Pix[at : at+3])
			bottom := [3]uint8(s.Pix[at+s.Stride : at+s.Stride+3])
			if c == 0 || top != lastTop {
				b = appendColour(b, 38, top, profile)
			}
			if c == 0 || bottom != lastBottom {
				b = appendColour(b, 48, bottom, profile)
			}
			lastTop, lastBottom = top, bottom
			b = append(b, "▀"...)
		}
		lines[r] = string(append(b, reset...))
	}
	return lines
}

// appendColour appends the sequence that sets the colour of text (38) or of
// the ground (48).
func appendColour(b []byte, what int, c [3]uint8, profile termenv.Profile) []byte {
	rgb := ansi.RGBColor{R: c[0], G: c[1], B: c[2]}
	switch profile {
	case termenv.TrueColor:
		return fmt.Appendf(b, "\x1b[%d;2;%d;%d;%dm", what, c[0], c[1], c[2])
	case termenv.ANSI256:
		return fmt.Appendf(b, "\x1b[%d;5;%dm", what, ansi.Convert256(rgb))
	}
	n := int(ansi.Convert16(rgb))
	if n >= 8 {
		n += 60 - 8 // the bright ones have numbers of their own
	}
	return fmt.Appendf(b, "\x1b[%dm", what-8+n)
}

// ramp are shades from dark to light.
var ramp = []rune(" ░▒▓█")

// shades draws a row by brightness alone.
func shades(s *image.RGBA, row int) string {
	out := make([]rune, s.Rect.Dx())
	for c := range out {
		light := 0
		for half := range 2 {
			at := s.PixOffset(c, 2*row+half)
			light += 299*int(s.Pix[at]) + 587*int(s.Pix[at+1]) + 114*int(s.Pix[at+2])
		}
		out[c] = ramp[min(len(ramp)-1, light*len(ramp)/(2*255*1000))]
	}
	return string(out)
}
