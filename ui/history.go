package ui

import (
	"errors"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"tailor/data/printable"
	"tailor/data/state"
	"tailor/tags/prompt/compare"
	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// historyBrowser is the page of history and presets: a line to search in, the
// entries that fit, and the selected one whole.
type historyBrowser struct {
	view.History
	Query textinput.Model
	early []tea.KeyMsg // keys that came before the entries were read
	// sure is what the last key asked about: the same key again does it.
	sure string
	// named is the entry that is given a name in the line, nil for none, and
	// query what stood in the line before.
	named *view.HistoryEntry
	query string
	// comparing shows what of the selected entry differs from the prompt.
	comparing bool
	gone      []forgotten // the last one last
	preview   preview
}

func newHistoryBrowser() historyBrowser {
	q := textinput.New()
	q.Prompt = ""
	q.Cursor.SetMode(cursor.CursorStatic) // a cursor that blinks wakes the program for nothing
	q.Cursor.Style = lipgloss.NewStyle().Transform(view.Caret)
	q.Placeholder = "type to search"
	q.CharLimit = mostQuery
	return historyBrowser{Query: q}
}

// mostQuery is how many characters a search or a preset's name may have.
const mostQuery = 500

// typed gives the line a key. Characters that a terminal would act on, or
// that nobody sees, are left out of it.
func (p *historyBrowser) typed(msg tea.KeyMsg) tea.Cmd {
	if terminal.IsNamed(msg) {
		return nil
	}
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
	return printable.Map(func(r rune) rune {
		if printable.Unsafe(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// filter finds the entries that hold every word of the query.
func (p *historyBrowser) filter() {
	query := p.Query.Value()
	if p.named != nil {
		query = p.query
	}
	p.Filter(strings.Fields(strings.ToLower(query)))
}

// historyReadMsg brings history and presets.
type historyReadMsg struct {
	All []view.HistoryEntry
	Err error
}

// readHistory reads history and presets from the disk.
func (m *Model) readHistory() tea.Cmd {
	store, left, changed := m.o.Store, m.o.LeftDraft, m.past.changed
	return func() tea.Msg {
		var msg historyReadMsg
		if changed != nil {
			changed.Store(false)
		}
		if left != nil {
			kind := view.LeftDraft
			if left.Finished {
				kind = view.LastTime
			}
			msg.All = append(msg.All, draftEntry(kind, *left))
		}
		if store != nil {
			last, ok, errLast := store.Last()
			if ok && (left == nil || !left.Finished) {
				msg.All = append(msg.All, draftEntry(view.LastTime, last))
			}
			copied, errHistory := store.History()
			for _, c := range copied {
				if ok && c.How == state.Left && c.Prompt == last.Positive && c.Negative == last.Negative {
					continue // it stands above
				}
				msg.All = append(msg.All, historyEntry(c))
			}
			presets, err := store.Presets()
			for _, p := range presets {
				msg.All = append(msg.All, view.HistoryEntry{Kind: view.Preset, Name: p.Name, Positive: p.Prompt, Negative: p.Negative, Settings: p.Settings})
			}
			pictures, errPictures := store.Pictures()
			tie(msg.All, pictures)
			msg.Err = errors.Join(err, errHistory, errLast, errPictures)
		}
		prepare(msg.All)
		return msg
	}
}

func draftEntry(kind view.EntryKind, d state.Draft) view.HistoryEntry {
	return view.HistoryEntry{Kind: kind, Positive: d.Positive, Negative: d.Negative, Settings: d.Settings, Time: d.Saved}
}

func historyEntry(c state.Copied) view.HistoryEntry {
	e := view.HistoryEntry{Name: c.Name, Positive: c.Prompt, Negative: c.Negative, Settings: c.Settings, Time: c.Time, Star: c.Star}
	switch c.How {
	case state.Left:
		e.Kind = view.Left
	case state.Cleared:
		e.Kind = view.Cleared
	case state.Made:
		e.Kind = view.Made
	}
	return e
}

// recentHeads is how many of the newest prompts before it, those alike being
// one, an entry is compared with: variations are written one after another.
const recentHeads = 6

// prepare gives entries what the filter and the rows need. It is not for
// Update: ten thousand prompts take some milliseconds.
func prepare(all []view.HistoryEntry) {
	var heads []int
	for k := range all {
		e := &all[k]
		e.Fold = strings.ToLower(e.Name + "\n" + e.Positive + "\n" + e.Negative)
		e.Alike = k
		if e.Kind == view.Preset {
			continue
		}
		for i := len(heads) - 1; i >= max(0, len(heads)-recentHeads); i-- {
			if h := &all[heads[i]]; h.Negative == e.Negative && compare.Alike(h.Positive, e.Positive) {
				e.Alike = heads[i]
				break
			}
		}
		if e.Alike == k {
			heads = append(heads, k)
		}
	}
}

func (m *Model) historyRead(msg historyReadMsg) tea.Cmd {
	m.past.all, m.past.read, m.past.recent = msg.All, true, recent(msg.All)
	if msg.Err != nil && m.page == historyPage {
		m.say(view.Failure, strings.ReplaceAll(msg.Err.Error(), "\n", "; "))
	}
	p := &m.history
	if m.page != historyPage || p.named != nil || len(p.gone) > 0 || p.Read && sameEntries(p.All, msg.All) {
		return nil
	}
	early, at := p.early, p.Entry()
	p.All, p.Read, p.early = slices.Clone(msg.All), true, nil
	p.filter()
	if at != nil { // what was selected stays so
		for k, r := range p.Rows {
			if e := &p.All[r.Entry]; e.Positive == at.Positive && e.Negative == at.Negative && e.Kind == at.Kind {
				p.Selected = k
				break
			}
		}
	}
	var cmds []tea.Cmd
	for _, key := range early {
		if m.page == historyPage {
			cmds = append(cmds, m.historyKey(key))
		}
	}
	return tea.Batch(cmds...)
}
