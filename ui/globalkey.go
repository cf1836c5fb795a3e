package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/edit"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// globalKey handles the keys that hold wherever the keys go.
func (m *Model) globalKey(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &m.keys
	switch {
	case key.Matches(msg, k.Quit):
		return m.quit(), true
	case key.Matches(msg, k.Cut):
		return m.cut(), true
	case key.Matches(msg, k.Help):
		m.open(helpPage)
	case key.Matches(msg, k.History):
		return m.openHistory(), true
	case key.Matches(msg, k.Copy):
		return m.copyPrompt(), true
	case key.Matches(msg, k.CopyAll):
		return m.copyAll(), true
	case key.Matches(msg, k.CopyExpanded):
		return m.copyExpanded(), true
	case key.Matches(msg, k.CopyAs):
		m.openCopyAs()
	case key.Matches(msg, k.SavePreset):
		m.askName()
	case key.Matches(msg, k.New):
		m.newPrompt()
	case key.Matches(msg, k.Settings):
		return m.openForm(), true
	case key.Matches(msg, k.Generate):
		return m.generate(), true
	case key.Matches(msg, k.Interrupt):
		m.interrupt()
		return nil, true
	case key.Matches(msg, k.Pictures):
		m.enterPictures()
	case key.Matches(msg, k.Toggles):
		m.enterPage(m.toggles)
	case key.Matches(msg, k.Card):
		m.card.update()
		m.enterPage(m.card)
	case len(m.offered) > 0 && key.Matches(msg, k.Traits):
		m.takeTraits()
	case key.Matches(msg, k.Chunks):
		m.chunks.Selected = m.cursorChunk(m.text())
		m.enterPage(m.chunks)
	case key.Matches(msg, k.NextPage):
		m.nextPage()
	case key.Matches(msg, k.Negative):
		if m.text() == inNegative {
			m.goTo(inPrompt)
		} else {
			m.goTo(inNegative)
		}
	case key.Matches(msg, k.Model):
		return m.openModels(), true
	case key.Matches(msg, k.Reload):
		m.say(view.Quiet, readingAgain)
		return m.load(), true
	case key.Matches(msg, k.Update):
		return m.update(), true
	case key.Matches(msg, k.Undo):
		m.step((*buffer.History).Undo, "undo")
	case key.Matches(msg, k.Redo):
		m.step((*buffer.History).Redo, "redo")
	case key.Matches(msg, k.Fix):
		m.fix()
	case key.Matches(msg, k.FixAll):
		cmd := m.fixAll()
		m.popup.Close()
		m.stopSearch()
		m.typing = false
		return cmd, true
	case key.Matches(msg, k.NextFault):
		m.nextFault()
	case key.Matches(msg, k.Gather):
		m.apply(edit.Gather(m.o.Profile, m.lists.Catalogue, m.Texts(), m.o.Lane))
	case key.Matches(msg, k.Roll):
		m.popup.Close()
		m.stopSearch()
		m.typing = false
		return m.roll(), true
	case key.Matches(msg, k.Palette):
		m.openPalette()
	case key.Matches(msg, k.Chunk) && m.empty() && len(m.past.recent) > 0:
		if n := int(msg.Runes[0] - '1'); n >= 0 && n < len(m.past.recent) {
			m.openEntry(&m.past.all[m.past.recent[n]])
		}
	case key.Matches(msg, k.Chunk):
		if len(msg.Runes) == 1 {
			m.jump(int(msg.Runes[0] - '1'))
		}
	default:
		return nil, false
	}
	m.popup.Close()
	m.stopSearch()
	m.typing = false
	return nil, true
}
