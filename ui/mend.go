package ui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// fault is the diagnosis that the footer tells of: the one that the cursor
// stands in, else the gravest that is more than a hint; nil when there is none.
func (m *Model) fault() *lint.Diagnostic {
	in := m.text()
	if f := faultAt(m.shown, m.editors[in].Cursor(), in == inNegative); f != nil {
		return f
	}
	if f := worst(m.shown); f != nil && f.Severity > lint.Hint {
		return f
	}
	return nil
}

// anyFixable tells whether something that is more than a hint can be fixed.
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

// fixAll carries out every fix as one step.
func (m *Model) fixAll() {
	if m.analyst.checker == nil {
		return
	}
	faults := len(m.analysis.Faults)
	t := m.Texts()
	mended := m.analyst.checker.Fix(t)
	if mended == t {
		m.say(view.Quiet, "Nothing that can be fixed with certainty.")
		return
	}
	m.replace(mended)
	left := len(m.analyst.checker.Check(mended))
	m.say(view.Done, fmt.Sprintf("Fixed %d of %d.", max(1, faults-left), max(faults, 1)))
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

// startsInside tells whether the byte at i continues a character.
func startsInside(s string, i int) bool { return i < len(s) && s[i]&0xC0 == 0x80 }

// nextFault moves the cursor to the next diagnosis, going round.
func (m *Model) nextFault() {
	if len(m.analysis.Faults) == 0 {
		m.say(view.Done, "No fault found.")
		return
	}
	in := m.text()
	cursor := m.editors[in].Cursor()
	// What is missing has no place in a text: it waits for all that has.
	faults := slices.DeleteFunc(slices.Clone(m.analysis.Faults), func(f lint.Diagnostic) bool { return f.Len() == 0 })
	if len(faults) == 0 {
		faults = m.analysis.Faults
	}
	next := faults[0]
	for _, f := range faults {
		if later(f, in == inNegative, cursor) {
			next = f
			break
		}
	}
	if next.Negative != (in == inNegative) || m.at == inToggles {
		if next.Negative {
			m.goTo(inNegative)
		} else {
			m.goTo(inPrompt)
		}
	}
	m.status = view.Status{}
	m.buffer().MoveTo(next.Start, false)
}

// later tells whether a diagnosis stands behind the cursor, the negative
// prompt behind the positive.
func later(f lint.Diagnostic, inNegative bool, cursor int) bool {
	if f.Negative != inNegative {
		return f.Negative
	}
	return f.Start > cursor
}

// jump moves the cursor to the start of a chunk.
func (m *Model) jump(chunk int) {
	s := &m.analysis.Positive
	if m.text() == inNegative {
		s = &m.analysis.Negative
	}
	if chunk < 0 || chunk >= len(s.Line.Chunks) {
		m.say(view.Quiet, fmt.Sprintf("There is no chunk %d.", chunk+1))
		return
	}
	if m.at == inToggles {
		m.goTo(m.from)
	}
	at := s.Line.Chunks[chunk].Start
	for at < len(s.Text) && s.Text[at] == ' ' {
		at++
	}
	m.buffer().MoveTo(at, false)
}

// otherModel goes to the next form of the model that the profile knows.
func (m *Model) otherModel() tea.Cmd {
	models := m.o.Profile.Models()
	for k, model := range models {
		if model == m.o.Model {
			m.o.Model = models[(k+1)%len(models)]
			break
		}
	}
	if s, ok := m.o.Profile.Sampling(m.o.Model); ok {
		m.say(view.Hint, fmt.Sprintf("%s: %s, %s steps, CFG %s, best %v.", m.o.Model, s.Sampler, s.Steps, s.CFG, s.CFG.Best))
	}
	return m.refit()
}
