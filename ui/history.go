package ui

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"tailor/data/printable"
	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
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

// historyReadMsg brings history and presets.
type historyReadMsg struct {
	All []view.HistoryEntry
	Err error
}

// readHistory reads history and presets from the disk.
func (m *Model) readHistory() tea.Cmd {
	store, left := m.o.Store, m.o.LeftDraft
	return func() tea.Msg {
		var msg historyReadMsg
		if left != nil {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.LeftDraft, Positive: left.Positive, Negative: left.Negative, Settings: left.Settings, Time: left.Saved})
		}
		if store == nil {
			return msg
		}
		last, ok, errLast := store.Last()
		if ok {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.LastTime, Positive: last.Positive, Negative: last.Negative, Settings: last.Settings, Time: last.Saved})
		}
		presets, err := store.Presets()
		for _, p := range presets {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.Preset, Name: p.Name, Positive: p.Prompt, Negative: p.Negative, Settings: p.Settings})
		}
		copied, errHistory := store.History()
		for _, c := range copied {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.Copied, Positive: c.Prompt, Negative: c.Negative, Settings: c.Settings, Time: c.Time})
		}
		pictures, errPictures := store.Pictures()
		tie(msg.All, pictures)
		msg.Err = errors.Join(err, errHistory, errLast, errPictures)
		return msg
	}
}

func (m *Model) historyRead(msg historyReadMsg) tea.Cmd {
	early := m.history.early
	m.history.All, m.history.Read, m.history.early = msg.All, true, nil
	m.history.filter()
	if msg.Err != nil {
		m.say(view.Failure, strings.ReplaceAll(msg.Err.Error(), "\n", "; "))
	}
	var cmds []tea.Cmd
	for _, key := range early {
		if m.page == historyPage {
			cmds = append(cmds, m.historyKey(key))
		}
	}
	return tea.Batch(cmds...)
}

// historyKey handles a key on the page of history and presets.
func (m *Model) historyKey(msg tea.KeyMsg) tea.Cmd {
	k, p := &m.keys, &m.history
	if !key.Matches(msg, k.Delete) {
		p.sure = ""
	}
	switch {
	case !p.Read && (msg.Type == tea.KeyTab || key.Matches(msg, k.Newline) || key.Matches(msg, k.Delete)):
		p.early = append(p.early, msg) // the entries are a moment behind the fingers
	case key.Matches(msg, k.Up):
		p.Move(-1)
	case key.Matches(msg, k.Down):
		p.Move(1)
	case key.Matches(msg, k.PageUp):
		p.Move(-10)
	case key.Matches(msg, k.PageDown):
		p.Move(10)
	case key.Matches(msg, k.Pictures):
		m.showPicturesOf(p.Entry())
	case msg.Type == tea.KeyTab:
		m.insertEntry(p.Entry())
	case key.Matches(msg, k.Newline):
		m.openEntry(p.Entry())
	case key.Matches(msg, k.Delete):
		return m.forget(p.Entry())
	default:
		cmd := p.typed(msg)
		p.filter()
		return cmd
	}
	return nil
}

// openEntry puts an entry in the place of both prompts, as one step. A
// preset without a negative prompt leaves the negative as it is.
func (m *Model) openEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	m.undo.Group(func() {
		m.editors[inPrompt].SetText(e.Positive)
		if e.Negative != "" || e.Kind != view.Preset {
			m.editors[inNegative].SetText(e.Negative)
		}
		if e.Settings != "" || e.Kind != view.Preset {
			m.settings.SetText(e.Settings)
		}
	})
	if e.Kind == view.LeftDraft {
		m.o.LeftDraft = nil
		m.autosave.taken = m.o.Discard
	}
	m.shut()
	m.goTo(inPrompt)
	m.say(view.Done, "Opened; "+m.keys.Undo.Help().Key+" brings back what was here.")
}

// insertEntry writes an entry's prompt at the cursor, parted by commas
// from what stands around it.
func (m *Model) insertEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	text := e.Positive
	if m.text() == inNegative && e.Negative != "" {
		text = e.Negative
	}
	b := m.buffer()
	at := b.Cursor()
	for _, part := range prompt.Read(b.Text()).Parts {
		if part.Outer.Start < at && at < part.Outer.End {
			at = part.Outer.End // a tag is not torn in two
		}
	}
	edit := joined(b.Text(), at, text)
	m.undo.Break()
	b.Apply([]prompt.Edit{edit}, at+len(edit.Text))
	m.shut()
	m.say(view.Done, "Inserted.")
}

// joined is the edit that inserts a part at a place, with the separators
// that the text around it lacks.
func joined(text string, at int, part string) prompt.Edit {
	before := strings.TrimRight(text[:at], " ")
	part = strings.Trim(part, " ,\n")
	if before != "" && !strings.ContainsAny(before[len(before)-1:], ",\n(") {
		part = ", " + part
	} else if before != "" && len(before) == at && before[at-1] == ',' {
		part = " " + part
	}
	if after := strings.TrimLeft(text[at:], " "); after == "" || !strings.ContainsAny(after[:1], ",\n)") {
		part += ", "
	}
	return prompt.Edit{Span: prompt.Span{Start: at, End: at}, Text: part}
}

// forget removes a preset or a copied prompt, or throws the draft away. It
// cannot be undone, so the key has to be pressed twice.
func (m *Model) forget(e *view.HistoryEntry) tea.Cmd {
	if e == nil {
		return nil
	}
	gone, store, discard := *e, m.o.Store, m.o.Discard
	var act func() error
	switch {
	case e.Kind == view.Preset && store != nil:
		act = func() error { return store.RemovePreset(gone.Name) }
	case e.Kind == view.Copied && store != nil:
		act = func() error { return store.ForgetCopied(gone.Positive, gone.Negative) }
	case e.Kind == view.LeftDraft && discard != nil:
		act = discard
	default:
		m.say(view.Quiet, "This goes by itself, with the next time that tailor is left.")
		return nil
	}
	if sure := fmt.Sprint(gone); m.history.sure != sure {
		m.history.sure = sure
		what := "this for good"
		if e.Kind == view.Preset {
			what = fmt.Sprintf("the preset %q for good", view.Clip(e.Name, 30))
		}
		m.say(view.Warning, m.keys.Delete.Help().Key+" again forgets "+what+".")
		return nil
	}
	m.history.sure = ""
	if e.Kind == view.LeftDraft {
		m.o.LeftDraft = nil
	}
	m.history.All = append(m.history.All[:m.history.Shown[m.history.Selected]:m.history.Shown[m.history.Selected]], m.history.All[m.history.Shown[m.history.Selected]+1:]...)
	m.history.filter()
	return func() tea.Msg { return keptMsg{Done: "Forgotten.", Err: act()} }
}
