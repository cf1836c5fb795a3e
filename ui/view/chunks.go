package view

import (
	"fmt"
	"sort"

	"tailor/tags/prompt"
	"tailor/ui/theme"
)

// Chunk is what the page of the chunks shows of one.
type Chunk struct {
	Gauge
	Text    string // its tags
	Wrong   string // what is wrong with it, "" for nothing
	Fixable bool
	Cut     string // what the cut behind it divides, "" where there is none
}

// Chunks is the page of the right column with a prompt's chunks.
type Chunks struct {
	All      []Chunk
	Selected int
	rows     []int // the chunk of every row drawn
	off      int   // rows that the wheel has scrolled
}

// At returns the chunk at a row of the page.
func (p *Chunks) At(row int) (int, bool) {
	if row < 0 || row >= len(p.rows) {
		return 0, false
	}
	return p.rows[row], true
}

// Wheel scrolls by n rows, down or with -n up.
func (p *Chunks) Wheel(n int) { p.off += n }

// wrong is what is wrong with the chunk, in rows for a page of w cells.
func (c *Chunk) wrong(w int, fix string) []string {
	if c.Wrong == "" {
		return nil
	}
	text := c.Wrong
	if c.Fixable {
		text += " " + fix + " does it."
	}
	return Wrapped(text, w-6, 10)
}

// height is how many rows the chunk fills, of its tags at most n.
func (c *Chunk) height(w, n int, fix string) int {
	rows := 1 + len(Wrapped(c.Text, w-4, n)) + len(c.wrong(w, fix))
	if c.Cut != "" {
		rows++
	}
	return rows
}

// excerpt is how many rows of its tags each chunk may show for all to fit into h
// rows of w cells, 1 at least.
func (p *Chunks) excerpt(w, h int, fix string) int {
	room, rows := h, make([]int, 0, h)
	for k := range p.All {
		c := &p.All[k]
		room -= c.height(w, 0, fix)
		if rows = append(rows, len(Wrapped(c.Text, w-4, h))); room < len(rows) {
			return 1
		}
	}
	return 1 + sort.Search(max(0, h-1), func(k int) bool {
		used := 0
		for _, n := range rows {
			used += min(n, k+2)
		}
		return used > room
	})
}

// Draw draws the page in w by h cells; fix is the key that mends. Of the chunks
// that are out of sight it counts the rows alone.
func (p *Chunks) Draw(t *theme.Theme, w, h int, focused bool, fix string) Page {
	most := p.excerpt(w, h, fix)
	begins := make([]int, len(p.All)+1) // the row of each chunk, and how many there are
	for k := range p.All {
		begins[k+1] = begins[k] + p.All[k].height(w, most, fix)
	}
	var page Page
	top, all := 0, begins[len(p.All)]
	if p.off = Between(p.off, -all, all); all <= h {
		p.off = 0
	} else {
		first, last := begins[p.Selected], begins[p.Selected+1]
		top = Between(Between(first, last-h, first)+p.off, 0, all-h)
		if rest := all - top - h; rest > 0 {
			page.Note = fmt.Sprintf("%d below", rest)
		}
	}
	p.rows = p.rows[:0]
	for k := range p.All {
		if begins[k+1] <= top || begins[k] >= top+h {
			continue
		}
		for i, text := range p.draw(t, k, w, most, focused, fix) {
			if at := begins[k] + i; at >= top && at < top+h {
				page.Rows = append(page.Rows, Row{Text: text})
				p.rows = append(p.rows, k)
			}
		}
	}
	return page
}

// draw draws chunk k, of its tags at most n rows.
func (p *Chunks) draw(t *theme.Theme, k, w, n int, focused bool, fix string) []string {
	c, digits := &p.All[k], len(fmt.Sprint(len(p.All)))
	label := t.Text
	switch {
	case focused && k == p.Selected:
		label = t.Lit
	case c.Current:
		label = t.Bold.And(t.Text)
	}
	count := fmt.Sprintf("%d/%d", c.Tokens, prompt.ChunkSize)
	name := Between(w/3, 6, 12)
	cells := w - digits - name - 6 - 6
	if cells < leastBar { // it would say nothing
		name, cells = w-digits-1-1-6, 0
	}
	row := " " + label.Paint(Fill(fmt.Sprintf("%*d %s", digits, k+1, c.Name), digits+1+name))
	if cells > 0 {
		row += " " + c.bar(t, cells)
	}
	rows := []string{row + t.Dim.Paint(Blank(5-Width(count))+count)}
	for _, row := range Wrapped(c.Text, w-4, n) {
		rows = append(rows, "   "+t.Dim.Paint(row))
	}
	if c.Cut != "" {
		rows = append(rows, "   "+t.Warn.Paint("┊ ")+t.Dim.Paint(Clip(c.Cut, w-6)))
	}
	sign := t.High.Paint("⚠ ")
	for _, row := range c.wrong(w, fix) {
		rows = append(rows, "   "+sign+t.Text.Paint(row))
		sign = "  "
	}
	return rows
}
