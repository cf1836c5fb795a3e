package view

import (
	"strings"
	"time"

	"tailor/data/state"
	"tailor/ui/theme"
)

// HistoryEntry is an entry of the history page: a copied prompt, a preset, or a
// draft that was left behind.
type HistoryEntry struct {
	Kind     EntryKind
	Name     string // of a preset
	Positive string
	Negative string
	// Settings is the line of settings, Pictures are the files of the
	// pictures that were made of the prompt.
	Settings string
	Pictures []string
	Kept     []state.Picture
	Time     time.Time // zero for a preset
}

type EntryKind uint8

const (
	Copied EntryKind = iota
	Preset
	LeftDraft
	LastTime // what stood here when tailor was left the last time
)

// History is the list of the page of history and presets.
type History struct {
	All      []HistoryEntry
	Shown    []int // indexes into All, of those that fit the query
	Selected int   // index into Shown
	Top      int
	Read     bool // All has been read
}

// Entry is the selected entry, nil when none is shown.
func (p *History) Entry() *HistoryEntry {
	if p.Selected >= len(p.Shown) {
		return nil
	}
	return &p.All[p.Shown[p.Selected]]
}

func (p *History) Move(n int) { p.Selected = Between(p.Selected+n, 0, max(0, len(p.Shown)-1)) }

// Draw draws the page's inside, w by h cells: the search line, the entries,
// and the selected one in full below them where there is room.
func (p *History) Draw(t *theme.Theme, query string, w, h int, now time.Time) []string {
	out := []string{t.Accent.Paint("› ") + Clip(query, w-2), ""}
	preview := 0
	if h >= 12 {
		preview = min(7, h/3)
	}
	rows := max(1, h-2-preview)
	p.Top = Between(p.Top, p.Selected-rows+1, p.Selected)
	p.Top = Between(p.Top, 0, max(0, len(p.Shown)-rows))
	for r := 0; r < rows; r++ {
		k := p.Top + r
		switch {
		case k < len(p.Shown):
			out = append(out, p.All[p.Shown[k]].draw(t, w, k == p.Selected, now))
		case r == 0 && !p.Read:
			out = append(out, t.Dim.Paint("reading …"))
		case r == 0 && len(p.All) == 0:
			out = append(out, t.Dim.Paint(Clip("Nothing yet: what you copy is kept here, and ctrl+s keeps a preset.", w)))
		case r == 0:
			out = append(out, t.Dim.Paint(Clip("Nothing holds these words.", w)))
		default:
			out = append(out, "")
		}
	}
	if e := p.Entry(); e != nil && preview > 0 {
		out = append(out, t.Border.Paint(strings.Repeat("─", w)))
		text := Clean(e.Positive)
		if e.Negative != "" {
			text += "  ⊖ " + Clean(e.Negative)
		}
		if e.Settings != "" {
			text += "  ⚙ " + Clean(e.Settings)
		}
		if n := len(e.Pictures); n > 0 {
			text += "  ▣ " + Plural(n, "picture") + ", the last " + Clean(e.Pictures[n-1])
		}
		for _, line := range Wrapped(text, w, preview-1) {
			out = append(out, t.Text.Paint(line))
		}
	}
	return out
}

// draw draws an entry in a row of w cells.
func (e *HistoryEntry) draw(t *theme.Theme, w int, selected bool, now time.Time) string {
	note, ink := Ago(e.Time, now), t.Dim
	if n := len(e.Pictures); n > 0 && w >= 60 {
		note = Fill(note, 9) + " " + Clip("▣ "+Grouped(n), 4)
	}
	switch e.Kind {
	case Preset:
		note, ink = "preset", t.Accent
	case LeftDraft:
		note, ink = "draft "+note, t.Warn
	case LastTime:
		note = "last time"
	}
	text := Clean(e.Positive)
	if e.Name != "" {
		text = Clean(e.Name) + "  " + text
	}
	if text == "" {
		text = "⊖ " + Clean(e.Negative)
	}
	const column = 14
	if w < 40 {
		if selected {
			return t.Lit.Paint(Fill(text, w))
		}
		return t.Text.Paint(Fill(text, w))
	}
	if selected {
		return t.Lit.Paint(Fill("› "+text, w-column-1) + " " + Fill(note, column))
	}
	return t.Text.Paint(Fill("  "+text, w-column-1)) + " " + ink.Paint(Fill(note, column))
}
