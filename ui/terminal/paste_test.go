package terminal

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// TestPasteTold holds that what has come of a slow paste is told four times a
// second at most, that a quick one is not, and that the paste is then one
// message of all that came, also where nothing more will.
func TestPasteTold(t *testing.T) {
	var told []string
	pasted := ""
	e := newKeysEnd(nil, func(m tea.Msg) {
		switch m := m.(type) {
		case PasteComingMsg:
			told = append(told, m.Text)
		case tea.KeyMsg:
			pasted = string(m.Runes)
		}
	}, nil)
	defer e.end()
	now, all := time.Now(), ""
	e.take([]byte(pasteStart), now)
	for range 100 {
		now = now.Add(10 * time.Millisecond)
		e.take([]byte("漢, "), now)
		all += "漢, "
	}
	if len(told) != 4 || !strings.HasPrefix(all, told[3]) || len(told[3]) < len(all)*9/10 {
		t.Errorf("told %d times, the last time %d bytes of %d", len(told), len(told[len(told)-1]), len(all))
	}
	if e.finish(); pasted != all {
		t.Errorf("pasted %q", pasted)
	}
	told = nil
	e.take([]byte(pasteStart+"a"), now)
	e.take([]byte("b"+pasteEnd), now.Add(200*time.Millisecond))
	if pasted != "ab" || len(told) > 0 {
		t.Errorf("pasted %q, told of %q", pasted, told)
	}
}
