package ui

import (
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// enterPictures goes to the pictures and back. Where there are none it says
// how one is made.
func (m *Model) enterPictures() {
	if !m.pictures.Pane.Shown() {
		m.Say(view.Quiet, "There are no pictures yet: "+m.Keys.Generate.Help().Key+" has one made.")
		return
	}
	if m.At == desk.InColumn && m.column.Current() == column.Page(m.pictures.Pane) {
		m.pictures.Pane.Leave()
		m.column.Bring(m.toggles)
		m.LeaveColumn()
		return
	}
	m.column.Enter(m.pictures.Pane)
}
