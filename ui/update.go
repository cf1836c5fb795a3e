package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// Update receives a message and draws the screen, at most once a frame.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.throttle.dirty = true
	sights, at, typing := m.analysisVersion, m.at, m.typing
	before, all := m.analysis.Texts, m.allSelected()
	cmd := m.receive(msg)
	if len(m.held) > 0 && !m.search.under {
		cmd = tea.Batch(cmd, m.release())
	}
	if m.Texts() != m.analysis.Texts {
		m.analyse()
		cmd = tea.Batch(cmd, m.keepCleared(before, all))
	}
	if m.analysisVersion != sights {
		cmd = tea.Batch(cmd, m.measure())
	}
	if m.analysisVersion != sights || m.at != at || m.typing != typing {
		m.relayout()
	}
	return m, tea.Batch(cmd, m.analyseBehind(), m.keepDraft(), m.pictures.redraw(), m.show())
}

// receive routes a message to the part that it is for.
func (m *Model) receive(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		return m.key(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case mendedOverMsg:
		m.mended.shown = m.mended.shown && msg.Number != m.mended.number
	case frameMsg:
		m.throttle.waiting = false
	case searchDoneMsg:
		return m.searchDone(msg)
	case triggersMsg:
		m.triggersRead(msg)
	case triggersAskedMsg:
		m.triggersAsked(msg)
	case peekedMsg:
		m.peekDone(msg)
	case measuredMsg:
		m.measured(msg)
	case terminal.BackgroundMsg:
		m.backgroundSeen(msg.Dark)
	case listsLoadedMsg:
		return m.listsLoaded(msg)
	case checkerMadeMsg:
		if msg.Profile == m.o.Profile && msg.Model == m.o.Model {
			m.fit(msg.Checker)
		}
	case modelsReadMsg:
		m.modelsRead(msg)
	case modelNamedMsg:
		return m.modelNamed(msg)
	case rolledMsg:
		return m.rolled(msg)
	case importedMsg:
		return m.imported(msg)
	case updateProgressMsg:
		return m.updateProgress(msg)
	case updateDoneMsg:
		return m.updateDone(msg)
	case draftDueMsg:
		return m.saveDraft()
	case draftSavedMsg:
		return m.draftSaved(msg)
	case analysedMsg:
		m.analysed(msg)
	case lostMsg:
		m.unkept("The history", msg.Err)
	case browsedMsg:
		return m.browsed(msg)
	case copiedMsg:
		return m.copied(msg)
	case historyReadMsg:
		return m.historyRead(msg)
	case keptMsg:
		m.kept(msg)
	case nameTakenMsg:
		m.nameTaken(msg)
	case progressMsg:
		return m.progressed(msg)
	case madeMsg:
		return m.made(msg)
	case connectedMsg:
		return m.connected(msg)
	case drawnMsg:
		return m.pictures.drawn(msg)
	case terminal.GraphicsMsg:
		if m.o.Gallery.Choose != nil {
			m.pictures.canvas = m.o.Gallery.Choose(msg.Answer)
		}
	default:
		m.throttle.dirty = m.throttle.waiting && m.throttle.dirty
	}
	return nil
}

// key routes a key: to the page, to what every place knows, to the column,
// to the popup, to the editor.
func (m *Model) key(msg tea.KeyMsg) tea.Cmd {
	if m.hold(msg) {
		return nil
	}
	if msg.Paste {
		return m.paste(string(msg.Runes))
	}
	if key.Matches(msg, m.keys.CopyOrQuit) {
		return m.copyOrQuit()
	}
	m.sureToQuit, m.hesitates, m.mended.shown = false, false, false
	if m.page != noPage {
		return m.pageKey(msg)
	}
	if len(m.offered) > 0 && !key.Matches(msg, m.keys.Traits) {
		m.offered, m.status = nil, view.Status{} // an offer is made once
	}
	if cmd, ok := m.globalKey(msg); ok {
		return cmd
	}
	if m.at == inColumn {
		var cmds []tea.Cmd
		for _, one := range splitRunes(msg) {
			cmds = append(cmds, m.columnKey(one))
		}
		return tea.Batch(cmds...)
	}
	return m.writingKey(msg)
}

// splitRunes parts letters that came at once, as they do from fast fingers or over
// a slow line, into the keys that they are.
func splitRunes(msg tea.KeyMsg) []tea.KeyMsg {
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 || terminal.IsNamed(msg) {
		return []tea.KeyMsg{msg}
	}
	out := make([]tea.KeyMsg, len(msg.Runes))
	for k, r := range msg.Runes {
		out[k] = msg
		out[k].Runes = []rune{r}
	}
	return out
}

