package ui

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
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
func (p *picturesPage) visible() bool {
	m := p.m
	return m.page == noPage && m.column.page() == columnPage(p) && m.lay.Column.H > 2
}

// wanted is what should be drawn now.
func (p *picturesPage) wanted() (drawing, bool) {
	if !p.visible() || p.canvas.Protocol == graphics.Off {
		return drawing{}, false
	}
	w, h := p.m.inside()
	d := drawing{w: w, h: h - 2, canvas: p.canvas} // two rows of words below
	switch {
	case d.w < 2 || d.h < 1:
		return d, false
	case p.preview != nil && !p.sheet:
		d.what = fmt.Sprint("preview ", p.previews)
	case p.sheet && len(p.all) > 0:
		d.at = p.at
		var files []string
		for _, one := range p.sheetOf() {
			files = append(files, one.File)
		}
		d.what = "sheet " + strings.Join(files, "\n")
	case p.current() != nil:
		d.what = p.current().File
	default:
		return d, false
	}
	return d, true
}

// sheetOf are the pictures of the contact sheet.
func (p *picturesPage) sheetOf() []state.Picture { return p.all[max(0, len(p.all)-sheetMost):] }

// drawnMsg brings a picture as it is drawn.
type drawnMsg struct {
	Asked int
	What  drawing
	graphics.Drawn
	Err error
}

// redraw has the picture drawn behind the screen, where another is wanted than
// is there.
func (p *picturesPage) redraw() tea.Cmd {
	d, ok := p.wanted()
	if !ok && !p.canvas.Protocol.InCells() {
		p.want = drawing{} // what lay over the text is wiped out by what is there now
	}
	if !ok || p.waiting || d == p.want {
		return nil
	}
	p.want = d
	p.asked++
	p.waiting = true
	asked, read, preview, canvas := p.asked, p.m.o.Gallery.Read, p.preview, p.canvas
	sheet, from := slices.Clone(p.sheetOf()), max(0, len(p.all)-sheetMost)
	return func() tea.Msg {
		msg := drawnMsg{Asked: asked, What: d}
		load := func(file string) (image.Image, error) {
			data, err := read(file)
			if err != nil {
				return nil, err
			}
			return graphics.Decode(data)
		}
		var m image.Image
		switch {
		case strings.HasPrefix(d.what, "preview "):
			m = preview
		case strings.HasPrefix(d.what, "sheet "):
			var thumbs []image.Image
			for _, one := range sheet {
				t, err := load(one.File)
				if err != nil {
					t = image.NewRGBA(image.Rect(0, 0, 1, 1)) // a dark place for one that is gone
				}
				thumbs = append(thumbs, graphics.Thumbnail(t))
			}
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

// drawn takes a picture that was drawn.
func (p *picturesPage) drawn(msg drawnMsg) tea.Cmd {
	if msg.Asked != p.asked {
		return nil
	}
	p.waiting = false
	p.have, p.fault = msg.What, ""
	if msg.Err != nil {
		p.rows, p.fault = nil, msg.Err.Error()
		return nil
	}
	p.rows, p.cells = msg.Rows, msg.Columns
	raw := p.m.o.Gallery.Raw
	if raw == nil || msg.Before == "" && msg.After == nil && p.seat.Empty() {
		return nil
	}
	old := p.seat
	p.seat = msg.Seat
	a := p.m.lay.Column
	before := msg.Before
	after := old.Leave(p.canvas)
	if msg.After != nil {
		after += msg.After(a.X+1+(msg.What.w-msg.Columns)/2, a.Y+1+(msg.What.h-len(msg.Rows))/2)
	}
	// What the cells refer to is there before them, what is laid over them
	// comes when they are drawn.
	return tea.Sequence(func() tea.Msg { raw(before); return nil }, tea.Tick(2*frameTime, func(time.Time) tea.Msg { raw(after); return nil }))
}

// leave takes what the page has laid over the screen away.
func (p *picturesPage) leave() {
	if raw := p.m.o.Gallery.Raw; raw != nil && !p.seat.Empty() {
		raw(p.seat.Leave(p.canvas))
	}
	p.seat, p.want, p.have, p.rows = graphics.Seat{}, drawing{}, drawing{}, nil
}
