package view

import (
	"strings"

	"tailor/ui/theme"
)

// Page is what a page of the right column shows.
type Page struct {
	// Heading stands at the right of the upper edge, where the names of the
	// pages leave it HeadingRoom; "" for none.
	Heading string
	Rows    []Row
	// Note stands in the lower edge, "27 more"; "" for none.
	Note string
	// Same reports that the page is what it was the last time it was asked.
	Same bool
}

// Row is a row within the column's frame: painted text, at most as wide as the
// page was asked for, or a rule across the frame with a heading in it.
type Row struct {
	Text string
	Rule bool
	// Cells is how wide the text is where the page knows it, 0 where it has to
	// be counted, which takes its time with the thousand colours of a picture.
	Cells int
}

// Tab is the name of a page as it stands in the column's upper edge.
type Tab struct {
	Page int // index into the names
	Text string
	X, W int // cells from the column's left edge, and how many
}

// Parts of the upper edge: "╭ TAG · chunks ── heading ──╮".
const (
	tabsAt       = 2 // the corner and a space
	tabGap       = " · "
	headingEdge  = 4 // the spaces around a heading, and the line behind it
	leastHeading = 6 // cells that are worth a heading
)

// Tabs lays the names of the pages into the upper edge of a column of w
// cells, the current one in capitals. Where they do not fit the others are cut
// to as many letters as all of them can have, one at the least.
func Tabs(pages []string, current, w int) []Tab {
	room := w - 2*tabsAt - Width(tabGap)*(len(pages)-1)
	longest := 0
	for k, name := range pages {
		if k == current {
			room -= Width(name)
		} else {
			longest = max(longest, Width(name))
		}
	}
	letters := longest
	for fits := func() bool {
		n := 0
		for k, name := range pages {
			if k != current {
				n += min(letters, Width(name))
			}
		}
		return n <= room
	}; letters > 1 && !fits(); {
		letters--
	}
	out := make([]Tab, 0, len(pages))
	x := tabsAt
	for k, name := range pages {
		text := strings.ToUpper(name)
		if k != current {
			text = cut(name, letters)
		}
		if x+Width(text) > w-tabsAt {
			break
		}
		out = append(out, Tab{Page: k, Text: text, X: x, W: Width(text)})
		x += Width(text) + Width(tabGap)
	}
	return out
}

// cut is a name's first letters, without an ellipsis: there is no room for it.
func cut(name string, n int) string {
	for Width(name) > n {
		r := []rune(name)
		name = string(r[:len(r)-1])
	}
	return name
}

// HeadingRoom is how many cells the upper edge of a column has left for a
// heading, 0 where that is too little for one: the page then shows it in a
// rule of its own.
func HeadingRoom(pages []string, current, w int) int {
	tabs := Tabs(pages, current, w)
	if len(tabs) == 0 {
		return 0
	}
	last := tabs[len(tabs)-1]
	room := w - (last.X + last.W + 1) - 1 - headingEdge
	if room < leastHeading {
		return 0
	}
	return room
}

// Column draws the right column in w by h cells: the frame with the names of
// the pages, and the current page in it, which has w-2 by h-2 cells.
func Column(t *theme.Theme, pages []string, current int, p Page, w, h int, focused bool) []string {
	if w < 8 || h < 3 || len(pages) == 0 {
		return nil
	}
	ink, name := t.Border, t.Text
	if focused {
		ink, name = t.Focus, t.Title
	}
	names := paintTabs(t, Tabs(pages, current, w), current, name)
	heading := t.Dim.Paint(Clip(p.Heading, HeadingRoom(pages, current, w)))
	out := make([]string, 0, h)
	out = append(out, Edge('╭', '╮', w, ink, names, heading))
	side := ink.Paint("│")
	for k := range h - 2 {
		switch {
		case k >= len(p.Rows):
			out = append(out, side+Blank(w-2)+side)
		case p.Rows[k].Rule:
			out = append(out, Edge('├', '┤', w, ink, t.Dim.Paint(Clip(p.Rows[k].Text, w-6)), ""))
		case p.Rows[k].Cells > 0 && p.Rows[k].Cells <= w-2:
			out = append(out, side+p.Rows[k].Text+Blank(w-2-p.Rows[k].Cells)+side)
		default:
			out = append(out, side+Fill(p.Rows[k].Text, w-2)+side)
		}
	}
	return append(out, Edge('╰', '╯', w, ink, "", t.Dim.Paint(p.Note)))
}

// paintTabs joins the names of pages, the current one in an ink of its own.
func paintTabs(t *theme.Theme, tabs []Tab, current int, ink theme.Ink) string {
	var b strings.Builder
	for k, tab := range tabs {
		if k > 0 {
			b.WriteString(t.Faint.Paint(tabGap))
		}
		if tab.Page == current {
			b.WriteString(ink.Paint(tab.Text))
		} else {
			b.WriteString(t.Dim.Paint(tab.Text))
		}
	}
	return b.String()
}

// Names draws the names of lists as the column draws those of its pages, the
// current one in capitals, for the frame of a page over the whole screen.
func Names(t *theme.Theme, names []string, current int) string {
	w := 2 * tabsAt
	for _, n := range names {
		w += Width(n) + Width(tabGap)
	}
	return paintTabs(t, Tabs(names, current, w), current, t.Title)
}
