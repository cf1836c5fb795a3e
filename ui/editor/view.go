package editor

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
)

// canvas holds what a frame is put together in, kept from frame to frame.
type canvas struct {
	out    []byte
	pen    pen
	lit    bool     // the pen has opened an SGR sequence
	raw    bool     // the last character written was text other than ASCII
	paints []uint16 // for every byte shown, an index into sgrs
	sgrs   []string // SGR parameters; the first is "", for none
	start  int      // the offset of paints[0]
}

// pen is how a cell is drawn.
type pen struct {
	paint    uint16
	selected bool
	cursor   bool
	part     part
}

// part is what a cell shows.
type part uint8

const (
	ofText part = iota
	ofRule
	ofLabel
	ofMark
	ofPlaceholder
)

// drawn is what the rows were drawn of last, see Lines.
type drawn struct {
	of    drawnOf
	lines []string
}

type drawnOf struct {
	version, top, cursor int
	selection            prompt.Span
	focused, lean        bool
	look                 Look
	placeholder          string
}

// Lines returns the rows shown, as many as the editor is high, each exactly
// as wide as it in cells. Every line ends with all attributes reset. Where
// nothing changed they are those of the last time.
func (e *Editor) Lines() []string {
	of := drawnOf{e.version, e.top, e.Cursor(), e.Selection(), e.focused, e.lean, e.Look, e.Placeholder}
	if e.drawn.lines != nil && e.drawn.of == of {
		return slices.Clone(e.drawn.lines)
	}
	lines := make([]string, e.height)
	first, last, _ := e.Shown()
	e.canvas.paint(e.styles, e.row(first).start, e.row(last-1).end)
	for i := range lines {
		if first+i < last {
			e.drawRow(e.row(first+i), first+i == e.cursorRow())
		} else {
			e.pad(0)
		}
		lines[i] = e.canvas.take()
	}
	e.drawn = drawn{of, slices.Clone(lines)}
	return lines
}

// drawRow draws one row of the text, which may be the cursor's.
func (e *Editor) drawRow(r row, cursors bool) {
	c := &e.canvas
	text, sel, cursor := e.Text(), e.Selection(), -1
	if cursors && (e.focused || e.Look.Blurred != "") {
		cursor = e.Cursor()
	}
	if text == "" && e.Placeholder != "" {
		e.drawPlaceholder(cursor == 0)
		return
	}
	w := e.walk(text, r)
	for {
		cell, ok := w.next()
		if !ok {
			break
		}
		p := pen{
			paint:    c.paints[cell.at-c.start],
			selected: sel.Start <= cell.at && cell.at < sel.End,
			cursor:   cell.at == cursor,
		}
		for n := cell.own; n > 0 && cell.col-n < e.width; n-- {
			e.put(pen{part: ofMark, selected: p.selected}, e.Look.Mark)
		}
		switch {
		case cell.col+cell.glyph.Width > e.width:
			for col := cell.col; col < e.width; col++ {
				e.put(p, "…")
			}
		case cell.over && !p.cursor:
			p.part = ofMark
			e.put(p, e.Look.Mark)
		case cell.glyph.Shown == text[cell.at:cell.at+cell.glyph.Size]:
			e.write(p, cell.glyph.Shown)
		default:
			// A stand-in may be a heap of marks cut short, which then lacks
			// the letter that closed it.
			e.turn(p)
			e.fence()
			e.write(p, cell.glyph.Shown)
		}
	}
	col := w.column
	if col < e.width && (r.hard || r.end == r.start || r.end == cursor) {
		// The cell behind the text is the cursor's, and the newline's.
		p := pen{
			selected: r.hard && r.end < len(text) && sel.Start <= r.end && r.end < sel.End,
			cursor:   cursor == r.end,
		}
		if w.marksEnd() && !p.cursor {
			p.part = ofMark
			e.put(p, e.Look.Mark)
			col++
		} else if p.selected || p.cursor || r.rule >= 0 {
			e.put(p, " ")
			col++
		}
	}
	if label, ok := e.labelOf(r); ok {
		col = e.drawRule(col, label)
	}
	e.pad(col)
}

// labelOf returns the label of the rule that a row ends with.
func (e *Editor) labelOf(r row) (string, bool) {
	if r.rule < 0 {
		return "", false
	}
	k := e.ruleFrom(r.rule)
	if k == len(e.rules) || e.rules[k].At.Start != r.rule || r.end < e.rules[k].At.End || r.start >= e.rules[k].At.End {
		return "", false
	}
	return e.rules[k].Label, true
}

// drawRule draws a rule from a column to the right edge, with its label near
// the end, and returns the width. A label that does not fit is left out.
func (e *Editor) drawRule(col int, label string) int {
	const tail = 4 // dashes behind the label
	label = strings.ReplaceAll(buffer.Clean(label), "\n", " ")
	room, wide := e.width-col, ansi.StringWidth(label)
	if wide == 0 || room < wide+3 {
		e.dashes(room)
		return e.width
	}
	behind := max(0, min(tail, room-wide-3))
	e.dashes(room - wide - 2 - behind)
	e.put(pen{part: ofLabel}, " "+label+" ")
	e.dashes(behind)
	return e.width
}

