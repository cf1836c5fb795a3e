package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// globalAction is what a key does that holds wherever the keys go.
type globalAction struct {
	key   *key.Binding
	does  func() tea.Cmd
	stays bool // the list at the cursor, where one is open
}

// globalActions are what the keys do that hold everywhere.
func (m *Model) globalActions() []globalAction {
	k := &m.Keys
	simply := func(do func()) func() tea.Cmd { return func() tea.Cmd { do(); return nil } }
	step := func(do func(*buffer.History) []*buffer.Buffer, name string) func() tea.Cmd {
		return func() tea.Cmd { return m.step(do, name) }
	}
	return []globalAction{
		{&k.Quit, m.askedToQuit, true},
		{&k.Cut, m.cut, true},
		{&k.History, m.history.OpenPage, true},
		{&k.Copy, m.copyPrompt, true},
		{&k.CopyAll, m.copyAll, true},
		{&k.CopyExpanded, m.copyExpanded, true},
		{&k.Settings, m.pictures.OpenForm, true},
		{&k.Generate, m.pictures.Generate, true},
		{&k.Interrupt, m.pictures.Interrupt, true},
		{&k.Resume, m.pictures.Resume, true},
		{&k.Model, m.models.OpenPage, true},
		{&k.Reload, m.reload, true},
		{&k.Update, m.update, true},
		{&k.Help, simply(func() { m.Open(desk.HelpPage) }), false},
		{&k.CopyAs, simply(m.openCopyAs), false},
		{&k.SavePreset, simply(m.history.AskName), false},
		{&k.New, simply(m.newPrompt), false},
		{&k.Pictures, simply(m.enterPictures), false},
		{&k.Toggles, simply(func() { m.column.Enter(m.toggles) }), false},
		{&k.Card, simply(m.openCard), false},
		{&k.Chunks, simply(func() { m.chunks.Selected = m.CursorChunk(m.Writing()); m.column.Enter(m.chunks) }), false},
		{&k.NextPage, simply(m.column.Next), false},
		{&k.Negative, simply(func() { m.GoTo(promptOf(m.Writing() != desk.InNegative)) }), false},
		{&k.Undo, step((*buffer.History).Undo, "undo"), false},
		{&k.Redo, step((*buffer.History).Redo, "redo"), false},
		{&k.Fix, simply(m.fix), false},
		{&k.FixAll, m.fixAll, false},
		{&k.NextFault, simply(m.nextFault), false},
		{&k.Gather, m.gather, false},
		{&k.Traits, simply(m.takeTraits), false},
		{&k.Roll, m.roll, false},
		{&k.Palette, simply(m.openPalette), false},
	}
}

// globalKey handles the keys that hold wherever the keys go.
func (m *Model) globalKey(msg tea.KeyMsg) (cmd tea.Cmd, known bool) {
	k := &m.Keys
	switch {
	case m.loading && m.Analyst.Checker == nil && key.Matches(msg, k.Fix, k.FixAll, k.NextFault):
		m.Say(view.Quiet, "The lists are still being read; faults are known then.")
	case key.Matches(msg, k.Chunk):
		m.toChunk(msg)
	default:
		at := slices.IndexFunc(m.global, func(a globalAction) bool { return key.Matches(msg, *a.key) })
		if at < 0 {
			return nil, false
		}
		if cmd = m.global[at].does(); m.global[at].stays {
			return cmd, true
		}
	}
	m.closeList()
	m.Typing = false
	return cmd, true
}

// toChunk goes to the chunk of a digit, or where the start offers prompts takes
// that one up.
func (m *Model) toChunk(msg tea.KeyMsg) {
	if len(msg.Runes) != 1 {
		return
	}
	switch n, last := int(msg.Runes[0]-'1'), m.lastPrompts(); {
	case !m.Empty() || len(last) == 0:
		m.Jump(n)
	case n >= 0 && n < len(last):
		m.history.OpenEntry(last[n])
	}
}

// openCard opens the card of the tag that is meant, where there is one.
func (m *Model) openCard() {
	if !m.card.Open() && m.At != desk.InColumn {
		m.Say(view.Quiet, "No tag of the lists stands at the cursor.")
		return
	}
	m.column.Visit(m.card)
}
