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
)

// open shows a page over the screen.
func (m *Model) open(p page) {
	m.page = p
	m.popup.close()
	m.stopSearch()
	m.remark = remark{}
	switch p {
	case helpPage:
		m.help.SetYOffset(0)
	case pastPage:
		m.past = newPast()
		m.past.Query.Focus()
	case namePage:
		m.past = newPast()
		m.past.Query.Placeholder = "a name for the preset"
		m.past.Query.Focus()
	}
	m.place()
}

// shut goes back to the prompts.
func (m *Model) shut() {
	m.page = noPage
	m.place()
}

// pageKey handles a key while a page is open.
func (m *Model) pageKey(msg tea.KeyMsg) tea.Cmd {
	k := &m.keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.quit()
	case key.Matches(msg, k.Close), m.page == helpPage && key.Matches(msg, k.Help), m.page == pastPage && key.Matches(msg, k.History):
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
	case pastPage:
		return m.pastKey(msg)
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

// pastReadMsg brings history and presets.
type pastReadMsg struct {
	All []keepsake
	Err error
}

// readPast reads history and presets from the disk.
func (m *Model) readPast() tea.Cmd {
	store, orphan := m.o.Store, m.o.Orphan
	return func() tea.Msg {
		var msg pastReadMsg
		if orphan != nil {
			msg.All = append(msg.All, keepsake{leftDraft, "", orphan.Positive, orphan.Negative, orphan.Saved})
		}
		if store == nil {
			return msg
		}
		last, ok, errLast := store.Last()
		if ok {
			msg.All = append(msg.All, keepsake{lastTime, "", last.Positive, last.Negative, last.Saved})
		}
		presets, err := store.Presets()
		for _, p := range presets {
			msg.All = append(msg.All, keepsake{Kind: preset, Name: p.Name, Positive: p.Prompt, Negative: p.Negative})
		}
		copied, errHistory := store.History()
		for _, c := range copied {
			msg.All = append(msg.All, keepsake{Kind: copiedPrompt, Positive: c.Prompt, Negative: c.Negative, Time: c.Time})
		}
		msg.Err = errors.Join(err, errHistory, errLast)
		return msg
	}
}

func (m *Model) pastRead(msg pastReadMsg) tea.Cmd {
	early := m.past.early
	m.past.All, m.past.Read, m.past.early = msg.All, true, nil
	m.past.sift()
	if msg.Err != nil {
		m.remark = remark{strings.ReplaceAll(msg.Err.Error(), "\n", "; "), failure}
	}
	var cmds []tea.Cmd
	for _, key := range early {
		if m.page == pastPage {
			cmds = append(cmds, m.pastKey(key))
		}
	}
	return tea.Batch(cmds...)
}

// pastKey handles a key on the page of history and presets.
func (m *Model) pastKey(msg tea.KeyMsg) tea.Cmd {
	k, p := &m.keys, &m.past
	if !key.Matches(msg, k.Delete) {
		p.sure = ""
	}
	switch {
	case !p.Read && (msg.Type == tea.KeyTab || key.Matches(msg, k.Newline) || key.Matches(msg, k.Delete)):
		p.early = append(p.early, msg) // the entries are a moment behind the fingers
	case key.Matches(msg, k.Up):
		p.move(-1)
	case key.Matches(msg, k.Down):
		p.move(1)
	case key.Matches(msg, k.PageUp):
		p.move(-10)
	case key.Matches(msg, k.PageDown):
		p.move(10)
	case msg.Type == tea.KeyTab:
		m.insertKeepsake(p.lit())
	case key.Matches(msg, k.Newline):
		m.openKeepsake(p.lit())
	case key.Matches(msg, k.Delete):
		return m.forget(p.lit())
	default:
		cmd := p.typed(msg)
		p.sift()
		return cmd
	}
	return nil
}

// openKeepsake puts an entry in the place of both prompts, as one step. A
// preset without a negative prompt leaves the negative as it is.
func (m *Model) openKeepsake(e *keepsake) {
	if e == nil {
		return
	}
	m.history.Group(func() {
		m.editors[inPrompt].SetText(e.Positive)
		if e.Negative != "" || e.Kind != preset {
			m.editors[inNegative].SetText(e.Negative)
		}
	})
	if e.Kind == leftDraft {
		m.o.Orphan = nil
		m.drafts.taken = m.o.Discard
	}
	m.shut()
	m.goTo(inPrompt)
	m.remark = remark{"Opened; " + m.keys.Undo.Help().Key + " brings back what was here.", done}
}

// insertKeepsake writes an entry's prompt at the cursor, parted by commas
// from what stands around it.
func (m *Model) insertKeepsake(e *keepsake) {
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
	m.history.Break()
	b.Apply([]prompt.Edit{edit}, at+len(edit.Text))
	m.shut()
	m.remark = remark{"Inserted.", done}
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
	Past bool // the page of history and presets is to be read again
}

func (m *Model) kept(msg keptMsg) {
	if m.page == namePage {
		m.shut()
	}
	if msg.Err != nil {
		m.remark = remark{msg.Err.Error(), failure}
		return
	}
	m.remark = remark{msg.Done, done}
}

// forget removes a preset or a copied prompt, or throws the draft away. It
// cannot be undone, so the key has to be pressed twice.
func (m *Model) forget(e *keepsake) tea.Cmd {
	if e == nil {
		return nil
	}
	gone, store, discard := *e, m.o.Store, m.o.Discard
	var act func() error
	switch {
	case e.Kind == preset && store != nil:
		act = func() error { return store.RemovePreset(gone.Name) }
	case e.Kind == copiedPrompt && store != nil:
		act = func() error { return store.ForgetCopied(gone.Positive, gone.Negative) }
	case e.Kind == leftDraft && discard != nil:
		act = discard
	default:
		m.remark = remark{"This goes by itself, with the next time that tailor is left.", quiet}
		return nil
	}
	if sure := fmt.Sprint(gone); m.past.sure != sure {
		m.past.sure = sure
		what := "this for good"
		if e.Kind == preset {
			what = fmt.Sprintf("the preset %q for good", clip(e.Name, 30))
		}
		m.remark = remark{m.keys.Delete.Help().Key + " again forgets " + what + ".", warning}
		return nil
	}
	m.past.sure = ""
	if e.Kind == leftDraft {
		m.o.Orphan = nil
	}
	m.past.All = append(m.past.All[:m.past.Shown[m.past.Lit]:m.past.Shown[m.past.Lit]], m.past.All[m.past.Shown[m.past.Lit]+1:]...)
	m.past.sift()
	return func() tea.Msg { return keptMsg{Done: "Forgotten.", Err: act()} }
}

// askName asks for the name of a preset made of the selection, or of both
// prompts.
func (m *Model) askName() {
	m.leaveList()
	if m.o.Store == nil {
		m.remark = remark{"Presets cannot be kept: there is no state directory.", failure}
		return
	}
	m.open(namePage)
}

func (m *Model) nameKey(msg tea.KeyMsg) tea.Cmd {
	if !key.Matches(msg, m.keys.Newline) {
		m.past.sure = ""
		return m.past.typed(msg)
	}
	name := strings.TrimSpace(m.past.Query.Value())
	if name == "" {
		return nil
	}
	p, store, sure := m.presetOf(name), m.o.Store, m.past.sure == name
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
	m.past.sure = msg.Name
	m.remark = remark{fmt.Sprintf("There is a preset %q already: enter again replaces it, or type another name.", clip(msg.Name, 30)), warning}
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
		m.help.SetContent(strings.Join(drawHelp(t, sections(k, m.editors[inPrompt].Keys.FullHelp()), w-4), "\n"))
		m.help.Height = body
		rows = strings.Split(m.help.View(), "\n")
		keys = []key.Binding{keyed(k.Up, "↑↓", "scroll"), says(k.Close, "back")}
	case pastPage:
		title = "history and presets"
		rows = m.past.view(t, w-4, body, m.o.Now())
		keys = []key.Binding{says(k.Newline, "open"), keyed(k.Accept, "tab", "insert"), says(k.Delete, "forget"), says(k.Close, "back")}
	case namePage:
		title = "keep as a preset"
		what := "Both prompts are kept."
		if m.buffer().Selecting() {
			what = "The selection is kept."
		}
		rows = []string{t.Accent.Paint("› ") + clip(m.past.Query.View(), w-6), "", t.Dim.Paint(what)}
		keys = []key.Binding{says(k.Newline, "keep"), says(k.Close, "back")}
	case textPage:
		title = "no clipboard took it: select it here"
		rows = wrapped(clean(m.byHand), w-4, body)
		keys = []key.Binding{says(k.Close, "back"), says(k.Quit, "quit and print it")}
	}
	out := frame(w, h-1, t.Focus, t.Title.Paint(title), rows)
	return append(out, drawFooter(t, m.remark, keys, w, 1)...)
}
