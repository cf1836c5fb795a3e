package keymap

import (
	"strings"

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
