package ui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/view"
)

// browsedMsg says how showing an address in the browser went.
type browsedMsg struct {
	Address string
	Err     error
}

// browse shows an address in the browser. Where there is none in front of the
// user, as over ssh, the address is said and copied.
func (m *Model) browse(address string) tea.Cmd {
	show, ctx := m.Options.Browse, m.Ctx
	if show == nil {
		return m.copyAddress(address, "")
	}
	m.Say(view.Quiet, "Opening "+address+" …")
	return func() tea.Msg { return browsedMsg{address, show(ctx, address)} }
}

func (m *Model) browsed(msg browsedMsg) tea.Cmd {
	if msg.Err != nil {
		return m.copyAddress(msg.Address, msg.Err.Error())
	}
	m.Say(view.Done, "Opened "+msg.Address)
	return nil
}

// copyAddress copies an address in place of showing it. note is why, "" where
// nothing went wrong.
func (m *Model) copyAddress(address, note string) tea.Cmd {
	return m.copyMade(address, prompt.Texts{}, func() copiedMsg {
		return copiedMsg{What: fmt.Sprintf("%s copied", address), Text: address, Note: note}
	})
}
