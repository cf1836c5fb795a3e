package desk

import (
	"math/rand"
	"testing"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
)

// TestTypeIntoTakesAnyKey presses keys at random, those that edit a line above
// all: none is too much for it.
func TestTypeIntoTakesAnyKey(t *testing.T) {
	keys := []tea.KeyMsg{
		{Type: tea.KeyRunes, Runes: []rune("ab c")}, {Type: tea.KeyRunes, Runes: []rune("長")}, {Type: tea.KeySpace, Runes: []rune(" ")},
		{Type: tea.KeyRunes, Runes: []rune("d"), Alt: true}, {Type: tea.KeyDelete, Alt: true}, {Type: tea.KeyBackspace, Alt: true},
		{Type: tea.KeyRunes, Runes: []rune("f"), Alt: true}, {Type: tea.KeyRunes, Runes: []rune("b"), Alt: true},
		{Type: tea.KeyLeft}, {Type: tea.KeyRight}, {Type: tea.KeyLeft, Alt: true}, {Type: tea.KeyRight, Alt: true}, {Type: tea.KeyCtrlLeft},
		{Type: tea.KeyHome}, {Type: tea.KeyEnd}, {Type: tea.KeyDelete}, {Type: tea.KeyBackspace},
		{Type: tea.KeyCtrlW}, {Type: tea.KeyCtrlK}, {Type: tea.KeyCtrlU}, {Type: tea.KeyCtrlD}, {Type: tea.KeyCtrlH},
	}
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		line := textinput.New()
		line.Focus()
		for range 20 {
			TypeInto(&line, keys[r.Intn(len(keys))])
		}
	}
	line := textinput.New()
	line.Focus()
	line.SetValue("ab")
	line.SetCursor(1)
	TypeInto(&line, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("d"), Alt: true})
	if line.Value() != "a" {
		t.Errorf("alt+d on the last letter leaves %q", line.Value())
	}
}
