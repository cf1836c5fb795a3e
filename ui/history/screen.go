package history

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/data/each"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// Escape shuts what is open within the page, and reports whether anything was.
func (p *Page) Escape() bool {
	switch {
	case p.named != nil:
		p.leaveNaming()
	case p.comparing:
		p.comparing = false
	default:
		return false
	}
	return true
}

// HalfTyped says which name is typed and not taken, "" for none.
func (p *Page) HalfTyped() string {
	name := strings.TrimSpace(p.query.Value())
	if name == "" || p.named == nil && p.Page != desk.NamePage || p.named != nil && name == p.named.Name {
		return ""
	}
	return fmt.Sprintf("The name %q", view.Clip(name, 30))
}

// Title draws the names of the lists for the page's frame.
func (p *Page) Title() string { return view.Names(p.Theme, view.HistoryLists, int(p.List)) }

// Mouse is n notches of the wheel, or a click on a cell of the screen: it
// selects a row and opens the selected one; on the note of those alike it
// unfolds them, and on a list's name it goes there. While a name is typed it does
// nothing: that would be lost.
func (p *Page) Mouse(x, y, n int, press bool) {
	switch {
	case p.named != nil:
	case n != 0:
		p.Move(n)
	case press:
		if k := p.Top + y - listTop; y >= listTop && y < listTop+p.room() && k < len(p.Rows) {
			was := p.Selected
			p.Selected = k
			from, to := p.AlikeNote(k, p.Lay.W-4, p.Options.Now())
			switch {
			case x-2 >= from && x-2 < to:
				p.Unfold()
			case k == was:
				p.OpenEntry(p.Entry())
			}
		} else if y == 0 {
			p.pressName(x)
		}
	}
}

// pressName goes to the list whose name in the frame stands at a cell.
func (p *Page) pressName(x int) {
	for _, tab := range view.NameTabs(view.HistoryLists, int(p.List)) {
		if x >= tab.X && x < tab.X+tab.W {
			p.Next(tab.Page - int(p.List))
		}
	}
}

// Recent returns the last prompts of the history, the stages of one being one,
// the newest first.
func (p *Page) Recent() []*view.HistoryEntry {
	return each.Of(p.past.recent, func(at int) *view.HistoryEntry { return &p.past.all[at] })
}

// DrawName draws the page that asks for a preset's name, for w cells.
func (p *Page) DrawName(w int) []string {
	p.query.Width = max(1, w-4)
	what := "Negative and settings are kept too."
	if p.Buffer().Selecting() {
		what = "The selection is kept."
	}
	return []string{p.Theme.Accent.Paint("› ") + view.Clip(p.query.View(), w-2), "", p.Theme.Dim.Paint(what)}
}

// NameHints are what the footer names on that page.
func (p *Page) NameHints() []key.Binding {
	return []key.Binding{keymap.Says(p.Keys.Newline, "keep"), keymap.Says(p.Keys.Close, "back")}
}