func (e *Editor) dashes(n int) {
	for ; n > 0; n-- {
		e.put(pen{part: ofRule}, e.Look.Dash)
	}
}

func (e *Editor) drawPlaceholder(cursor bool) {
	text := ansi.Truncate(strings.ReplaceAll(buffer.Clean(e.Placeholder), "\n", " "), e.width, "…")
	for i := 0; i < len(text); {
		cluster, _ := ansi.FirstGraphemeCluster(text[i:], ansi.GraphemeWidth)
		e.put(pen{part: ofPlaceholder, cursor: cursor && i == 0}, cluster)
		i += len(cluster)
	}
	e.pad(ansi.StringWidth(text))
}

const spaces = "                                                                                "

// pad fills the row up from a column.
func (e *Editor) pad(col int) {
	if col < e.width {
		e.turn(pen{})
		e.fence()
		for n := e.width - col; n > 0; n -= len(spaces) {
			e.canvas.out = append(e.canvas.out, spaces[:min(n, len(spaces))]...)
		}
	}
}

// write writes a character of the text.
func (e *Editor) write(p pen, s string) {
	e.turn(p)
	e.canvas.out = append(e.canvas.out, s...)
	e.canvas.raw = s[0] >= 0x80 || len(s) > 1
}

// put writes what is not text.
func (e *Editor) put(p pen, s string) {
	e.turn(p)
	e.fence()
	e.canvas.out = append(e.canvas.out, s...)
}

// fence parts what is not text from the character before, which it might
// otherwise join: some letters of Indic scripts take the next one to
// themselves, even a border drawn behind the line.
func (e *Editor) fence() {
	if c := &e.canvas; c.raw {
		p := c.pen
		c.out = append(c.out, "\x1b[0m"...)
		c.pen, c.lit, c.raw = pen{}, false, false
		e.turn(p)
	}
}

// turn changes the pen.
func (e *Editor) turn(p pen) {
	c := &e.canvas
	if p == c.pen {
		return
	}
	if c.lit {
		c.out = append(c.out, "\x1b[0m"...)
		c.raw = false
	}
	c.pen = p
	sep := "\x1b["
	add := func(sgr string) {
		if sgr != "" {
			c.out = append(c.out, sep...)
			c.out = append(c.out, sgr...)
			sep = ";"
		}
	}
	switch p.part {
	case ofText:
		add(c.sgrs[p.paint])
	case ofRule:
		add(e.Look.Rule)
	case ofLabel:
		add(e.Look.Label)
	case ofMark:
		add(e.Look.Cut)
	case ofPlaceholder:
		add(e.Look.Quiet)
	}
	if p.selected {
		add(e.Look.Selection)
	}
	switch {
	case p.cursor && !e.focused:
		add(e.Look.Blurred)
	case p.cursor:
		add(e.Look.Cursor)
		if e.Selecting() && e.Look.Cursor == e.Look.Selection {
			add("4") // told from the selection by an underline
		}
	}
	c.lit = sep == ";"
	if c.lit {
		c.out = append(c.out, 'm')
		c.raw = false // a sequence is fence enough
	}
}

// take ends a line and returns it.
func (c *canvas) take() string {
	if c.lit || c.raw {
		c.out = append(c.out, "\x1b[0m"...)
	}
	c.pen, c.lit, c.raw = pen{}, false, false
	line := string(c.out)
	c.out = c.out[:0]
	return line
}

// paint lays the styles over the bytes text[start:end].
func (c *canvas) paint(styles []Style, start, end int) {
	c.start = start
	if n := end - start; cap(c.paints) < n {
		c.paints = make([]uint16, n, n*3/2)
	} else {
		c.paints = c.paints[:n]
		clear(c.paints)
	}
	c.sgrs = append(c.sgrs[:0], "")
	for _, s := range styles {
		from, to := max(s.Start, start)-start, min(s.End, end)-start
		if from >= to || s.SGR == "" {
			continue
		}
		old, mixed := uint16(0), uint16(0) // mixed is s on top of old
		for i := from; i < to; i++ {
			if mixed == 0 || c.paints[i] != old {
				old = c.paints[i]
				mixed = c.mix(old, s.SGR)
			}
			c.paints[i] = mixed
		}
	}
}

// mix returns the index of a paint with an SGR on top.
func (c *canvas) mix(paint uint16, sgr string) uint16 {
	if below := c.sgrs[paint]; strings.HasSuffix(below, sgr) && (len(below) == len(sgr) || below[len(below)-len(sgr)-1] == ';') {
		return paint // it is on top already
	} else if below != "" {
		sgr = below + ";" + sgr
	}
	// Neighbours often wear the same.
	for i := max(1, len(c.sgrs)-16); i < len(c.sgrs); i++ {
		if c.sgrs[i] == sgr {
			return uint16(i)
		}
	}
	if len(c.sgrs) == 1<<16-1 {
		return paint
	}
	c.sgrs = append(c.sgrs, sgr)
	return uint16(len(c.sgrs) - 1)
}