// writingKey handles a key while a prompt is being written.
func (m *Model) writingKey(msg tea.KeyMsg) tea.Cmd {
	if m.popup.Open {
		if cmd, ok := m.popupKey(msg); ok {
			return cmd
		}
	}
	k := &m.keys
	b := m.buffer()
	m.typing = false
	switch {
	case m.empty() && m.startKey(msg):
		return nil
	case m.o.LeftDraft != nil && m.empty() && key.Matches(msg, k.Newline):
		m.takeLeftDraft()
		return nil
	case key.Matches(msg, k.Heavier):
		m.weigh(1)
	case key.Matches(msg, k.Lighter):
		m.weigh(-1)
	case key.Matches(msg, k.MoveLeft):
		m.moveTag(-1)
	case key.Matches(msg, k.MoveRight):
		m.moveTag(1)
	case msg.Type == tea.KeyTab:
		return m.complete(true)
	case key.Matches(msg, k.Close):
		m.hesitates = m.status.Text == "" && !m.column.open && !b.Selecting() && !m.search.under
		m.status = view.Status{}
		m.stopSearch()
		if m.column.open {
			m.column.open = false
			m.relayout()
		}
		if b.Selecting() {
			b.MoveTo(b.Cursor(), false)
		}
	case key.Matches(msg, k.Newline):
		b.Insert("\n")
		m.popup.Close()
		m.stopSearch()
	default:
		e := m.editors[m.text()]
		handled, changed := e.HandleKey(msg)
		if !handled {
			return nil
		}
		m.typing = changed && len(msg.Runes) > 0
		if changed {
			m.status = view.Status{}
		}
		if changed && types(msg) {
			return m.complete(false)
		}
		m.popup.Close()
		m.stopSearch()
	}
	return nil
}

// goTo sends the keys to another place.
func (m *Model) goTo(to focus) {
	if to == inColumn && m.at != inColumn {
		m.from = m.at
	}
	if m.at != to && m.status.Level == view.Done {
		m.status = view.Status{} // it was about where one was
	}
	m.leaveList()
	m.at = to
	m.popup.Close()
	m.stopSearch()
	m.relayout()
}

// step undoes or redoes, and brings the prompt that it changed to the front.
func (m *Model) step(do func(*buffer.History) []*buffer.Buffer, name string) {
	touched := do(m.undo)
	if len(touched) == 0 {
		m.say(view.Quiet, "Nothing to "+name+".")
		return
	}
	m.status = view.Status{}
	if m.at == inColumn {
		return
	}
	for _, b := range touched {
		if b == m.buffer() || b == m.settings.Buffer {
			return
		}
	}
	if touched[0] == m.editors[inNegative].Buffer {
		m.goTo(inNegative)
	} else {
		m.goTo(inPrompt)
	}
}

// weigh changes the weight of the selection, of what the cursor stands in, or
// else of the tag before it: the one that was just written.
func (m *Model) weigh(steps int) {
	b := m.buffer()
	text, cursor := b.Text(), b.Cursor()
	c := splice.Weigh(text, b.Selection(), steps)
	if c.Empty() && !b.Selecting() {
		if at := len(strings.TrimRight(text[:cursor], ", \n")); at > 0 {
			c = splice.Weigh(text, prompt.Span{Start: at, End: at}, steps)
			c.Cursor, c.Selection = prompt.Moved(cursor, c.Positive), prompt.Span{}
		}
	}
	m.applyHere(c)
}

// moveTag moves the selected tags, or else the one under the cursor.
func (m *Model) moveTag(dir int) {
	b := m.buffer()
	if b.Selecting() {
		m.applyHere(splice.MoveSelected(b.Text(), b.Selection(), dir))
	} else {
		m.applyHere(splice.Move(b.Text(), b.Cursor(), dir))
	}
}

// applyHere carries out a change whose Positive edits are meant for the prompt
// that is being written.
func (m *Model) applyHere(c splice.Change) {
	if m.text() == inNegative {
		c.Positive, c.Negative = nil, c.Positive
	}
	m.status = view.Status{}
	m.apply(c)
	m.popup.Close()
	m.stopSearch()
}

func (m *Model) empty() bool { return m.analysis.Texts == prompt.Texts{} }
