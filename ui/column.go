package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/view"
)

// columnPage is a page of the right column. To add one, write a type in a file
// of its own that holds the Model and what the page remembers, and name it in
// newColumn, in the order in which the names stand in the frame; togglesPage
// is one to look at. All else (the frame and the names in it, the key and the
// clicks that lead from page to page, the place on a narrow screen) is done
// for it.
type columnPage interface {
	// name stands in the frame: a word in lower case.
	name() string
	// shown reports whether the page has anything to show now. One that has
	// not is left out of the frame.
	shown() bool
	// draw returns what stands within the frame, in w by h cells. It is called
	// with every drawing of the screen, so it remembers what costs time.
	draw(w, h int) view.Page
	// key is a key while the page has the keys, and reports whether it was one
	// of the page's; esc, where it was not, leaves the column.
	key(tea.KeyMsg) (tea.Cmd, bool)
	// press is a click on a cell within the frame, both counted from 0; wheel
	// is n notches of the wheel, down or with -n up.
	press(row, col int) tea.Cmd
	wheel(n int)
	// keys are what the footer names while the page has the keys.
	keys() []key.Binding
}

// column is the right column: pages, one of them to be seen.
type column struct {
	all     []columnPage
	current columnPage
	// open shows it where it does not stand beside the prompt and has not
	// the keys.
	open bool
}

// newColumn makes the pages, the first one to be seen.
func (m *Model) newColumn() {
	m.toggles = newTogglesPage(m)
	m.pictures = newPicturesPage(m)
	m.chunks = newChunksPage(m)
	m.card = newCardPage(m)
	m.column.all = []columnPage{m.toggles, m.card, m.chunks, m.pictures}
	m.column.current = m.toggles
}

// pages are the pages that have something to show, and which of them is the
// one to be seen.
func (c *column) pages() (pages []columnPage, names []string, current int) {
	for _, p := range c.all {
		if !p.shown() {
			continue
		}
		if p == c.current {
			current = len(pages)
		}
		pages, names = append(pages, p), append(names, p.name())
	}
	return pages, names, current
}

// page is the page to be seen, nil where none has anything to show.
func (c *column) page() columnPage {
	pages, _, current := c.pages()
	if len(pages) == 0 {
		return nil
	}
	return pages[current]
}

// headingRoom is what the column's frame leaves a page's heading, see
// view.HeadingRoom.
func (m *Model) headingRoom() int {
	_, names, current := m.column.pages()
	return view.HeadingRoom(names, current, m.lay.Column.W)
}

// inside is the size within the column's frame.
func (m *Model) inside() (w, h int) {
	return max(0, m.lay.Column.W-2), max(0, m.lay.Column.H-2)
}

func (m *Model) drawColumn() []string {
	pages, names, current := m.column.pages()
	if len(pages) == 0 {
		return nil
	}
	w, h := m.inside()
	return view.Column(m.theme, names, current, pages[current].draw(w, h), m.lay.Column.W, m.lay.Column.H, m.at == inColumn)
}

// showPage brings a page to the front without giving it the keys.
func (m *Model) showPage(p columnPage) {
	m.column.current = p
	m.relayout()
}

// enterPage brings a page to the front and gives it the keys, or gives them
// back where it has them.
func (m *Model) enterPage(p columnPage) {
	if m.at == inColumn && m.column.page() == p {
		m.leaveColumn()
		return
	}
	if !p.shown() {
		return
	}
	m.column.current = p
	m.goTo(inColumn)
}

// leaveColumn gives the keys back to the prompt that had them.
func (m *Model) leaveColumn() {
	m.column.open = false
	m.goTo(m.from)
}

// nextPage goes to the next page of the column. Where the column lies over the
// prompt, the way leads from the last page back to the prompt alone.
func (m *Model) nextPage() {
	pages, _, current := m.column.pages()
	beside := m.lay.Column.H > 0 && !m.lay.Floating
	switch {
	case len(pages) == 0:
	case !beside && m.at != inColumn && !m.column.open:
		m.column.open = true
		m.showPage(pages[0])
	case !beside && m.at != inColumn && current == len(pages)-1:
		m.column.open = false
		m.relayout()
	default:
		m.showPage(pages[(current+1)%len(pages)])
	}
}

// columnKey is a key while the column has the keys.
func (m *Model) columnKey(msg tea.KeyMsg) tea.Cmd {
	p := m.column.page()
	if p == nil {
		m.leaveColumn()
		return nil
	}
	cmd, ok := p.key(msg)
	if !ok && key.Matches(msg, m.keys.Close) {
		m.leaveColumn()
	}
	return cmd
}

// columnMouse is a mouse event on the column.
func (m *Model) columnMouse(x, y, wheel int, press bool) tea.Cmd {
	a := m.lay.Column
	pages, names, current := m.column.pages()
	if len(pages) == 0 {
		return nil
	}
	row, col := y-a.Y-1, x-a.X-1
	switch {
	case wheel != 0:
		pages[current].wheel(wheel)
	case press && row < 0:
		tabs := view.Tabs(names, current, a.W)
		if k := slices.IndexFunc(tabs, func(t view.Tab) bool { return x-a.X >= t.X && x-a.X < t.X+t.W }); k >= 0 {
			m.showPage(pages[tabs[k].Page])
		}
	case press && row < a.H-2 && col >= 0 && col < a.W-2:
		return pages[current].press(row, col)
	}
	return nil
}
