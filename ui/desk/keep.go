package desk

import (
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/search"
)

// standing is what stood in the three texts and may be about to go: what is
// cleared away, replaced or left goes to the history, so that no text is
// lost.
type standing struct {
	texts [3]string // as Written has them
	// Copied is what was copied last: the history has it.
	Copied prompt.Texts
	// Gone is set by what puts another text in the place of all that stands.
	Gone bool
}

// leastKept is how many bytes a text must have had to be kept when it is
// taken back letter by letter; one that goes at once is kept from two letters
// on.
const leastKept = 12

// Written returns the three texts as they stand: prompt, negative, settings.
func (d *Desk) Written() [3]string {
	t := d.Texts()
	return [3]string{t.Positive, t.Negative, d.Settings.Text()}
}

// KeepCleared gives the history what stood before a message changed the texts,
// if that cleared one of them away or put another in its place. all is the one
// of them that was selected from end to end, see AllSelected.
func (d *Desk) KeepCleared(before [3]string, all int) tea.Cmd {
	s, now := &d.Standing, d.Written()
	lost := s.Gone
	for k := range now {
		blank := strings.TrimSpace(now[k]) == ""
		switch {
		case s.Gone, k == all && !strings.Contains(now[k], before[k]):
			lost, s.texts[k] = true, before[k]
		case blank && (len(s.texts[k]) >= leastKept || utf8.RuneCountInString(strings.TrimSpace(before[k])) > 1):
			lost = true
		// A text of which a part is left may be about to go, step by step.
		case blank || !strings.Contains(s.texts[k], now[k]):
			s.texts[k] = now[k]
		}
	}
	s.Gone = false
	if !lost {
		return nil
	}
	was := s.texts
	s.texts = now
	t := prompt.Texts{Positive: was[0], Negative: was[1]}
	if was == now || strings.TrimSpace(t.Positive) == "" && strings.TrimSpace(t.Negative) == "" {
		return nil
	}
	return d.keepText(t, was[2], state.Cleared)
}

// keepText gives the history a text that was not copied. Where there is none
// because nothing can be written, the text is held for the end.
func (d *Desk) keepText(t prompt.Texts, settings string, how state.How) tea.Cmd {
	if d.Options.Store == nil && d.Options.Unkept == "" || t == d.Standing.Copied || isTheme(t) {
		return nil
	}
	d.owed.add(entryOf(t, settings, how, d.Options.Now()))
	return d.tryOwed()
}

// isTheme reports whether a prompt is nothing but a theme whose tags are listed.
func isTheme(t prompt.Texts) bool {
	_, rest, ok := search.CutTheme(strings.TrimSpace(t.Positive))
	return ok && rest == "" && strings.TrimSpace(t.Negative) == ""
}

func entryOf(t prompt.Texts, settings string, how state.How, now time.Time) state.Copied {
	return state.Copied{Time: now, Prompt: t.Positive, Negative: t.Negative, Settings: settings, How: how}
}

// KeepLeft gives the history what stands when the screen is left.
func (d *Desk) KeepLeft() error {
	t := d.Texts()
	if d.Options.Store == nil || strings.TrimSpace(t.Positive) == "" && strings.TrimSpace(t.Negative) == "" || t == d.Standing.Copied || isTheme(t) {
		return nil
	}
	return d.Options.Store.AddHistory(entryOf(t, d.Settings.Text(), state.Left, d.Options.Now()))
}

// AllSelected returns which of the two prompts is written and selected from end
// to end, -1 for none.
func (d *Desk) AllSelected() int {
	if b := d.Buffer(); !b.Selecting() || b.Selection().Len() < len(b.Text()) {
		return -1
	}
	return int(d.Writing())
}
