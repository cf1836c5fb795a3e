package view

import (
	"fmt"

	"tailor/tags/prompt/edit"
	"tailor/ui/theme"
)

// Toggles is the list of toggles, by group.
type Toggles struct {
	Groups   []ToggleGroup
	Selected int // index of the lit toggle, counted through all groups
	Top      int // first row shown

	all   []toggleLine // what rows returns, once it is known
	drawn drawnPanel
}

// drawnPanel is the panel as it was drawn last, and all that it depended on.
type drawnPanel struct {
	theme    *theme.Theme
	w, h     int
	lit, top int
	sight    int
	focused  bool
	lines    []string
}

// ToggleGroup is a heading with its toggles.
type ToggleGroup struct {
	Title string
	Tags  []string
}

// toggleLine is a row of the panel: a heading, or a toggle with its index.
type toggleLine struct {
	Heading string
	Tag     string
	Index   int
}

// Rows lists the panel's rows below its first heading.
func (p *Toggles) Rows() []toggleLine {
	if p.all != nil {
		return p.all
	}
	rows := []toggleLine{}
	n := 0
	for k, g := range p.Groups {
		if k > 0 {
			rows = append(rows, toggleLine{Heading: g.Title, Index: -1})
		}
		for _, tag := range g.Tags {
			rows = append(rows, toggleLine{Tag: tag, Index: n})
			n++
		}
	}
	p.all = rows
	return rows
}

// Tag returns the lit toggle's tag, "" when there is none.
func (p *Toggles) Tag() string {
	for _, r := range p.Rows() {
		if r.Index == p.Selected && r.Tag != "" {
			return r.Tag
		}
	}
	return ""
}

// Move lights the toggle n further down.
func (p *Toggles) Move(n int) {
	last := -1
	for _, g := range p.Groups {
		last += len(g.Tags)
	}
	p.Selected = Between(p.Selected+n, 0, max(0, last))
}

// Jump lights the first toggle of the next group, or of the one before.
func (p *Toggles) Jump(dir int) {
	at, starts := 0, []int{}
	for _, g := range p.Groups {
		starts = append(starts, at)
		at += len(g.Tags)
	}
	if dir > 0 {
		for _, s := range starts {
			if s > p.Selected {
				p.Selected = s
				return
			}
		}
		return
	}
	for k := len(starts) - 1; k >= 0; k-- {
		if starts[k] < p.Selected {
			p.Selected = starts[k]
			return
		}
	}
}

// Scroll keeps the lit toggle among h rows, with the row before it, so that a
// heading is seen together with its first toggle.
func (p *Toggles) Scroll(h int) {
	rows := p.Rows()
	at := 0
	for k, r := range rows {
		if r.Index == p.Selected {
			at = k
		}
	}
	p.Top = Between(p.Top, at-h+1, max(0, at-1))
	p.Top = Between(p.Top, 0, max(0, len(rows)-h))
}

// At returns the toggle at a row of the panel's area, its frame being row 0.
func (p *Toggles) At(row int) (index int, ok bool) {
	rows := p.Rows()
	k := p.Top + row - 1
	if row < 1 || k >= len(rows) || rows[k].Index < 0 {
		return 0, false
	}
	return rows[k].Index, true
}

// Draw is view, drawn anew only when something that it shows has changed:
// sight numbers the analysis that the states are of.
func (p *Toggles) Draw(t *theme.Theme, w, h int, states map[string]edit.State, sight int, focused bool) []string {
	now := drawnPanel{theme: t, w: w, h: h, lit: p.Selected, top: p.Top, sight: sight, focused: focused}
	last := p.drawn
	last.lines = nil
	if p.drawn.lines == nil || !now.same(last) {
		p.drawn = now
		p.drawn.lines = p.draw(t, w, h, states, focused)
	}
	return p.drawn.lines
}

func (d drawnPanel) same(o drawnPanel) bool {
	return d.theme == o.theme && d.w == o.w && d.h == o.h && d.lit == o.lit && d.top == o.top && d.sight == o.sight && d.focused == o.focused
}

// draw draws the panel in w by h cells.
func (p *Toggles) draw(t *theme.Theme, w, h int, states map[string]edit.State, focused bool) []string {
	if w < 8 || h < 3 || len(p.Groups) == 0 {
		return nil
	}
	ink := t.Border
	if focused {
		ink = t.Focus
	}
	rows := p.Rows()
	title := p.Groups[0].Title
	for k := min(p.Top, len(rows)) - 1; k >= 0; k-- {
		if rows[k].Heading != "" {
			title = rows[k].Heading
			break
		}
	}
	out := []string{Edge('╭', '╮', w, ink, t.Dim.Paint(title), "")}
	side := ink.Paint("│")
	shown := h - 2
	for k := p.Top; k < p.Top+shown; k++ {
		switch {
		case k >= len(rows):
			out = append(out, side+Blank(w-2)+side)
		case rows[k].Heading != "":
			out = append(out, Edge('├', '┤', w, ink, t.Dim.Paint(rows[k].Heading), ""))
		default:
			out = append(out, side+toggleRow(t, rows[k].Tag, w-2, states[rows[k].Tag], focused && rows[k].Index == p.Selected)+side)
		}
	}
	more := ""
	if rest := len(rows) - p.Top - shown; rest > 0 {
		more = t.Dim.Paint(fmt.Sprintf("%d more", rest))
	}
	return append(out, Edge('╰', '╯', w, ink, "", more))
}

// toggleRow draws a toggle: + wanted, − refused, nothing for off.
func toggleRow(t *theme.Theme, tag string, w int, state edit.State, lit bool) string {
	sign, ink := " ", t.Dim
	switch state {
	case edit.Wanted:
		sign, ink = "+", t.Good
	case edit.Refused:
		sign, ink = "−", t.Bad
	}
	text := Fill(" "+sign+" "+Clean(tag), w)
	if lit {
		if state == edit.Off {
			return t.Lit.Paint(text)
		}
		return t.On(ink, true).Paint(text)
	}
	return ink.Paint(text)
}
