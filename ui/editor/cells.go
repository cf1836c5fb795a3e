package editor

import "tailor/ui/editor/grapheme"

// cell is a character of a row, and where it stands.
type cell struct {
	at    int // its byte offset
	col   int // its first column
	glyph grapheme.Glyph
	own   int  // the number of marks that stand in cells of their own before it
	over  bool // a mark is drawn in it
}

// walker goes through the characters of a row.
type walker struct {
	l      *layout
	text   string
	end    int
	at     int
	column int
	cut    int // the next of l.cuts
}

func (l *layout) walk(text string, r row) walker {
	return walker{l: l, text: text, end: r.end, at: r.start, cut: l.cutFrom(r.start)}
}

// next returns the next character, false behind the last. The walker then
// stands behind it.
func (w *walker) next() (c cell, ok bool) {
	if w.at >= w.end {
		return cell{}, false
	}
	c.at = w.at
	c.glyph = grapheme.Read(w.text, w.at)
	w.at += c.glyph.Size
	for w.cut < len(w.l.cuts) && w.l.cuts[w.cut].cell < w.at {
		if w.l.cuts[w.cut].own {
			c.own++
		} else {
			c.over = true
		}
		w.cut++
	}
	c.col = w.column + c.own
	w.column = c.col + c.glyph.Width
	return c, true
}

// marksEnd reports that a mark is drawn behind the row's last character, in the
// cell of its newline.
func (w *walker) marksEnd() bool {
	return w.cut < len(w.l.cuts) && w.l.cuts[w.cut].cell == w.end && !w.l.cuts[w.cut].own &&
		w.end < len(w.text) && w.text[w.end] == '\n'
}

// column returns the column at which offset stands in a row.
func (l *layout) column(text string, r row, offset int) int {
	w := l.walk(text, r)
	for {
		c, ok := w.next()
		if !ok {
			return w.column
		}
		if c.at+c.glyph.Size > offset {
			return c.col
		}
	}
}

// offset returns the offset that stands at a column of a row.
func (l *layout) offset(text string, r row, col int) int {
	w := l.walk(text, r)
	for {
		c, ok := w.next()
		if !ok {
			return l.endOf(text, r)
		}
		if col < w.column {
			return min(c.at, l.endOf(text, r))
		}
	}
}

// endOf returns the last offset that stands in a row: its end, behind its
// last character. Of a row that was broken at a space it is the place before
// that space, whose end is the next row's start.
func (l *layout) endOf(text string, r row) int {
	if r.hard || r.end == r.start {
		return r.end
	}
	last := grapheme.Prev(text, r.end)
	if spaceAt(text, last) || l.column(text, r, r.end) >= l.width {
		return last
	}
	return r.end
}
