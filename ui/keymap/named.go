package keymap

import (
	"strings"
	"unicode/utf8"

	"tailor/data/printable"

	tea "github.com/charmbracelet/bubbletea"
)

// keysByName are the keys that are no letters, by the name that a binding has
// for them.
var keysByName = func() map[string]tea.KeyType {
	all := map[string]tea.KeyType{}
	for t := tea.KeyType(-200); t <= 127; t++ {
		if name := (tea.Key{Type: t}).String(); name != "" && t != tea.KeyRunes {
			if _, taken := all[name]; !taken {
				all[name] = t
			}
		}
	}
	return all
}()

// Named is the key that a binding's name stands for.
func Named(name string) (tea.KeyMsg, bool) {
	bare, alt := strings.CutPrefix(name, "alt+")
	if t, ok := keysByName[bare]; ok {
		return tea.KeyMsg{Type: t, Alt: alt}, true
	}
	if r := []rune(bare); len(r) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: r, Alt: alt}, true
	}
	return tea.KeyMsg{}, false
}

// isTyped reports whether a key's name is a character that one types.
func isTyped(name string) bool { return utf8.RuneCountInString(name) == 1 }

// isEditing reports whether a key is one without which nobody can write, or
// what terminals send for one of these.
func isEditing(name string) bool {
	switch name {
	case "backspace", "delete", "enter", "tab", "esc", "left", "right", "up", "down", "home", "end", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[":
		return true
	}
	return false
}

// isKey reports whether a terminal can send a key of the name: a character or a
// key with a name, behind ctrl, alt and shift. Those that only newer terminals
// tell apart, such as "ctrl+enter", are keys.
func isKey(name string) bool {
	if _, ok := Named(name); ok {
		return printable.Safe(name)
	}
	bare, shifted := name, false
	for _, modifier := range []string{"ctrl+", "alt+", "shift+"} {
		var found bool
		bare, found = strings.CutPrefix(bare, modifier)
		shifted = shifted || found
	}
	_, ok := keysByName[bare]
	return shifted && printable.Safe(bare) && (ok || isTyped(bare) && strings.HasPrefix(name, "ctrl+"))
}
