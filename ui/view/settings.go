package view

import (
	"strings"

	"tailor/ui/theme"
)

// Setting is a part of the row of settings: dim at its default, plain where
// the user set it, underlined where the model does not want it.
type Setting struct {
	Text     string
	Set, Bad bool
}

// Settings draws the row of settings in w cells, and at its right the server,
// "" for none, with a mark that says whether it answers.
func Settings(t *theme.Theme, parts []Setting, server string, answers bool, w int) string {
	right := ""
	if server != "" {
		mark := t.Dim.Paint(" ○")
		if answers {
			mark = t.Good.Paint(" ●")
		}
		right = t.Dim.Paint(Clip(server, w/3)) + mark
	}
	room := w - Width(right)
	if right != "" {
		room -= 3
	}
	var b strings.Builder
	used := 0
	for k, p := range parts {
		gap := 0
		if k > 0 {
			gap = 3
		}
		if used+gap+Width(p.Text) > room {
			if used+gap+4 > room {
				break
			}
			p.Text = Clip(p.Text, room-used-gap)
		}
		if k > 0 {
			b.WriteString(t.Faint.Paint(" · "))
		}
		ink := t.Dim
		switch {
		case p.Bad:
			ink = t.WarnLine
		case p.Set:
			ink = t.Text
		}
		b.WriteString(ink.Paint(p.Text))
		used += gap + Width(p.Text)
	}
	return b.String() + Blank(w-used-Width(right)) + right
}

// FormRow is a row of the settings' form.
type FormRow struct {
	Label, Value string
	// Set reports that the user set it, Bad that the model does not want it.
	Set, Bad bool
	// Choices reports that left and right go through values.
	Choices bool
	// Range is what the model wants.
	Range string
	// Input is the painted line of input in place of the value while it is
	// typed, "" for none.
	Input string
}

// The columns of the form: the values' is narrower where what the model wants
// would have no room behind it.
const (
	formLabel  = 16
	leastValue = 20
	mostValue  = 34
	formRange  = 30
	leastRange = 12
)

// Form draws the form's rows in w cells, the selected one lit.
func Form(t *theme.Theme, rows []FormRow, selected, w int) []string {
	var out []string
	formValue := min(Between(w-2-formLabel-formRange, leastValue, mostValue), w-2-formLabel)
	for k, r := range rows {
		value, ink := Clip(r.Value, formValue-4), t.Dim
		switch {
		case r.Bad:
			ink = t.WarnLine
		case r.Set:
			ink = t.Text
		}
		painted := ink.Paint(value)
		left, right := "  ", "  "
		if r.Choices && k == selected {
			left, right = t.Key.Paint("‹ "), t.Key.Paint(" ›")
		}
		cells := Width(value)
		if r.Input != "" {
			painted, cells = Clip(r.Input, formValue-4), min(Width(r.Input), formValue-4)
			left, right = "  ", "  "
		}
		label := t.Text.Paint(Fill(r.Label, formLabel))
		head := "  "
		if k == selected {
			head, label = t.Accent.Paint("› "), t.Title.Paint(Fill(r.Label, formLabel))
		}
		row := head + label + left + painted + right + Blank(formValue-4-cells)
		if room := w - 2 - formLabel - formValue; r.Range != "" && room >= leastRange {
			row += t.Faint.Paint(Clip("model: "+r.Range, room))
		}
		out = append(out, Clip(row, w))
	}
	return out
}
