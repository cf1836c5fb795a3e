package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/analysis"
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// fault is the diagnosis that the footer shows: the one that the cursor
// stands in, else the gravest that is more than a hint, else what is wrong with
// the chunk that the cursor stands in; nil when there is none. While the chunks
// have the keys it is that of the selected one.
func (m *Model) fault() *lint.Diagnostic {
	in := m.Writing()
	if m.At == desk.InColumn && m.column.Current() == column.Page(m.chunks) {
		return m.ChunkFault(min(m.chunks.Selected, len(m.Sheet().Line.Chunks)-1), in)
	}
	if f := analysis.FaultAt(m.Shown, m.Editors[in].Cursor(), in == desk.InNegative); f != nil {
		return f
	}
	if f := analysis.Worst(m.Shown); f != nil && f.Severity > lint.Hint {
		return f
	}
	return m.ChunkFault(m.CursorChunk(in), in)
}

// anyFixable reports whether something that is more than a hint can be fixed.
func (m *Model) anyFixable() bool {
	return slices.ContainsFunc(m.Shown, func(f lint.Diagnostic) bool { return f.Fixable() && f.Severity > lint.Hint })
}

// fix carries out the fix of what is shown, and of nothing else: another one
// may be where nobody looks.
func (m *Model) fix() {
	switch f := m.fault(); {
	case f == nil:
		m.Say(view.Quiet, "Nothing here that can be fixed with certainty.")
	case f.Fixable():
		b := m.Editors[promptOf(f.Negative)].Buffer
		edits, said := f.Edits, fixed(f, b.Text())
		m.Undo.Break()
		b.Apply(edits, prompt.Moved(b.Cursor(), edits))
		m.Say(view.Done, said)
	case m.anyFixable():
		m.Say(view.Quiet, "No sure fix for this, "+m.Keys.FixAll.Help().Key+" fixes the others: "+f.Message)
	default:
		m.Say(view.Quiet, "No sure fix for this: "+f.Message)
	}
}

// fixed says what a fix does to a text.
func fixed(f *lint.Diagnostic, text string) string {
	const longest = 40
	was := view.Clip(view.Clean(f.Of(text)), longest)
	switch {
	case len(f.Edits) == 1 && strings.TrimSpace(f.Edits[0].Text) == "BREAK":
		next := strings.TrimLeft(text[f.Edits[0].End:], " ,\n")
		next, _, _ = strings.Cut(next, ",")
		return fmt.Sprintf("Fixed: BREAK stands before %s now.", view.Clip(view.Clean(next), longest))
	case was == "" || f.Fix == nil:
		return "Fixed."
	case *f.Fix == "":
		return fmt.Sprintf("Fixed: %s is out.", was)
	}
	return fmt.Sprintf("Fixed: %s is %s now.", was, view.Clip(view.Clean(*f.Fix), longest))
}

// fixAll carries out every fix as one step, except those of hints.
func (m *Model) fixAll() tea.Cmd {
	c := m.Analyst.Checker
	if c == nil {
		return nil
	}
	return m.work(m.Keys.FixAll, "Fixing all …", m.fixAll, func(t prompt.Texts) func() tea.Cmd {
		mended := c.Fix(t)
		if mended == t {
			return func() tea.Cmd {
				m.Say(view.Quiet, "Nothing that can be fixed with certainty.")
				return nil
			}
		}
		found, remain, pieces := c.Check(t), c.Check(mended), mendedPieces(t, mended)
		return func() tea.Cmd {
			m.Standing.Gone = true // what stood there goes to the history
			m.Replace(mended)
			m.sayFixed(analysis.Graver(found), remain)
			return m.showMended(pieces)
		}
	})
}

// sayFixed says how many of the faults are fixed and what remains.
func (m *Model) sayFixed(faults int, remain []lint.Diagnostic) {
	said := fmt.Sprintf("Fixed %d of %d; %s undo.", max(1, faults-analysis.Graver(remain)), max(faults, 1), m.Keys.Undo.Help().Key)
	if f := analysis.Worst(remain); f != nil && f.Severity > lint.Hint {
		said += " Left: " + f.Message
	}
	m.Say(view.Done, said)
}
