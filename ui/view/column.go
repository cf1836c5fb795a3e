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
	Lit  bool // a rule that is selected
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
	closeGap     = "·"
	headingEdge  = 4 // the spaces around a heading, and the line behind it
	leastHeading = 6 // cells that are worth a heading
)

// Tabs lays the names of the pages into the upper edge of a column of w
// cells, the current one in capitals. Where they do not fit they stand closer,
// and then those beside the current one that fit, whole, with an ellipsis for
// those that do not, which stands for the next of them.
func Tabs(pages []string, current, w int) []Tab {
	room := w - 2*tabsAt
	if len(pages) == 0 {
		return nil
	}
	for _, gap := range []string{tabGap, closeGap} {
		if tabs, width := lay(pages, current, 0, len(pages), gap); width <= room {
			return tabs
		}
	}
	first, last := current, current+1
	for grown := true; grown; {
		grown = false
		for _, wider := range [][2]int{{first, last + 1}, {first - 1, last}} {
			if wider[0] < 0 || wider[1] > len(pages) {
				continue
			}
			if _, width := lay(pages, current, wider[0], wider[1], closeGap); width <= room {
				first, last, grown = wider[0], wider[1], true
				break
			}
		}
	}
	tabs, width := lay(pages, current, first, last, closeGap)
	if width > room { // not even that: the name alone, or nothing
		if tabs, width = lay(pages[current:current+1], 0, 0, 1, closeGap); width > room {
			return nil
		}
		tabs[0].Page = current
	}
	return tabs
}

// lay lays out the names from first to before last, with an ellipsis for those
// on either side, and returns how many cells they take.
func lay(pages []string, current, first, last int, gap string) (tabs []Tab, width int) {
	add := func(page int, text string) {
		if len(tabs) > 0 {
			width += Width(gap)
		}
		tabs = append(tabs, Tab{Page: page, Text: text, X: tabsAt + width, W: Width(text)})
		width += Width(text)
	}
	if first > 0 {
		add(first-1, "…")
	}
	for k := first; k < last; k++ {
		if k == current {
			add(k, strings.ToUpper(pages[k]))
		} else {
			add(k, pages[k])
		}
	}
	if last < len(pages) {
		add(last, "…")
	}
	return tabs, width
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
			title := t.Dim
			if p.Rows[k].Lit {
				title = t.Lit
			}
			out = append(out, Edge('├', '┤', w, ink, title.Paint(Clip(p.Rows[k].Text, w-6)), ""))
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
			gap := tabGap
			if tab.X-tabs[k-1].X-tabs[k-1].W == Width(closeGap) {
				gap = closeGap
			}
			b.WriteString(t.Faint.Paint(gap))
		}
		if tab.Page == current {
			b.WriteString(ink.Paint(tab.Text))
		} else {
			b.WriteString(t.Dim.Paint(tab.Text))
		}
	}
	return b.String()
}

// NameTabs lays out the names of lists in the frame of a page over the whole
// screen, as Tabs does in that of the column.
func NameTabs(names []string, current int) []Tab {
	tabs, _ := lay(names, current, 0, len(names), tabGap)
	return tabs
}

// Names draws them.
func Names(t *theme.Theme, names []string, current int) string {
	return paintTabs(t, NameTabs(names, current), current, t.Title)
}
