package view

import (
	"fmt"

	"tailor/ui/theme"
)

// Start is what stands in an empty prompt.
type Start struct {
	Heading string
	Quoted  string // a text that is shown in part, "" for none
	Lines   []StartLine
}

// StartLine says what keys do.
type StartLine struct{ Keys, Text string }

// Draw draws it in at most h rows of w cells; none where there is nothing to
// say.
func (s *Start) Draw(t *theme.Theme, w, h int) []string {
	if s.Heading == "" {
		return nil
	}
	out := []string{t.Accent.Paint(Clip(s.Heading, w)), ""}
	if s.Quoted != "" {
		for _, row := range Wrapped(Clean(s.Quoted), w-2, max(1, min(6, h-4))) {
			out = append(out, "  "+t.Text.Paint(row))
		}
		out = append(out, "")
	}
	for _, l := range s.Lines {
		out = append(out, "  "+t.Key.Paint(Fill(l.Keys, 10))+" "+t.Dim.Paint(Clip(l.Text, w-13)))
	}
	return out[:min(len(out), max(0, h))]
}

// Header is the screen's first row of w cells: the profile and the form of the
// model at the left and, where there is room for it, a note at the right.
func Header(t *theme.Theme, profile, model, note string, w int) string {
	name := " " + t.Chip.Paint(" tailor ") + " " + t.Text.Paint(profile) + t.Dim.Paint(" · "+model)
	if room := w - Width(name) - 2; room < Width(note) {
		note = ""
	}
	name = Clip(name, w-1)
	return name + Blank(w-Width(name)-Width(note)-1) + t.Dim.Paint(note) + " "
}

// Tiny is shown where there is no room for anything else.
func Tiny(w, h int) string {
	if w < 1 || h < 1 {
		return ""
	}
	return Clip(fmt.Sprintf("tailor needs %dx%d", LeastWidth, LeastHeight), w)
}
