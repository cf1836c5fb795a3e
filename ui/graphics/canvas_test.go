package graphics

import (
	"image"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/webui/webuitest"
)

// TestCanvas draws one picture by every protocol.
func TestCanvas(t *testing.T) {
	m := webuitest.Draw(300, 200, 7)
	for _, p := range []Protocol{Blocks, Kitty, ITerm2, Sixel} {
		c := Canvas{Protocol: p, Cell: Cell{10, 20}, Profile: termenv.TrueColor}
		d, err := c.Draw(m, 40, 20)
		if err != nil {
			t.Fatal(err)
		}
		if d.Columns != 40 || len(d.Rows) != 13 {
			t.Errorf("%s: %d by %d cells", p, d.Columns, len(d.Rows))
		}
		for _, row := range d.Rows {
			if w := ansi.StringWidth(row); w != d.Columns {
				t.Fatalf("%s: a row is %d cells wide", p, w)
			}
		}
		after := ""
		if d.After != nil {
			after = d.After(4, 2)
		}
		switch p {
		case Kitty:
			if !strings.HasPrefix(d.Before, "\x1b_G") || d.Seat.Empty() || !strings.Contains(d.Seat.Leave(c), "d=I") || after != "" {
				t.Errorf("kitty: %.40q, seat %+v", d.Before, d.Seat)
			}
			again, _ := c.Draw(m, 40, 20)
			if again.Seat == d.Seat {
				t.Error("kitty: two pictures have one id")
			}
		case ITerm2, Sixel:
			if !strings.HasPrefix(after, "\x1b7\x1b[3;5H\x1b") || !strings.HasSuffix(after, "\x1b8") || d.Rows[0] != strings.Repeat(string(Hole), 40) {
				t.Errorf("%s: %.40q, %q", p, after, d.Rows[0])
			}
		default:
			if d.Before+after != "" || !d.Seat.Empty() {
				t.Errorf("%s writes beside the text", p)
			}
		}
	}
	if d, err := (Canvas{Protocol: Off}).Draw(m, 40, 20); err != nil || len(d.Rows) > 0 {
		t.Errorf("off: %d rows, %v", len(d.Rows), err)
	}
}

// TestSheet finds every picture of a contact sheet where it is laid.
func TestSheet(t *testing.T) {
	if b := Thumbnail(webuitest.Draw(250, 500, 1)).Bounds(); b != image.Rect(0, 0, 96, 192) {
		t.Errorf("a thumbnail is %v", b)
	}
	one := webuitest.Draw(20, 30, 1)
	for n := 1; n <= 24; n++ {
		var all []image.Image
		for range n {
			all = append(all, one)
		}
		const w, h = 60, 30
		s := Sheet(all, n-1, w, h, Cell{10, 20})
		if s.Bounds().Dx() != 600 || s.Bounds().Dy() != 600 {
			t.Fatalf("%d pictures on %v", n, s.Bounds())
		}
		seen := map[int]bool{}
		for y := range h {
			for x := range w {
				if k, ok := SheetAt(n, w, h, Cell{10, 20}, x, y); ok {
					seen[k] = true
				}
			}
		}
		if len(seen) != n {
			t.Errorf("%d of %d pictures can be clicked", len(seen), n)
		}
	}
	if _, ok := SheetAt(4, 2, 1, Cell{}, 5, 5); ok {
		t.Error("a picture lies beside the sheet")
	}
}
