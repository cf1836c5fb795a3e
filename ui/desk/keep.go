package desk

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
	// Copied is what was copied last: the history has it.
	Copied prompt.Texts
	// Gone is set by what puts another text in the place of all that stands.
	Gone bool
}

// leastKept is how many bytes a prompt must have had to be kept when it is
// taken back letter by letter.
const leastKept = 12

// stood notes what stands now.
func (d *Desk) stood() {
	d.Standing.texts, d.Standing.settings = d.Analysis.Texts, d.Settings.Text()
}

// KeepCleared gives the history what stood before a message changed the texts,
// if that cleared it away or put another in its place. all reports whether
// the whole prompt was selected before.
func (d *Desk) KeepCleared(before prompt.Texts, all bool) tea.Cmd {
	s := &d.Standing
	gone, now := s.Gone, d.Texts()
	s.Gone = false
	was := s.texts
	blank := strings.TrimSpace(now.Positive) == ""
	switch {
	case gone || all:
		was = before
	case blank && len(was.Positive) >= leastKept:
	case blank:
		d.stood()
		return nil
	default:
		// A text of which a part is left may be about to go, step by step.
		if !strings.Contains(was.Positive, now.Positive) {
			d.stood()
		}
		return nil
	}
	settings := s.settings
	d.stood()
	if strings.TrimSpace(was.Positive) == "" || was.Positive == now.Positive {
		return nil
	}
	return d.keepText(was, settings, state.Cleared)
}

// keepText gives the history a text that was not copied. Where there is none
// because nothing can be written, the text is held for the end.
func (d *Desk) keepText(t prompt.Texts, settings string, how state.How) tea.Cmd {
	if d.Options.Store == nil && d.Options.Unkept == "" || t == d.Standing.Copied {
		return nil
	}
	d.owed.add(entryOf(t, settings, how, d.Options.Now()))
	return d.tryOwed()
}

func entryOf(t prompt.Texts, settings string, how state.How, now time.Time) state.Copied {
	return state.Copied{Time: now, Prompt: t.Positive, Negative: t.Negative, Settings: settings, How: how}
}

// KeepLeft gives the history what stands when the screen is left.
func (d *Desk) KeepLeft() error {
	t := d.Texts()
	if d.Options.Store == nil || strings.TrimSpace(t.Positive) == "" && strings.TrimSpace(t.Negative) == "" || t == d.Standing.Copied {
		return nil
	}
	return d.Options.Store.AddHistory(entryOf(t, d.Settings.Text(), state.Left, d.Options.Now()))
}

// AllSelected reports whether the whole prompt is selected.
func (d *Desk) AllSelected() bool {
	b := d.Editors[InPrompt].Buffer
	return b.Selecting() && b.Selection().Len() == len(b.Text())
}
