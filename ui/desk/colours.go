package desk

import (
	"fmt"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/tags/wildcard"
	"tailor/ui/analysis"
	"tailor/ui/editor"
	"tailor/ui/theme"
)

// Styles colours a prompt: tags by their category, what only A1111 reads
// dimmed, diagnosed text underlined.
func (d *Desk) Styles(s *analysis.Sheet, negative bool) []editor.Style {
	t, out := d.Theme, d.Inks(s)
	for k := range d.Shown {
		f := &d.Shown[k]
		if f.Negative != negative || f.Len() == 0 {
			continue
		}
		ink := t.HintLine
		switch f.Severity {
		case lint.Error:
			ink = t.BadLine
		case lint.Warning:
			ink = t.WarnLine
		}
		out = append(out, editor.Style{Span: f.Span, SGR: ink.Params()})
	}
	return out
}

// Inks colours what is not diagnosed in a prompt.
func (d *Desk) Inks(s *analysis.Sheet) []editor.Style {
	t := d.Theme
	out := make([]editor.Style, 0, len(s.Outline.Parts)+len(s.Outline.Brackets))
	add := func(span prompt.Span, ink theme.Ink) {
		if ink != "" && span.Len() > 0 {
			out = append(out, editor.Style{Span: span, SGR: ink.Params()})
		}
	}
	for k := range s.Outline.Parts {
		p := &s.Outline.Parts[k]
		switch {
		case s.Kinds[k].Known:
			add(p.Core, t.Category(s.Kinds[k].Category))
		case p.Kind == prompt.Network:
			add(p.Outer, t.Accent)
		}
	}
	for _, w := range wildcard.Find(s.Text) {
		add(w.Span, t.Accent)
	}
	for _, b := range s.Outline.Brackets {
		if b.Open.Start >= 0 {
			add(b.Open, t.Faint)
		}
		add(b.Close, t.Faint)
	}
	for i := 0; i+1 < len(s.Text); i++ {
		if s.Text[i] == '\\' {
			switch s.Text[i+1] {
			case '(', ')', '[', ']', '\\':
				add(prompt.Span{Start: i, End: i + 1}, t.Faint)
				i++
			}
		}
	}
	for _, c := range s.Outline.Comments {
		add(c, t.Faint)
	}
	for _, b := range s.Outline.Breaks {
		add(b.Span, t.Accent.And(t.Bold))
	}
	borders := s.Borders()
	for k := range s.Outline.Parts { // both go forward
		core := s.Outline.Parts[k].Core
		for len(borders) > 0 && borders[0] <= core.Start {
			borders = borders[1:]
		}
		if len(borders) > 0 && borders[0] < core.End {
			add(core, t.Straddle)
		}
	}
	return out
}

// FilterFaults finds the diagnoses that are shown: all but those of the word that is
// being typed, which is not finished, so nothing can be wrong with it yet, nor
// with others for its sake, nor with a bracket that is still to be closed.
func (d *Desk) FilterFaults() {
	// Made anew: what a large prompt had would be kept behind the end.
	d.Shown = make([]lint.Diagnostic, 0, len(d.Analysis.Faults))
	in := d.Writing()
	text, cursor := d.Buffer().Text(), d.Editors[in].Cursor()
	last := strings.TrimSpace(text[cursor:]) == ""
	for _, f := range d.Analysis.Faults {
		unfinished := d.Typing && f.Negative == (in == InNegative) &&
			(f.Rule == lint.Unbalanced && last && f.Start < cursor && strings.ContainsAny(f.Of(text), "([{") ||
				inWord(f.Span, cursor) && f.Len() > 1 || f.Cause.Len() > 0 && (inWord(f.Cause, cursor) || analysis.IsTyped(text, f.Cause, cursor)))
		if !unfinished {
			d.Shown = append(d.Shown, f)
		}
	}
}

// inWord reports whether a cursor stands behind a letter of a word: typing
// there changes it.
func inWord(word prompt.Span, cursor int) bool { return word.Start < cursor && cursor <= word.End }

// Rules draws every BREAK as a rule with the fill of the chunk that it closes.
func (d *Desk) Rules(s *analysis.Sheet) []editor.Rule {
	var out []editor.Rule
	for k := range s.Line.Chunks {
		if c := &s.Line.Chunks[k]; c.ByBreak {
			out = append(out, editor.Rule{At: c.Break, Label: fmt.Sprintf("%d/%d", len(c.IDs), prompt.ChunkSize)})
		}
	}
	return out
}
