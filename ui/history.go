package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/printable"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// historyBrowser is the page of history and presets: a line to search in, and the
// entries that fit.
type historyBrowser struct {
	view.History
	Query textinput.Model
	early []tea.KeyMsg // keys that came before the entries were read
	// sure is what the last key asked about: the same key again does it.
	sure string
}

func newHistoryBrowser() historyBrowser {
	q := textinput.New()
	q.Prompt = ""
	q.Cursor.SetMode(cursor.CursorStatic) // a cursor that blinks wakes the program for nothing
	q.Placeholder = "type to search"
	q.CharLimit = mostQuery
	return historyBrowser{Query: q}
}

// mostQuery is how many characters a search or a preset's name may have.
const mostQuery = 500

// typed gives the line a key. Characters that a terminal would act on, or
// that nobody sees, are left out of it.
func (p *historyBrowser) typed(msg tea.KeyMsg) tea.Cmd {
	if len(msg.Runes) > 0 {
		if msg.Runes = []rune(visible(string(msg.Runes))); len(msg.Runes) == 0 {
			return nil
		}
	}
	var cmd tea.Cmd
	p.Query, cmd = p.Query.Update(msg)
	return cmd
}

// pasted puts a paste behind what is in the line.
func (p *historyBrowser) pasted(s string) {
	p.Query.SetValue(p.Query.Value() + strings.Join(strings.Fields(visible(buffer.Clean(s))), " "))
}

// visible leaves out what clean would show as a box.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if printable.Unsafe(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// filter finds the entries that hold every word of the query.
func (p *historyBrowser) filter() {
	words := strings.Fields(strings.ToLower(p.Query.Value()))
	p.Shown = p.Shown[:0]
	for k := range p.All {
		e := &p.All[k]
		text := strings.ToLower(e.Name + " " + e.Positive + " " + e.Negative)
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			p.Shown = append(p.Shown, k)
		}
	}
	p.Selected = view.Between(p.Selected, 0, max(0, len(p.Shown)-1))
}
