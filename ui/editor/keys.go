package editor

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
)

// KeyMap holds the editor's keys. What selects is the motion with shift.
type KeyMap struct {
	Left, Right, Up, Down, WordLeft, WordRight, TagLeft, TagRight,
	LineStart, LineEnd, PageUp, PageDown, TextStart, TextEnd key.Binding

	SelectLeft, SelectRight, SelectUp, SelectDown, SelectWordLeft, SelectWordRight, SelectTagLeft, SelectTagRight,
	SelectLineStart, SelectLineEnd, SelectTextStart, SelectTextEnd, Grow key.Binding

	Newline, DeleteLeft, DeleteRight, KillWordLeft, KillWordRight, KillTagLeft, KillTagRight,
	KillToLineStart, KillToLineEnd, Yank, Undo key.Binding
}

// DefaultKeys returns the keys of other editors, Emacs' among them as far as
// the rest of the program leaves them free: a "sentence" of Emacs is a tag.
func DefaultKeys() KeyMap {
	bind := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return KeyMap{
		Left:      bind("←", "left", "left", "ctrl+b"),
		Right:     bind("→", "right", "right"),
		Up:        bind("↑", "up", "up"),
		Down:      bind("↓", "down", "down"),
		WordLeft:  bind("ctrl+←", "word left", "ctrl+left", "alt+b"),
		WordRight: bind("ctrl+→", "word right", "ctrl+right", "alt+f"),
		TagLeft:   bind("alt+a", "tag left", "alt+a"),
		TagRight:  bind("alt+e", "tag right", "alt+e"),
		LineStart: bind("home", "start of row, of line", "home", "ctrl+a"),
		LineEnd:   bind("end", "end of row, of line", "end", "ctrl+e"),
		PageUp:    bind("pgup", "page up", "pgup", "alt+v"),
		PageDown:  bind("pgdn", "page down", "pgdown"),
		TextStart: bind("ctrl+home", "start of text", "ctrl+home", "alt+<"),
		TextEnd:   bind("ctrl+end", "end of text", "ctrl+end", "alt+>"),

		SelectLeft:      bind("shift+←", "select left", "shift+left"),
		SelectRight:     bind("shift+→", "select right", "shift+right"),
		SelectUp:        bind("shift+↑", "select up", "shift+up"),
		SelectDown:      bind("shift+↓", "select down", "shift+down"),
		SelectWordLeft:  bind("ctrl+shift+←", "select word left", "ctrl+shift+left"),
		SelectWordRight: bind("ctrl+shift+→", "select word right", "ctrl+shift+right"),
		SelectTagLeft:   bind("alt+shift+←", "select tag left", "alt+shift+left", "alt+A"),
		SelectTagRight:  bind("alt+shift+→", "select tag right", "alt+shift+right", "alt+E"),
		SelectLineStart: bind("shift+home", "select to start of line", "shift+home"),
		SelectLineEnd:   bind("shift+end", "select to end of line", "shift+end"),
		SelectTextStart: bind("ctrl+shift+home", "select to start", "ctrl+shift+home"),
		SelectTextEnd:   bind("ctrl+shift+end", "select to end", "ctrl+shift+end"),
		Grow:            bind("ctrl+space", "select tag, chunk, all", "ctrl+@", "alt+s"),

		Newline:         bind("enter", "new line", "enter", "ctrl+j"),
		DeleteLeft:      bind("backspace", "delete left", "backspace", "ctrl+h"),
		DeleteRight:     bind("del", "delete right", "delete", "ctrl+d"),
		KillWordLeft:    bind("ctrl+w", "cut word left", "ctrl+w", "alt+backspace", "alt+ctrl+h", "ctrl+backspace"),
		KillWordRight:   bind("alt+d", "cut word right", "alt+d", "alt+delete", "ctrl+delete"),
		KillTagLeft:     bind("alt+u", "cut tag left", "alt+u"),
		KillTagRight:    bind("alt+k", "cut tag right", "alt+k"),
		KillToLineStart: bind("ctrl+u", "cut to start of line", "ctrl+u"),
		KillToLineEnd:   bind("ctrl+k", "cut to end of line", "ctrl+k"),
		Yank:            bind("alt+y", "put back what was cut", "alt+y"),
		Undo:            bind("ctrl+_", "undo", "ctrl+_"),
	}
}

// FullHelp returns the bindings by columns: motions, selection, edits; but for the
// new line and undo, which are told where the screen's own keys for them are.
func (k KeyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{k.Left, k.Right, k.Up, k.Down, k.WordLeft, k.WordRight, k.TagLeft, k.TagRight,
			k.LineStart, k.LineEnd, k.PageUp, k.PageDown, k.TextStart, k.TextEnd},
		{k.SelectLeft, k.SelectRight, k.SelectUp, k.SelectDown, k.SelectWordLeft, k.SelectWordRight,
			k.SelectTagLeft, k.SelectTagRight, k.SelectLineStart, k.SelectLineEnd,
			k.SelectTextStart, k.SelectTextEnd, k.Grow},
		{k.DeleteLeft, k.DeleteRight, k.KillWordLeft, k.KillWordRight, k.KillTagLeft, k.KillTagRight,
			k.KillToLineStart, k.KillToLineEnd, k.Yank},
	}
}

