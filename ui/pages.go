package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/ui/view"
)

// open shows a page over the screen.
func (m *Model) open(p page) {
	m.page = p
	m.popup.Close()
	m.stopSearch()
	m.status = view.Status{}
	switch p {
	case helpPage:
		m.help.SetYOffset(0)
	case historyPage:
		m.history = newHistoryBrowser()
		m.history.Query.Focus()
	case namePage:
		m.history = newHistoryBrowser()
		m.history.Query.Placeholder = "a name for the preset"
		m.history.Query.Focus()
	}
	m.relayout()
}

// shut goes back to the prompts.
func (m *Model) shut() {
	m.page = noPage
	m.relayout()
}

// pageKey handles a key while a page is open.
func (m *Model) pageKey(msg tea.KeyMsg) tea.Cmd {
	k := &m.keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.quit()
	case key.Matches(msg, k.Close), m.page == helpPage && key.Matches(msg, k.Help), m.page == historyPage && key.Matches(msg, k.History):
		wasText := m.page == textPage
		m.shut()
		if wasText && m.o.Mouse {
			return tea.EnableMouseCellMotion
		}
		return nil
	}
	switch m.page {
	case helpPage:
		m.scrollHelp(msg)
	case historyPage:
		return m.historyKey(msg)
	case namePage:
		return m.nameKey(msg)
	}
	return nil
}

func (m *Model) scrollHelp(msg tea.KeyMsg) {
	k := &m.keys
	switch {
	case key.Matches(msg, k.Up):
		m.help.ScrollUp(1)
	case key.Matches(msg, k.Down):
		m.help.ScrollDown(1)
	case key.Matches(msg, k.PageUp):
		m.help.PageUp()
	case key.Matches(msg, k.PageDown), msg.Type == tea.KeySpace:
		m.help.PageDown()
	case msg.Type == tea.KeyHome:
		m.help.GotoTop()
	case msg.Type == tea.KeyEnd:
		m.help.GotoBottom()
	}
}

// historyReadMsg brings history and presets.
type historyReadMsg struct {
	All []view.HistoryEntry
	Err error
}

// readHistory reads history and presets from the disk.
func (m *Model) readHistory() tea.Cmd {
	store, orphan := m.o.Store, m.o.LeftDraft
	return func() tea.Msg {
		var msg historyReadMsg
		if orphan != nil {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.LeftDraft, Positive: orphan.Positive, Negative: orphan.Negative, Time: orphan.Saved})
		}
		if store == nil {
			return msg
		}
		last, ok, errLast := store.Last()
		if ok {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.LastTime, Positive: last.Positive, Negative: last.Negative, Time: last.Saved})
		}
		presets, err := store.Presets()
		for _, p := range presets {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.Preset, Name: p.Name, Positive: p.Prompt, Negative: p.Negative})
		}
		copied, errHistory := store.History()
		for _, c := range copied {
			msg.All = append(msg.All, view.HistoryEntry{Kind: view.Copied, Positive: c.Prompt, Negative: c.Negative, Time: c.Time})
		}
		msg.Err = errors.Join(err, errHistory, errLast)
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

// keptMsg says how keeping or forgetting something went.
type keptMsg struct {
	Done string
	Err  error
}

func (m *Model) kept(msg keptMsg) {
	if m.page == namePage {
		m.shut()
	}
	if msg.Err != nil {
		m.say(view.Failure, msg.Err.Error())
		return
	}
	m.say(view.Done, msg.Done)
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

// askName asks for the name of a preset made of the selection, or of both
// prompts.
func (m *Model) askName() {
	m.leaveList()
	if m.o.Store == nil {
		m.say(view.Failure, "Presets cannot be kept: there is no state directory.")
		return
	}
	m.open(namePage)
}

func (m *Model) nameKey(msg tea.KeyMsg) tea.Cmd {
	if !key.Matches(msg, m.keys.Newline) {
		m.history.sure = ""
		return m.history.typed(msg)
	}
	name := strings.TrimSpace(m.history.Query.Value())
	if name == "" {
		return nil
	}
	p, store, sure := m.presetOf(name), m.o.Store, m.history.sure == name
	return func() tea.Msg {
		if !sure {
			presets, err := store.Presets()
			if err != nil {
				return keptMsg{Err: err}
			}
			if slices.ContainsFunc(presets, func(have state.Preset) bool { return have.Name == name && have != p }) {
				return nameTakenMsg{name}
			}
		}
		return keptMsg{Done: fmt.Sprintf("Kept as %q; ctrl+p finds it.", name), Err: store.SavePreset(p)}
	}
}

// nameTakenMsg says that there is a preset of the name already.
type nameTakenMsg struct{ Name string }

func (m *Model) nameTaken(msg nameTakenMsg) {
	if m.page != namePage {
		return
	}
	m.history.sure = msg.Name
	m.say(view.Warning, fmt.Sprintf("There is a preset %q already: enter again replaces it, or type another name.", view.Clip(msg.Name, 30)))
}

// presetOf is what a new preset holds: the selection, else both prompts.
func (m *Model) presetOf(name string) state.Preset {
	b := m.buffer()
	if b.Selecting() {
		return state.Preset{Name: name, Prompt: b.Selection().Of(b.Text())}
	}
	t := m.Texts()
	return state.Preset{Name: name, Prompt: t.Positive, Negative: t.Negative}
}

// drawPage draws the open page.
func (m *Model) drawPage(w, h int) []string {
	t := m.theme
	k := &m.keys
	title, rows := "", []string(nil)
	var keys []key.Binding
	body := h - 3
	switch m.page {
	case helpPage:
		title = "keys"
		m.help.SetContent(strings.Join(view.Help(t, sections(k, m.editors[inPrompt].Keys.FullHelp()), w-4), "\n"))
		m.help.Height = body
		rows = strings.Split(m.help.View(), "\n")
		keys = []key.Binding{keyed(k.Up, "↑↓", "scroll"), says(k.Close, "back")}
	case historyPage:
		title = "history and presets"
		rows = m.history.Draw(t, m.history.Query.View(), w-4, body, m.o.Now())
		keys = []key.Binding{says(k.Newline, "open"), keyed(k.Accept, "tab", "insert"), says(k.Delete, "forget"), says(k.Close, "back")}
	case namePage:
		title = "keep as a preset"
		what := "Both prompts are kept."
		if m.buffer().Selecting() {
			what = "The selection is kept."
		}
		rows = []string{t.Accent.Paint("› ") + view.Clip(m.history.Query.View(), w-6), "", t.Dim.Paint(what)}
		keys = []key.Binding{says(k.Newline, "keep"), says(k.Close, "back")}
	case textPage:
		title = "no clipboard took it: select it here"
		rows = view.Wrapped(view.Clean(m.byHand), w-4, body)
		keys = []key.Binding{says(k.Close, "back"), says(k.Quit, "quit and print it")}
	}
	out := view.Frame(w, h-1, t.Focus, t.Title.Paint(title), rows)
	return append(out, view.Footer(t, m.status, keys, w, 1)...)
}
