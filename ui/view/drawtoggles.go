package view

import (
	"fmt"

	"tailor/tags/prompt/edit"
	"tailor/ui/theme"
)

// drawnToggles are the toggles as they were drawn last, and all that this
// depended on.
type drawnToggles struct {
	theme         *theme.Theme
	w, h          int
	selected, top int
	version       int
	headed, focus bool
	filtering     bool
	filter        string
	page          *Page
}

// Draw draws the page in w by h cells, again only when something that it shows
// has changed: version grows with every change of states.
func (p *Toggles) Draw(t *theme.Theme, w, h int, states map[string]edit.State, version int, focused bool) Page {
	now := drawnToggles{theme: t, w: w, h: h, selected: p.Selected, top: p.Top, version: version, headed: p.Headed, focus: focused, filtering: p.filtering, filter: p.filter}
	last := p.drawn
	last.page = nil
	if p.drawn.page == nil || now != last {
		page := p.draw(t, w, h, states, focused)
		p.drawn = now
		p.drawn.page = &page
		return page
	}
	page := *p.drawn.page
	page.Same = true
	return page
}

func (p *Toggles) draw(t *theme.Theme, w, h int, states map[string]edit.State, focused bool) Page {
	page := Page{}
	if p.Headed {
		page.Rows = append(page.Rows, Row{Text: p.heading(), Rule: true})
	} else {
		page.Heading = p.heading()
	}
	rows := p.rows()
	shown := p.room(h)
	for k := p.Top; k < min(p.Top+shown, len(rows)); k++ {
		if rows[k].Heading != "" {
			text := rows[k].Heading
			if n := rows[k].Folded; n > 0 {
				text = fmt.Sprintf("▸ %s %d", text, n)
			}
			page.Rows = append(page.Rows, Row{Text: text, Rule: true, Lit: focused && rows[k].Folded > 0 && rows[k].Index == p.Selected})
			continue
		}
		selected := focused && rows[k].Index == p.Selected
		page.Rows = append(page.Rows, Row{Text: rows[k].draw(t, w, states[rows[k].Tag], selected)})
	}
	if len(rows) == 0 && p.filter != "" {
		page.Rows = append(page.Rows, Row{Text: t.Dim.Paint(Clip("   no such toggle", w))})
	}
	page.Note = More(len(rows) - p.Top - shown)
	return page
}

// draw draws a toggle: + wanted, − refused, nothing for off.
func (r *toggleLine) draw(t *theme.Theme, w int, state edit.State, selected bool) string {
	sign, ink := " ", t.Dim
	switch state {
	case edit.Wanted:
		sign, ink = "+", t.Good
	case edit.Refused:
		sign, ink = "−", t.Bad
	}
	if selected {
		if state == edit.Off {
			ink = t.Lit
		} else {
			ink = t.On(ink, true)
		}
	}
	head, name := " "+sign+" ", Clean(r.Tag)
	if len(r.Matched) == 0 || len(name) != len(r.Tag) {
		return ink.Paint(Fill(head+name, w))
	}
	room := w - Width(head)
	body, used := painted(name, r.Matched, room, ink, t.Match)
	return ink.Paint(head) + body + ink.Paint(Blank(room-used))
}
