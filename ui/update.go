package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/editor/buffer"
	"tailor/ui/history"
	"tailor/ui/models"
	"tailor/ui/pictures"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// Update receives a message and draws the screen, at most once a frame.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.throttle.dirty = true
	sights, at, typing := m.AnalysisVersion, m.At, m.Typing
	before, all := m.Written(), m.AllSelected()
	cmd := m.receive(msg)
	if len(m.held) > 0 && !m.search.under {
		cmd = tea.Batch(cmd, m.release())
	}
	if m.Texts() != m.Analysis.Texts {
		m.Analyse()
	}
	if m.Written() != before {
		cmd = tea.Batch(cmd, m.KeepCleared(before, all))
	}
	if m.Empty() {
		cmd = tea.Batch(cmd, m.history.ReadAgain()) // the start offers the newest
	}
	if m.AnalysisVersion != sights {
		cmd = tea.Batch(cmd, m.Measure())
	}
	if m.AnalysisVersion != sights || m.At != at || m.Typing != typing || m.footerRows() != m.footer {
		m.Relayout()
	}
	return m, tea.Batch(cmd, m.AnalyseBehind(), m.KeepDraft(), m.pictures.Pane.Redraw(), m.show(), m.card.ReadSeen())
}

// receive routes a message to the part that it is for.
func (m *Model) receive(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		return m.key(msg)
	case terminal.PasteMsg:
		if !m.hold(msg) {
			return m.paste(string(msg))
		}
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
	case desk.MeasuredMsg:
		m.Measured(msg)
	case terminal.PasteComingMsg:
		return m.PasteComing(msg)
	case terminal.PasteGoesOnMsg:
		return m.pasteOn(msg)
	case terminal.BackgroundMsg:
		m.backgroundSeen(msg.Dark)
	case listsLoadedMsg:
		return m.listsLoaded(msg)
	case desk.CheckerMadeMsg:
		if msg.Profile == m.Options.Profile && msg.Model == m.Options.Model {
			m.Fit(msg.Checker)
		}
	case models.ReadMsg:
		m.models.TakeRead(msg)
	case desk.ModelNamedMsg:
		return m.models.Named(msg)
	case workedMsg:
		return m.worked(msg)
	case rolledMsg:
		return m.rolled(msg)
	case importedMsg:
		return m.imported(msg)
	case updateProgressMsg:
		return m.updateProgress(msg)
	case updateDoneMsg:
		return m.updateDone(msg)
	case column.SeenMsg:
		m.card.TakeSeen(msg)
	case desk.DraftDueMsg:
		return m.SaveDue()
	case desk.RetryDueMsg:
		return m.Retry()
	case desk.DraftSavedMsg:
		return m.DraftSaved(msg)
	case desk.AnalysedMsg:
		m.Analysed(msg)
	case desk.OwedWrittenMsg:
		return m.OwedWritten(msg)
	case browsedMsg:
		return m.browsed(msg)
	case copiedMsg:
		return m.copied(msg)
	case history.ReadMsg:
		return m.history.TakeRead(msg)
	case desk.KeptMsg:
		m.history.Kept(msg)
	case history.NameTakenMsg:
		m.history.NameTaken(msg)
	case pictures.ProgressMsg:
		return m.pictures.Progressed(msg)
	case pictures.MadeMsg:
		return m.pictures.Made(msg)
	case pictures.ConnectedMsg:
		return m.pictures.Connected(msg)
	case pictures.RecoverDueMsg:
		return m.pictures.RecoverDue()
	case pictures.QueueOpenedMsg:
		return m.pictures.QueueOpened(msg)
	case pictures.QueueKeptMsg:
		m.Say(view.Warning, msg.Err.Error())
	case pictures.DrawnMsg:
		return m.pictures.Pane.Drawn(msg)
	case terminal.RestingMsg:
		return m.Rest(msg)
	case terminal.RestedMsg:
		m.pictures.Pane.Lost()
	case terminal.GraphicsMsg:
		if m.Options.Gallery.Choose != nil {
			m.pictures.Pane.Canvas = m.Options.Gallery.Choose(msg.Answer)
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
	if key.Matches(msg, m.Keys.CopyOrQuit) {
		return m.copyOrQuit()
	}
	m.sureToQuit = m.sureToQuit && key.Matches(msg, m.Keys.Quit)
	m.hesitates, m.mended.shown = false, false
	if m.Page != desk.NoPage {
		return m.pageKey(msg)
	}
	if len(m.offered) > 0 && !key.Matches(msg, m.Keys.Traits) {
		m.offered, m.Status = nil, view.Status{} // an offer is made once
	}
	if cmd, ok := m.globalKey(msg); ok {
		return cmd
	}
	if m.At == desk.InColumn {
		var cmds []tea.Cmd
		for _, one := range splitRunes(msg) {
			cmds = append(cmds, m.column.Key(one))
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
	if m.Popup.Open {
		if cmd, ok := m.popupKey(msg); ok {
			return cmd
		}
	}
	k := &m.Keys
	b := m.Buffer()
	m.Typing = false
	switch {
	case m.Empty() && m.startKey(msg):
		return nil
	case m.leftDraft() != nil && key.Matches(msg, k.Newline):
		m.TakeLeftDraft()
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
		m.hesitates = m.Status.Text == "" && m.Autosave.Unkept() == "" && !m.column.Asked && !b.Selecting() && !m.search.under
		m.Status = view.Status{}
		m.stopSearch()
		if m.column.Asked {
			m.column.Asked = false
			m.Relayout()
		}
		if b.Selecting() {
			b.MoveTo(b.Cursor(), false)
		}
	case key.Matches(msg, k.Newline):
		b.Insert("\n")
		m.closeList()
	default:
		if msg.Type == tea.KeyRunes && !msg.Alt {
			m.goBack()
			m.Part(string(msg.Runes))
		}
		e := m.Editors[m.Writing()]
		handled, changed := e.HandleKey(msg)
		if !handled {
			return nil
		}
		m.Typing = changed && types(msg)
		if changed || m.Status.Level <= view.Done {
			m.Status = view.Status{} // what was done has been read; a fault has its say again
		}
		if m.Typing {
			return m.complete(false)
		}
		m.closeList()
	}
	return nil
}

// GoTo sends the keys to another place.
func (m *Model) GoTo(to desk.Focus) {
	if to == desk.InColumn && m.At != desk.InColumn {
		m.From = m.At
	}
	if m.At != to && m.Status.Level <= view.Done {
		m.Status = view.Status{} // it was about where one was
	}
	m.LeaveList()
	if m.At == desk.InColumn && to != desk.InColumn {
		m.column.Left()
	}
	m.At = to
	m.closeList()
	m.Relayout()
}

// LeaveColumn gives the keys back to the prompt that had them.
func (m *Model) LeaveColumn() { m.column.Leave() }

// step undoes or redoes, and brings the prompt that it changed to the front.
func (m *Model) step(do func(*buffer.History) []*buffer.Buffer, name string) tea.Cmd {
	touched := do(m.Undo)
	if len(touched) == 0 {
		m.Say(view.Quiet, "Nothing to "+name+".")
		return nil
	}
	m.Status = view.Status{}
	cmd := m.models.Follow()
	if m.At == desk.InColumn {
		return cmd
	}
	if !slices.ContainsFunc(touched, func(b *buffer.Buffer) bool { return b == m.Buffer() || b == m.Settings.Buffer }) {
		m.GoTo(promptOf(touched[0] == m.Editors[desk.InNegative].Buffer))
	}
	return cmd
}

// settingsStep is step for a page that hides the prompts: it takes back, or with
// redo carries out again, what changed the settings alone.
func (m *Model) settingsStep(redo bool) tea.Cmd {
	do, name := (*buffer.History).Undo, "undo"
	if redo {
		do, name = (*buffer.History).Redo, "redo"
	}
	if !m.Undo.Undoes(m.Settings.Buffer, redo) {
		do, name = func(*buffer.History) []*buffer.Buffer { return nil }, name+" in the settings"
	}
	return m.step(do, name)
}

// promptOf is the negative prompt, or the other one.
func promptOf(negative bool) desk.Focus {
	if negative {
		return desk.InNegative
	}
	return desk.InPrompt
}

// weigh changes the weight of the selection, of what the cursor stands in, or
// else of the tag before it: the one that was just written.
func (m *Model) weigh(steps int) {
	b := m.Buffer()
	text, cursor := b.Text(), b.Cursor()
	known := func(name string) (ok bool) {
		if list := m.Lists.Catalogue; list != nil {
			_, _, ok = list.Lookup(name)
		}
		return ok
	}
	c := splice.Weigh(text, b.Selection(), steps, known)
	if c.Empty() && !b.Selecting() {
		if at := len(strings.TrimRight(text[:cursor], ", \n")); at > 0 {
			c = splice.Weigh(text, prompt.Span{Start: at, End: at}, steps, known)
			c.Cursor, c.Selection = prompt.Moved(cursor, c.Positive), prompt.Span{}
		}
	}
	m.applyHere(c)
}

// moveTag moves the selected tags, or else the one under the cursor.
func (m *Model) moveTag(dir int) {
	b := m.Buffer()
	if b.Selecting() {
		m.applyHere(splice.MoveSelected(b.Text(), b.Selection(), dir))
		return
	}
	m.applyHere(splice.Move(b.Text(), b.Cursor(), dir))
}

// applyHere carries out a change whose Positive edits are meant for the prompt
// that is being written.
func (m *Model) applyHere(c splice.Change) {
	if m.Writing() == desk.InNegative {
		c.Positive, c.Negative = nil, c.Positive
	}
	m.Status = view.Status{}
	m.Apply(c)
	m.closeList()
}
