package pictures

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/state"
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/graphics"
)

// drawing says what is drawn: comparable, so that the same is not drawn twice.
type drawing struct {
	what   string // a file, "preview 3", or the files of a sheet
	w, h   int
	at     int // selected in the sheet
	canvas graphics.Canvas
}

// visible reports whether the page is to be seen.
func (p *Pane) visible() bool {
	m := p.m
	return m.Page == desk.NoPage && m.column.Current() == column.Page(p) && m.Lay.Column.H > 2
}

// wanted is what should be drawn now.
func (p *Pane) wanted() (drawing, bool) {
	if !p.visible() || p.Canvas.Protocol == graphics.Off {
		return drawing{}, false
	}
	w, h := p.m.column.Inside()
	d := drawing{w: w, h: h - 2, canvas: p.Canvas} // two rows of words below
	switch {
	case d.w < 2 || d.h < 1:
		return d, false
	case p.preview != nil && !p.sheet:
		d.what = fmt.Sprint("preview ", p.previews)
	case p.sheet && len(p.All) > 0:
		d.at = p.at
		d.what = "sheet " + strings.Join(each.Of(p.sheetOf(), func(one state.Picture) string { return one.File }), "\n")
	case p.Current() != nil:
		d.what = p.Current().File
	default:
		return d, false
	}
	return d, true
}

// Has is what is drawn: a file, "preview 3", or the files of a sheet.
func (p *Pane) Has() string { return p.have.what }

// Settled reports whether what is drawn is what should be.
func (p *Pane) Settled() bool {
	d, ok := p.wanted()
	return ok && p.have == d && p.preview == nil
}

// sheetOf are the pictures of the contact sheet.
func (p *Pane) sheetOf() []state.Picture { return p.All[max(0, len(p.All)-sheetMost):] }

// DrawnMsg brings a picture as it is drawn.
type DrawnMsg struct {
	Asked int
	What  drawing
	graphics.Drawn
	Err error
}

// Redraw has the picture drawn behind the screen, where another is wanted than
// is there.
func (p *Pane) Redraw() tea.Cmd {
	d, ok := p.wanted()
	if !ok && !p.Canvas.Protocol.InCells() {
		p.want = drawing{} // what lay over the text is wiped out by what is there now
	}
	if !ok || p.waiting || d == p.want {
		return nil
	}
	p.want = d
	p.asked++
	p.waiting = true
	asked, read, preview, canvas := p.asked, p.m.Options.Gallery.Read, p.preview, p.Canvas
	sheet, from := slices.Clone(p.sheetOf()), max(0, len(p.All)-sheetMost)
	return func() tea.Msg {
		msg := DrawnMsg{Asked: asked, What: d}
		load := func(file string) (image.Image, error) {
			data, err := read(file)
			if err != nil {
				return nil, err
			}
			return unpack(data, pixelsOf(data))
		}
		var m image.Image
		switch {
		case strings.HasPrefix(d.what, "preview "):
			m = preview
		case strings.HasPrefix(d.what, "sheet "):
			thumbs := each.Of(sheet, func(one state.Picture) image.Image {
				t, err := load(one.File)
				if err != nil {
					t = image.NewRGBA(image.Rect(0, 0, 1, 1)) // a dark place for one that is gone
				}
				return graphics.Thumbnail(t)
			})
			m = graphics.Sheet(thumbs, d.at-from, d.w, d.h, canvas.Cell)
		default:
			m, msg.Err = load(d.what)
		}
		if msg.Err == nil {
			msg.Drawn, msg.Err = canvas.Draw(m, d.w, d.h)
		}
		return msg
	}
}

// Drawn takes a picture that was drawn.
func (p *Pane) Drawn(msg DrawnMsg) tea.Cmd {
	if msg.Asked != p.asked {
		return nil
	}
	p.waiting = false
	p.have, p.fault = msg.What, ""
	if msg.Err != nil {
		p.Rows, p.fault = nil, msg.Err.Error()
		return nil
	}
	p.Rows, p.Cells = msg.Rows, msg.Columns
	raw := p.m.Options.Gallery.Raw
	if raw == nil || msg.Before == "" && msg.After == nil && p.seat.Empty() {
		return nil
	}
	old := p.seat
	p.seat = msg.Seat
	a := p.m.Lay.Column
	before := msg.Before
	after := old.Leave(p.Canvas)
	if msg.After != nil {
		after += msg.After(a.X+1+(msg.What.w-msg.Columns)/2, a.Y+1+(msg.What.h-len(msg.Rows))/2)
	}
	// What the cells refer to is there before them, what is laid over them
	// comes when they are drawn.
	return tea.Sequence(func() tea.Msg { raw(before); return nil }, tea.Tick(2*desk.FrameTime, func(time.Time) tea.Msg { raw(after); return nil }))
}

// Lost has the picture drawn again, which the terminal has no more.
func (p *Pane) Lost() { p.want = drawing{} }

// Leave takes what the page has laid over the screen away.
func (p *Pane) Leave() {
	if raw := p.m.Options.Gallery.Raw; raw != nil && !p.seat.Empty() {
		raw(p.seat.Leave(p.Canvas))
	}
	p.seat, p.want, p.have, p.Rows = graphics.Seat{}, drawing{}, drawing{}, nil
}
