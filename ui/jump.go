package ui

import (
	"fmt"
	"slices"

	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

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
	if next.Negative != (in == inNegative) || m.at == inColumn {
		if next.Negative {
			m.goTo(inNegative)
		} else {
			m.goTo(inPrompt)
		}
	}
	m.status = view.Status{}
	m.buffer().MoveTo(next.Start, false)
}

// later reports whether a diagnosis stands behind the cursor, the negative
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
	if m.at == inColumn {
		m.leaveColumn()
	}
	at := s.Line.Chunks[chunk].Start
	for at < len(s.Text) && s.Text[at] == ' ' {
		at++
	}
	m.buffer().MoveTo(at, false)
}
