package ui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
)

// standing is what stood in the prompts and may be about to go: what is
// cleared away, replaced or left goes to the history, so that no text is
// lost.
type standing struct {
	texts    prompt.Texts
	settings string
	// copied is what was copied last: the history has it.
	copied prompt.Texts
	// gone is set by what puts another text in the place of all that stands.
	gone bool
}

// leastKept is how many bytes a prompt must have had to be kept when it is
// taken back letter by letter.
const leastKept = 12

// stood notes what stands now.
func (m *Model) stood() {
	m.standing.texts, m.standing.settings = m.analysis.Texts, m.settings.Text()
}

// keepCleared gives the history what stood before a message changed the texts,
// if that cleared it away or put another in its place. all reports whether
// the whole prompt was selected before.
func (m *Model) keepCleared(before prompt.Texts, all bool) tea.Cmd {
	s := &m.standing
	gone, now := s.gone, m.Texts()
	s.gone = false
	was := s.texts
	blank := strings.TrimSpace(now.Positive) == ""
	switch {
	case gone || all:
		was = before
	case blank && len(was.Positive) >= leastKept:
	case blank:
		m.stood()
		return nil
	default:
		// A text of which a part is left may be about to go, step by step.
		if !strings.Contains(was.Positive, now.Positive) {
			m.stood()
		}
		return nil
	}
	settings := s.settings
	m.stood()
	if strings.TrimSpace(was.Positive) == "" || was.Positive == now.Positive {
		return nil
	}
	return m.keepText(was, settings, state.Cleared)
}

// keepText gives the history a text that was not copied.
func (m *Model) keepText(t prompt.Texts, settings string, how state.How) tea.Cmd {
	if m.o.Store == nil || t == m.standing.copied {
		return nil
	}
	store, entry := m.o.Store, entryOf(t, settings, how, m.o.Now())
	return func() tea.Msg { return lostMsg{store.AddHistory(entry)} }
}

func entryOf(t prompt.Texts, settings string, how state.How, now time.Time) state.Copied {
	return state.Copied{Time: now, Prompt: t.Positive, Negative: t.Negative, Settings: settings, How: how}
}

// lostMsg says whether the history could take a text.
type lostMsg struct{ Err error }

// keepLeft gives the history what stands when the screen is left.
func (m *Model) keepLeft() error {
	t := m.Texts()
	if m.o.Store == nil || strings.TrimSpace(t.Positive) == "" && strings.TrimSpace(t.Negative) == "" || t == m.standing.copied {
		return nil
	}
	return m.o.Store.AddHistory(entryOf(t, m.settings.Text(), state.Left, m.o.Now()))
}

// allSelected reports whether the whole prompt is selected.
func (m *Model) allSelected() bool {
	b := m.editors[inPrompt].Buffer
	return b.Selecting() && b.Selection().Len() == len(b.Text())
}
