package desk

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"tailor/data/printable"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// MostQuery is how many characters a line to type in may have.
const MostQuery = 500

// NewLine makes a line to type in, whose caret is where the terminal's own
// cursor belongs.
func (d *Desk) NewLine() textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.Cursor.SetMode(cursor.CursorStatic) // a cursor that blinks wakes the program for nothing
	in.PlaceholderStyle = lipgloss.NewStyle().Transform(d.Theme.Dim.Paint)
	in.Cursor.Style = lipgloss.NewStyle().Transform(view.Caret)
	in.CharLimit = MostQuery
	return in
}

// TypeInto hands a key to a line to type in. What a key with alt or a named
// one would write is no text: without a meaning of its own it does nothing.
func TypeInto(line *textinput.Model, msg tea.KeyMsg) tea.Cmd {
	if msg.Type == tea.KeyRunes {
		m := line.KeyMap
		if terminal.IsNamed(msg) || msg.Alt && !key.Matches(msg, m.WordForward, m.WordBackward, m.DeleteWordForward) {
			return nil
		}
		if msg.Runes = []rune(Visible(string(msg.Runes))); len(msg.Runes) == 0 {
			return nil
		}
	}
	if key.Matches(msg, line.KeyMap.DeleteWordForward) && line.Position() == len([]rune(line.Value()))-1 {
		msg = tea.KeyMsg{Type: tea.KeyDelete} // on the last letter bubbles 1.0.0 reads behind the end
	}
	var cmd tea.Cmd
	*line, cmd = line.Update(msg)
	return cmd
}

// Visible leaves out what clean would show as a box.
func Visible(s string) string {
	return printable.Map(func(r rune) rune {
		if printable.Unsafe(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// mostFilter is how many characters a filter may have.
const mostFilter = 40

// Typed is a filter after a key, and whether the key was one that writes.
func Typed(filter string, msg tea.KeyMsg) (string, bool) {
	r := []rune(filter)
	switch {
	case msg.Type == tea.KeyBackspace && !msg.Alt:
		return string(r[:max(0, len(r)-1)]), true
	case msg.Type == tea.KeySpace && len(r) == 0:
		return filter, true
	case (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace) && !msg.Alt && !terminal.IsNamed(msg):
		r = append(r, []rune(Visible(string(msg.Runes)))...)
		return string(r[:min(len(r), mostFilter)]), true
	}
	return filter, false
}
