package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/desk"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// globalKey handles the keys that hold wherever the keys go.
func (m *Model) globalKey(msg tea.KeyMsg) (cmd tea.Cmd, known bool) {
	k := &m.Keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.askedToQuit(), true
	case key.Matches(msg, k.Cut):
		return m.cut(), true
	case key.Matches(msg, k.Help):
		m.Open(desk.HelpPage)
	case key.Matches(msg, k.History):
		return m.history.OpenPage(), true
	case key.Matches(msg, k.Copy):
		return m.copyPrompt(), true
	case key.Matches(msg, k.CopyAll):
		return m.copyAll(), true
	case key.Matches(msg, k.CopyExpanded):
		return m.copyExpanded(), true
	case key.Matches(msg, k.CopyAs):
		m.openCopyAs()
	case key.Matches(msg, k.SavePreset):
		m.history.AskName()
	case key.Matches(msg, k.New):
		m.newPrompt()
	case key.Matches(msg, k.Settings):
		return m.pictures.OpenForm(), true
	case key.Matches(msg, k.Generate):
		return m.pictures.Generate(), true
	case key.Matches(msg, k.Interrupt):
		return m.pictures.Interrupt(), true
	case key.Matches(msg, k.Resume):
		return m.pictures.Resume(), true
	case key.Matches(msg, k.Pictures):
		m.enterPictures()
	case key.Matches(msg, k.Toggles):
		m.column.Enter(m.toggles)
	case key.Matches(msg, k.Card):
		m.card.Open()
		m.column.Visit(m.card)
	case len(m.offered) > 0 && key.Matches(msg, k.Traits):
		m.takeTraits()
	case key.Matches(msg, k.Chunks):
		m.chunks.Selected = m.CursorChunk(m.Writing())
		m.column.Enter(m.chunks)
	case key.Matches(msg, k.NextPage):
		m.column.Next()
	case key.Matches(msg, k.Negative):
		if m.Writing() == desk.InNegative {
			m.GoTo(desk.InPrompt)
		} else {
			m.GoTo(desk.InNegative)
		}
	case key.Matches(msg, k.Model):
		return m.models.OpenPage(), true
	case key.Matches(msg, k.Reload):
		m.Say(view.Quiet, readingAgain)
		return m.load(), true
	case key.Matches(msg, k.Update):
		return m.update(), true
	case key.Matches(msg, k.Undo):
		cmd = m.step((*buffer.History).Undo, "undo")
	case key.Matches(msg, k.Redo):
		cmd = m.step((*buffer.History).Redo, "redo")
	case m.loading && m.Analyst.Checker == nil && key.Matches(msg, k.Fix, k.FixAll, k.NextFault):
		m.Say(view.Quiet, "The lists are still being read; faults are known then.")
	case key.Matches(msg, k.Fix):
		m.fix()
	case key.Matches(msg, k.FixAll):
		cmd = m.fixAll()
	case key.Matches(msg, k.NextFault):
		m.nextFault()
	case key.Matches(msg, k.Gather):
		cmd = m.gather()
	case key.Matches(msg, k.Roll):
		cmd = m.roll()
	case key.Matches(msg, k.Palette):
		m.openPalette()
	case key.Matches(msg, k.Chunk) && m.Empty() && len(m.history.Recent()) > 0:
		if n, last := int(msg.Runes[0]-'1'), m.history.Recent(); n >= 0 && n < len(last) {
			m.history.OpenEntry(last[n])
		}
	case key.Matches(msg, k.Chunk):
		if len(msg.Runes) == 1 {
			m.Jump(int(msg.Runes[0] - '1'))
		}
	default:
		return nil, false
	}
	m.Popup.Close()
	m.stopSearch()
	m.Typing = false
	return cmd, true
}
