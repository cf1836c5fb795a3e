package ui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
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
		m.remark = remark{"This cannot be fixed with certainty; " + m.keys.FixAll.Help().Key + " fixes the others.", quiet}
		return
	case f != nil:
		m.remark = remark{"This cannot be fixed with certainty.", quiet}
		return
	default:
		m.remark = remark{"Nothing here that can be fixed with certainty.", quiet}
		return
	}
	b := m.editors[inPrompt].Buffer
	if f.Negative {
		b = m.editors[inNegative].Buffer
	}
	edits, said := f.Edits, fixed(f, b.Text())
	m.history.Break()
	b.Apply(edits, prompt.Moved(b.Cursor(), edits))
	m.remark = remark{said, done}
}

// fixed says what a fix does to a text.
func fixed(f *lint.Diagnostic, text string) string {
	const longest = 40
	was := clip(clean(f.Of(text)), longest)
	switch {
	case was == "" || f.Fix == nil:
		return "Fixed."
	case *f.Fix == "":
		return fmt.Sprintf("Fixed: %s is out.", was)
	}
	return fmt.Sprintf("Fixed: %s is %s now.", was, clip(clean(*f.Fix), longest))
}

// fixAll carries out every fix as one step.
func (m *Model) fixAll() {
	if m.analyst.checker == nil {
		return
	}
	faults := len(m.seen.Faults)
	t := m.Texts()
	mended := m.analyst.checker.Fix(t)
	if mended == t {
		m.remark = remark{"Nothing that can be fixed with certainty.", quiet}
		return
	}
	m.replace(mended)
	left := len(m.analyst.checker.Check(mended))
	m.remark = remark{fmt.Sprintf("Fixed %d of %d.", max(1, faults-left), max(faults, 1)), done}
}

// replace sets both prompts as one step; the cursors stay with the text that
// did not change around them.
func (m *Model) replace(t prompt.Texts) {
	m.history.Group(func() {
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
	if len(m.seen.Faults) == 0 {
		m.remark = remark{"No fault found.", done}
		return
	}
	in := m.text()
	cursor := m.editors[in].Cursor()
	// What is missing has no place in a text: it waits for all that has.
	faults := slices.DeleteFunc(slices.Clone(m.seen.Faults), func(f lint.Diagnostic) bool { return f.Len() == 0 })
	if len(faults) == 0 {
		faults = m.seen.Faults
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
	m.remark = remark{}
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
	s := &m.seen.Positive
	if m.text() == inNegative {
		s = &m.seen.Negative
	}
	if chunk < 0 || chunk >= len(s.Line.Chunks) {
		m.remark = remark{fmt.Sprintf("There is no chunk %d.", chunk+1), quiet}
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
		m.remark = remark{fmt.Sprintf("%s: %s, %s steps, CFG %s, best %v.", m.o.Model, s.Sampler, s.Steps, s.CFG, s.CFG.Best), hint}
	}
	return m.refit()
}
