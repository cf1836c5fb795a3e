package ui

import (
	"slices"

	"tailor/tags/prompt/lint"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// nextFault moves the cursor to the next diagnosis, going round.
func (m *Model) nextFault() {
	if len(m.Analysis.Faults) == 0 {
		if wrong := m.pictures.Wrong(); wrong != "" {
			m.Say(view.Warning, "No fault in the prompt. "+wrong)
			return
		}
		m.Say(view.Done, "No fault found.")
		return
	}
	in := m.Writing()
	cursor := m.Editors[in].Cursor()
	// What is missing has no place in a text: it waits for all that has.
	faults := slices.DeleteFunc(slices.Clone(m.Analysis.Faults), func(f lint.Diagnostic) bool { return f.Len() == 0 })
	if len(faults) == 0 {
		faults = m.Analysis.Faults
	}
	next := faults[0]
	if k := slices.IndexFunc(faults, func(f lint.Diagnostic) bool { return later(f, in == desk.InNegative, cursor) }); k >= 0 {
		next = faults[k]
	}
	if to := promptOf(next.Negative); to != m.At {
		m.GoTo(to)
	}
	m.Status = view.Status{}
	m.Buffer().MoveTo(next.Start, false)
}

// later reports whether a diagnosis stands behind the cursor, the negative
// prompt behind the positive.
func later(f lint.Diagnostic, inNegative bool, cursor int) bool {
	if f.Negative != inNegative {
		return f.Negative
	}
	return f.Start > cursor
}
