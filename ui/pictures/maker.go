// Package pictures has pictures made and shows them: the form of the settings,
// what is known of the server, the queue of what is to be made, and the page
// of the right column with the pictures of the sitting.
package pictures

import (
	"slices"

	"tailor/data/state"
	"tailor/ui/column"
	"tailor/ui/desk"
)

// Maker has pictures made of what lies on the desk.
type Maker struct {
	*desk.Desk
	column  *column.Column
	server  serverState
	making  making
	waiting waiting
	form    form
	row     string // of the settings, as drawn last
	rowOf   settingsOf
	// Pane is the page of the column with the pictures.
	Pane *Pane
}

// New makes a maker whose pictures are shown in a column.
func New(d *desk.Desk, c *column.Column) *Maker {
	m := &Maker{Desk: d, column: c, server: serverState{name: d.Options.ServerName}}
	m.Pane = newPane(m)
	return m
}

// Running reports whether a picture is being made.
func (m *Maker) Running() bool { return m.making.running }

// Show shows kept pictures, the last of them first.
func (m *Maker) Show(kept []state.Picture) {
	p := m.Pane
	p.All = slices.DeleteFunc(p.All, func(one state.Picture) bool {
		return slices.ContainsFunc(kept, func(k state.Picture) bool { return k.File == one.File })
	})
	p.All = append(p.All, kept...)
	p.at, p.sheet = len(p.All)-1, false
	m.Shut()
	m.column.Enter(p)
}

// Typing reports whether a value is being typed into the form, and StopTyping
// leaves that as it was.
func (m *Maker) Typing() bool { return m.form.typing }

// StopTyping leaves the value that was being typed.
func (m *Maker) StopTyping() { m.form.typing, m.form.wrong = false, "" }