// HandleKey carries out a key, and reports whether it was one of the editor's,
// and whether a text was edited: its own or, by an undo, that of another editor
// with the same history. Keys of text are typed, an input method's composed text as well.
func (e *Editor) HandleKey(msg tea.KeyMsg) (handled, changed bool) {
	before := e.Revision()
	switch {
	case msg.Type == tea.KeyRunes && !msg.Alt && !terminal.IsNamed(msg), msg.Type == tea.KeySpace && !msg.Alt:
		e.Insert(string(msg.Runes))
	case key.Matches(msg, e.Keys.Undo):
		return true, len(e.History().Undo()) > 0
	default:
		do := e.action(msg)
		if do == nil {
			return false, false
		}
		do()
	}
	return true, e.Revision() != before
}

// action returns what a key does, nil for a key that is not the editor's.
func (e *Editor) action(msg tea.KeyMsg) func() {
	k := &e.Keys
	move := func(m buffer.Motion, extend bool) func() {
		return func() { e.Move(m, extend) }
	}
	switch {
	case key.Matches(msg, k.Left):
		return move(buffer.GraphemeLeft, false)
	case key.Matches(msg, k.Right):
		return move(buffer.GraphemeRight, false)
	case key.Matches(msg, k.Up):
		return func() { e.MoveRows(-1, false) }
	case key.Matches(msg, k.Down):
		return func() { e.MoveRows(1, false) }
	case key.Matches(msg, k.WordLeft):
		return move(buffer.WordLeft, false)
	case key.Matches(msg, k.WordRight):
		return move(buffer.WordRight, false)
	case key.Matches(msg, k.TagLeft):
		return move(buffer.TagLeft, false)
	case key.Matches(msg, k.TagRight):
		return move(buffer.TagRight, false)
	case key.Matches(msg, k.LineStart):
		return func() { e.MoveHome(false) }
	case key.Matches(msg, k.LineEnd):
		return func() { e.MoveEnd(false) }
	case key.Matches(msg, k.PageUp):
		return func() { e.MovePages(-1, false) }
	case key.Matches(msg, k.PageDown):
		return func() { e.MovePages(1, false) }
	case key.Matches(msg, k.TextStart):
		return move(buffer.TextStart, false)
	case key.Matches(msg, k.TextEnd):
		return move(buffer.TextEnd, false)

	case key.Matches(msg, k.SelectLeft):
		return move(buffer.GraphemeLeft, true)
	case key.Matches(msg, k.SelectRight):
		return move(buffer.GraphemeRight, true)
	case key.Matches(msg, k.SelectUp):
		return func() { e.MoveRows(-1, true) }
	case key.Matches(msg, k.SelectDown):
		return func() { e.MoveRows(1, true) }
	case key.Matches(msg, k.SelectWordLeft):
		return move(buffer.WordLeft, true)
	case key.Matches(msg, k.SelectWordRight):
		return move(buffer.WordRight, true)
	case key.Matches(msg, k.SelectTagLeft):
		return move(buffer.TagLeft, true)
	case key.Matches(msg, k.SelectTagRight):
		return move(buffer.TagRight, true)
	case key.Matches(msg, k.SelectLineStart):
		return func() { e.MoveHome(true) }
	case key.Matches(msg, k.SelectLineEnd):
		return func() { e.MoveEnd(true) }
	case key.Matches(msg, k.SelectTextStart):
		return move(buffer.TextStart, true)
	case key.Matches(msg, k.SelectTextEnd):
		return move(buffer.TextEnd, true)
	case key.Matches(msg, k.Grow):
		return e.Grow

	case key.Matches(msg, k.Newline):
		return func() { e.Insert("\n") }
	case key.Matches(msg, k.DeleteLeft):
		return func() { e.Delete(buffer.GraphemeLeft) }
	case key.Matches(msg, k.DeleteRight):
		return func() { e.Delete(buffer.GraphemeRight) }
	case key.Matches(msg, k.KillWordLeft):
		return func() { e.Kill(buffer.WordLeft) }
	case key.Matches(msg, k.KillWordRight):
		return func() { e.Kill(buffer.WordRight) }
	case key.Matches(msg, k.KillTagLeft):
		return func() { e.Kill(buffer.TagLeft) }
	case key.Matches(msg, k.KillTagRight):
		return func() { e.Kill(buffer.TagRight) }
	case key.Matches(msg, k.KillToLineStart):
		return e.KillToLineStart
	case key.Matches(msg, k.KillToLineEnd):
		return e.KillToLineEnd
	case key.Matches(msg, k.Yank):
		return e.Yank
	}
	return nil
}
