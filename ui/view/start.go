package view

import (
	"fmt"
	"slices"

	"tailor/data/each"
	"tailor/ui/theme"
)

// Start is what stands in an empty prompt.
type Start struct {
	Heading string
	Quoted  string     // a text that is shown in part, "" for none
	Recent  []StartRow // the last prompts
	Lines   []StartLine
}

// StartRow is one of the last prompts, with the key that takes it up.
type StartRow struct {
	Key, Text, Badge, When string
	Lit                    bool
}

// StartLine says what keys do.
type StartLine struct{ Keys, Text string }

// startKeys is the width of the column of keys in cells.
const startKeys = 10

// Draw draws it in at most h rows of w cells; none where there is nothing to
// say. Where not all fits the last prompts have their room before the lines, and
// where nothing else does before the heading; on a low screen no row is blank.
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
	var recent, texts []string
	for _, r := range s.Recent {
		tail := ""
		if w >= 60 {
			tail = "  " + Fill(Clean(r.Badge), badgeColumn) + " " + Blank(whenColumn-Width(r.When)) + r.When
		}
		key, ink, quiet := t.Key, t.Text, t.Dim
		if r.Lit {
			key, ink, quiet = t.Lit, t.Lit, t.Lit
		}
		room := max(0, w-startKeys-3-Width(tail))
		text := fromDifference(Clean(r.Text), texts, room)
		texts = append(texts, Clean(r.Text))
		recent = append(recent, "  "+key.Paint(Fill(r.Key, startKeys))+ink.Paint(" "+Fill(text, room))+quiet.Paint(tail))
	}
	if len(recent) > 0 {
		recent = append(recent, "")
	}
	lines := each.Of(s.Lines, func(l StartLine) string {
		return "  " + t.Key.Paint(Fill(l.Keys, startKeys)) + " " + t.Dim.Paint(Clip(l.Text, w-startKeys-3))
	})
	if s.Quoted != "" { // the lines are about that
		out = slices.Concat(out, lines, []string{""}, recent)
	} else {
		out = slices.Concat(out, recent, lines)
	}
	const heading = 2
	if h <= heading && s.Quoted == "" && len(s.Recent) > 0 {
		out = out[heading:]
	}
	if h < leastAiry {
		out = slices.DeleteFunc(out, func(row string) bool { return row == "" })
	}
	return out[:min(len(out), max(0, h))]
}

// leastAiry is how many rows the start has at the least where some are blank.
const leastAiry = 6

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
	return Clip(fmt.Sprintf("tailor needs %dx%d", leastWidth, leastHeight), w)
}
