package ui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/analysis"
	"tailor/ui/view"
)

// fault is the diagnosis that the footer shows: the one that the cursor
// stands in, else the gravest that is more than a hint, else what is wrong with
// the chunk that the cursor stands in; nil when there is none. While the chunks
// have the keys it is that of the selected one.
func (m *Model) fault() *lint.Diagnostic {
	in := m.text()
	if m.at == inColumn && m.column.page() == columnPage(m.chunks) {
		return m.chunkFault(min(m.chunks.Selected, len(m.sheet().Line.Chunks)-1), in)
	}
	if f := analysis.FaultAt(m.shown, m.editors[in].Cursor(), in == inNegative); f != nil {
		return f
	}
	if f := analysis.Worst(m.shown); f != nil && f.Severity > lint.Hint {
		return f
	}
	return m.chunkFault(m.cursorChunk(in), in)
}

// anyFixable reports whether something that is more than a hint can be fixed.
func (m *Model) anyFixable() bool {
	return slices.ContainsFunc(m.shown, func(f lint.Diagnostic) bool { return f.Fixable() && f.Severity > lint.Hint })
}

// fix carries out the fix of what is shown, and of nothing else: another one
// may be where nobody looks.
func (m *Model) fix() {
	f := m.fault()
	switch {
	case f != nil && f.Fixable():
	case f != nil && m.anyFixable():
		m.say(view.Quiet, "This cannot be fixed with certainty; "+m.keys.FixAll.Help().Key+" fixes the others.")
		return
	case f != nil:
		m.say(view.Quiet, "This cannot be fixed with certainty.")
		return
	default:
		m.say(view.Quiet, "Nothing here that can be fixed with certainty.")
		return
	}
	b := m.editors[inPrompt].Buffer
	if f.Negative {
		b = m.editors[inNegative].Buffer
	}
	edits, said := f.Edits, fixed(f, b.Text())
	m.undo.Break()
	b.Apply(edits, prompt.Moved(b.Cursor(), edits))
	m.say(view.Done, said)
}

// fixed says what a fix does to a text.
func fixed(f *lint.Diagnostic, text string) string {
	const longest = 40
	was := view.Clip(view.Clean(f.Of(text)), longest)
	switch {
	case was == "" || f.Fix == nil:
		return "Fixed."
	case *f.Fix == "":
		return fmt.Sprintf("Fixed: %s is out.", was)
	}
	return fmt.Sprintf("Fixed: %s is %s now.", was, view.Clip(view.Clean(*f.Fix), longest))
}

// louder counts the diagnostics that are more than hints.
func louder(found []lint.Diagnostic) int {
	n := 0
	for i := range found {
		if found[i].Severity > lint.Hint {
			n++
		}
	}
	return n
}

// fixAll carries out every fix as one step, but for those of hints.
func (m *Model) fixAll() tea.Cmd {
	if m.analyst.Checker == nil {
		return nil
	}
	faults := louder(m.analysis.Faults)
	t := m.Texts()
	mended := m.analyst.Checker.Fix(t)
	if mended == t {
		m.say(view.Quiet, "Nothing that can be fixed with certainty.")
		return nil
	}
	m.replace(mended)
	left := louder(m.analyst.Checker.Check(mended))
	m.say(view.Done, fmt.Sprintf("Fixed %d of %d; %s undo.", max(1, faults-left), max(faults, 1), m.keys.Undo.Help().Key))
	return m.showMended(t)
}

// replace sets both prompts as one step; the cursors stay with the text that
// did not change around them.
func (m *Model) replace(t prompt.Texts) {
	m.undo.Group(func() {
		for k, text := range []string{t.Positive, t.Negative} {
			b := m.editors[k].Buffer
			if e, changed := difference(b.Text(), text); changed {
				b.Apply([]prompt.Edit{e}, prompt.Moved(b.Cursor(), []prompt.Edit{e}))
			}
		}
	})
}

// difference is the smallest single edit that turns one text into another.
func difference(old, new string) (prompt.Edit, bool) {
	if old == new {
		return prompt.Edit{}, false
	}
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	for head > 0 && (startsInside(old, head) || startsInside(new, head)) {
		head--
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	for tail > 0 && (startsInside(old, len(old)-tail) || startsInside(new, len(new)-tail)) {
		tail--
	}
	return prompt.Edit{Span: prompt.Span{Start: head, End: len(old) - tail}, Text: new[head : len(new)-tail]}, true
}

// startsInside reports whether the byte at i continues a character.
func startsInside(s string, i int) bool { return i < len(s) && s[i]&0xC0 == 0x80 }
