package view

import (
	"fmt"

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
	top      int
	rows     []int // the chunk of every row drawn
	off      int   // rows that the wheel has scrolled
}

// At returns the chunk at a row of the page.
func (p *Chunks) At(row int) (int, bool) {
	row += p.top
	if row < 0 || row >= len(p.rows) {
		return 0, false
	}
	return p.rows[row], true
}

// Wheel scrolls by n rows, down or with -n up.
func (p *Chunks) Wheel(n int) { p.off += n }

// wrong is what is wrong with the chunk, in rows for a page of w cells.
func (c *Chunk) wrong(w int, fix string) []string {
	text := c.Wrong
	if c.Fixable {
		text += " " + fix + " does it."
	}
	return Wrapped(text, w-6, 10)
}

// excerpt is how many rows of its tags each chunk may show for all to fit into h
// rows of w cells, 1 at least.
func (p *Chunks) excerpt(w, h int, fix string) int {
	room, rows := h, make([]int, 0, h)
	for k := range p.All {
		c := &p.All[k]
		room--
		if c.Cut != "" {
			room--
		}
		if c.Wrong != "" {
			room -= len(c.wrong(w, fix))
		}
		if rows = append(rows, len(Wrapped(c.Text, w-4, h))); room < len(rows) {
			return 1
		}
	}
	most := 1
	for ; most < h; most++ {
		used := 0
		for _, n := range rows {
			used += min(n, most+1)
		}
		if used > room {
			break
		}
	}
	return most
}

// Draw draws the page in w by h cells; fix is the key that mends.
func (p *Chunks) Draw(t *theme.Theme, w, h int, focused bool, fix string) Page {
	var rows []Row
	p.rows = p.rows[:0]
	first, last := 0, 0 // rows of the selected chunk
	add := func(k int, text string) {
		rows = append(rows, Row{Text: text})
		p.rows = append(p.rows, k)
	}
	digits := len(fmt.Sprint(len(p.All)))
	most := p.excerpt(w, h, fix)
	for k := range p.All {
		c := &p.All[k]
		if k == p.Selected {
			first = len(rows)
		}
		label := t.Text
		switch {
		case focused && k == p.Selected:
			label = t.Lit
		case c.Current:
			label = t.Bold.And(t.Text)
		}
		count := fmt.Sprintf("%d/%d", c.Tokens, prompt.ChunkSize)
		name := Between(w/3, 6, 12)
		cells := max(2, w-digits-name-6-6)
		add(k, " "+label.Paint(Fill(fmt.Sprintf("%*d %s", digits, k+1, c.Name), digits+1+name))+" "+
			t.Faint.Paint("▕")+c.ink(t).Paint(bar(c.Tokens, cells))+t.Faint.Paint("▏")+t.Dim.Paint(Blank(5-Width(count))+count))
		for _, row := range Wrapped(c.Text, w-4, most) {
			add(k, "   "+t.Dim.Paint(row))
		}
		if c.Cut != "" {
			add(k, "   "+t.Warn.Paint("┊ ")+t.Dim.Paint(Clip(c.Cut, w-6)))
		}
		if c.Wrong != "" {
			for i, row := range c.wrong(w, fix) {
				sign := "  "
				if i == 0 {
					sign = t.High.Paint("⚠ ")
				}
				add(k, "   "+sign+t.Text.Paint(row))
			}
		}
		if k == p.Selected {
			last = len(rows)
		}
	}
	page := Page{}
	p.top = 0
	if len(rows) > h {
		p.top = Between(Between(first, last-h, first)+p.off, 0, len(rows)-h)
		p.off = Between(p.off, -len(rows), len(rows))
		if rest := len(rows) - p.top - h; rest > 0 {
			page.Note = fmt.Sprintf("%d below", rest)
		}
	} else {
		p.off = 0
	}
	page.Rows = rows[p.top:min(len(rows), p.top+h)]
	return page
}
