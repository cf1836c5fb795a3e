package view

// Area is a rectangle of the screen in cells; X and Y count from 0.
type Area struct{ X, Y, W, H int }

func (a Area) Has(x, y int) bool {
	return x >= a.X && x < a.X+a.W && y >= a.Y && y < a.Y+a.H
}

// Layout holds where every part of the screen stands. An area without
// height or width is not shown.
type Layout struct {
	W, H     int
	Tiny     bool // too small for anything but a word
	Header   Area
	Box      Area // the frame around both prompts
	Prompt   Area // the text inside the frame
	Negative Area
	Rule     int  // the row of the frame between the prompts, 0 for none
	Settings Area // the row of settings inside the frame
	Column   Area // the right column's frame
	Floating bool // the column lies over the prompt
	Gauge    Area
	Progress Area // the line of the pictures that are made
	Message  Area
	Keys     Area // may lie in the message's row, at its right; what the message lacks goes on here
}

// Smallest terminal that shows the composer; below it a word asks for more.
const (
	leastWidth  = 20
	leastHeight = 5
)

// The widths and heights at which parts of the screen come and go.
const (
	columnWidth  = 26  // the right column, with its frame
	wideColumn   = 38  // the same on a wide screen
	columnBeside = 100 // columns from which it stands beside the prompt
	narrowBeside = 60  // columns from which a page that is asked for leaves the prompt its own
	wideScreen   = 140 // columns from which it is wide
	headerHeight = 9   // rows from which there is a header
	setHeight    = 20  // rows from which the settings are seen
	bothHeight   = 14  // rows from which both prompts are seen at once
	twoHeight    = 10  // rows from which the message has a row of its own
)

// Needs is what the layout has to know of the contents.
type Needs struct {
	NegativeRows int  // rows that the negative prompt's text fills
	GaugeRows    int  // rows that the gauges would fill
	InNegative   bool // the keys go to the negative prompt
	NoColumn     bool // there is no page for the right column
	Column       bool // the right column is asked for, where it does not stand beside the prompt
	HalfColumn   bool // the right column is to have half the screen
	Progress     bool // pictures are being made
	FooterRows   int  // rows that the footer would fill
}

// Arrange places the parts on a screen of w by h cells. It is the one place
// that decides on sizes.
func Arrange(w, h int, want Needs) Layout {
	l := Layout{W: w, H: h}
	if w < leastWidth || h < leastHeight {
		l.Tiny = true
		return l
	}
	top, bottom := 0, h
	if h >= headerHeight {
		l.Header = Area{0, 0, w, 1}
		top = 1
	}
	bottom--
	l.Keys = Area{0, bottom, w, 1}
	l.Message = l.Keys
	if h >= twoHeight {
		n := Between(want.FooterRows, 2, max(2, h/6)) - 1
		bottom -= n
		l.Message = Area{0, bottom, w, n}
	}
	if want.Progress && h >= twoHeight {
		bottom--
		l.Progress = Area{0, bottom, w, 1}
	}
	rows := Between(want.GaugeRows, 1, Between(h/8, 1, 4))
	bottom -= rows
	l.Gauge = Area{0, bottom, w, rows}

	width, column := w, columnWidth
	if w >= wideScreen {
		column = wideColumn
	}
	if want.HalfColumn {
		column = max(column, w/2)
	}
	switch {
	case want.NoColumn:
	case w >= columnBeside:
		width -= column
		l.Column = Area{width, top, column, bottom - top}
	case want.Column:
		l.Floating = true
		if w >= narrowBeside && !want.HalfColumn { // the text that a page changes stays in sight
			width -= min(column, w)
		}
		column = min(column, w)
		if want.HalfColumn {
			column = w // half of a narrow screen shows nothing
		}
		l.Column = Area{w - column, top, column, bottom - top}
	}
	l.Box = Area{0, top, width, bottom - top}
	inner := Area{2, top + 1, width - 4, l.Box.H - 2}
	if h >= setHeight {
		inner.H -= 2
		l.Settings = Area{inner.X, inner.Y + inner.H + 1, inner.W, 1}
	}
	switch {
	case h < bothHeight && want.InNegative:
		l.Negative = inner
	case h < bothHeight:
		l.Prompt = inner
	default:
		n := Between(want.NegativeRows, 1, max(1, inner.H/3))
		if h >= 24 {
			n = max(n, 2)
		}
		l.Prompt = Area{inner.X, inner.Y, inner.W, inner.H - n - 1}
		l.Rule = inner.Y + l.Prompt.H
		l.Negative = Area{inner.X, l.Rule + 1, inner.W, n}
	}
	return l
}

func Between(n, low, high int) int { return max(low, min(n, high)) }
