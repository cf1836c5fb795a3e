// Package column is the right column of the screen: pages, one of them to be
// seen, beside the prompt or over it. The toggles, the card of the tag at the
// cursor and the chunks are pages of it; package pictures has another.
package column

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// Page is a page of the right column. To add one, write a type in a file
// of its own that holds the desk and what the page remembers, and give it to
// Column.Add; TogglesPage is one to look at. All else (the frame and the names in it, the key and the
// clicks that lead from page to page, the place on a narrow screen) is done
// for it.
type Page interface {
	// Name stands in the frame: a word in lower case.
	Name() string
	// Shown reports whether the page has anything to show now. One that has
	// not is left out of the frame.
	Shown() bool
	// Draw returns what stands within the frame, in w by h cells. It is called
	// with every drawing of the screen, so it remembers what costs time.
	Draw(w, h int) view.Page
	// Key is a key while the page has the keys, and reports whether it was one
	// of the page's; esc, where it was not, leaves the column.
	Key(tea.KeyMsg) (tea.Cmd, bool)
	// Press is a click on a cell within the frame, both counted from 0; Wheel
	// is n notches of the wheel, down or with -n up.
	Press(row, col int) tea.Cmd
	Wheel(n int)
	// Hints are what the footer names while the page has the keys.
	Hints() []key.Binding
}

// Column is the right column: pages, one of them to be seen.
type Column struct {
	*desk.Desk
	all     []Page
	current Page
	before  Page // the one that stood there before a visit, nil for none
	// Asked shows it where it does not stand beside the prompt and has not
	// the keys.
	Asked bool
	drawn []string
	drawnOf
}

// New makes a column without pages.
func New(d *desk.Desk) *Column { return &Column{Desk: d} }

// SetPages gives the column its pages, in the order in which their names stand
// in the frame; the first one is to be seen.
func (c *Column) SetPages(pages ...Page) {
	c.all, c.current = pages, nil
	if len(pages) > 0 {
		c.current = pages[0]
	}
}

// pages are the pages that have something to show, and which of them is the
// one to be seen.
func (c *Column) pages() (pages []Page, names []string, current int) {
	for _, p := range c.all {
		if !p.Shown() {
			continue
		}
		if p == c.current {
			current = len(pages)
		}
		pages, names = append(pages, p), append(names, p.Name())
	}
	return pages, names, current
}

// Current is the page to be seen, nil where none has anything to show.
func (c *Column) Current() Page {
	pages, _, current := c.pages()
	if len(pages) == 0 {
		return nil
	}
	return pages[current]
}

// HeadingRoom is what the column's frame leaves a page's heading, see
// view.HeadingRoom.
func (c *Column) HeadingRoom() int {
	_, names, current := c.pages()
	return view.HeadingRoom(names, current, c.Lay.Column.W)
}

// Inside is the size within the column's frame.
func (c *Column) Inside() (w, h int) {
	return max(0, c.Lay.Column.W-2), max(0, c.Lay.Column.H-2)
}

// Draw draws the column in its frame, nothing where no page has anything to
// show.
func (c *Column) Draw() []string {
	pages, names, current := c.pages()
	if len(pages) == 0 {
		return nil
	}
	w, h := c.Inside()
	page := pages[current].Draw(w, h)
	of := drawnOf{pages[current], strings.Join(names, " "), c.Lay.Column, c.Theme, c.At == desk.InColumn}
	if !page.Same || of != c.drawnOf {
		c.drawnOf, c.drawn = of, view.Column(c.Theme, names, current, page, of.area.W, of.area.H, of.focused)
	}
	return c.drawn
}

// drawnOf is what the column was drawn of last, beside what stands on its page.
type drawnOf struct {
	page    Page
	names   string
	area    view.Area
	theme   *theme.Theme
	focused bool
}

// Show brings a page to the front without giving it the keys.
func (c *Column) Show(p Page) {
	c.current, c.before = p, nil
	c.Relayout()
}

// Bring brings a page to the front, without laying the screen out again.
func (c *Column) Bring(p Page) { c.current = p }

// Enter brings a page to the front and gives it the keys, or gives them
// back where it has them.
func (c *Column) Enter(p Page) {
	if c.At == desk.InColumn && c.Current() == p {
		c.LeaveColumn()
		return
	}
	if !p.Shown() {
		return
	}
	c.current, c.before = p, nil
	c.GoTo(desk.InColumn)
}

// Visit enters a page as Enter does, and has the one before it stand there again
// when the keys go back.
func (c *Column) Visit(p Page) {
	before := c.current
	c.Enter(p)
	if c.At == desk.InColumn && before != p {
		c.before = before
	}
}

// Left brings the page back that stood before a visit, when the keys have gone.
func (c *Column) Left() {
	if c.before != nil {
		c.current, c.before = c.before, nil
	}
}

// Leave gives the keys back to the prompt that had them.
func (c *Column) Leave() {
	c.Asked = false
	c.GoTo(c.From)
}

// Next goes to the next page of the column. Where the column lies over the
// prompt, the way leads from the last page back to the prompt alone.
func (c *Column) Next() {
	pages, _, current := c.pages()
	beside := c.Lay.Column.H > 0 && !c.Lay.Floating
	switch {
	case len(pages) == 0:
	case !beside && c.At != desk.InColumn && !c.Asked:
		c.Asked = true
		c.Show(pages[0])
	case !beside && c.At != desk.InColumn && current == len(pages)-1:
		c.Asked = false
		c.Relayout()
	default:
		c.Show(pages[(current+1)%len(pages)])
	}
}

// Key is a key while the column has the keys.
func (c *Column) Key(msg tea.KeyMsg) tea.Cmd {
	p := c.Current()
	if p == nil {
		c.LeaveColumn()
		return nil
	}
	cmd, ok := p.Key(msg)
	if !ok && key.Matches(msg, c.Keys.Close) {
		c.LeaveColumn()
	}
	return cmd
}

// Pasted hands a paste to the page, and reports whether it took it.
func (c *Column) Pasted(msg tea.KeyMsg) bool {
	p := c.Current()
	if p == nil {
		return false
	}
	_, ok := p.Key(msg)
	return ok
}

// Mouse is a mouse event on the column.
func (c *Column) Mouse(x, y, wheel int, press bool) tea.Cmd {
	a := c.Lay.Column
	pages, names, current := c.pages()
	if len(pages) == 0 {
		return nil
	}
	row, col := y-a.Y-1, x-a.X-1
	switch {
	case wheel != 0:
		pages[current].Wheel(wheel)
	case press && row < 0:
		tabs := view.Tabs(names, current, a.W)
		if k := slices.IndexFunc(tabs, func(t view.Tab) bool { return x-a.X >= t.X && x-a.X < t.X+t.W }); k >= 0 {
			c.Show(pages[tabs[k].Page])
		}
	case press && row < a.H-2 && col >= 0 && col < a.W-2:
		return pages[current].Press(row, col)
	}
	return nil
}
