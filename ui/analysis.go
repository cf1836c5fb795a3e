package ui

import (
	"fmt"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// analyst computes from the two prompts all that the screen shows of them. It
// is replaced, not changed, when lists are loaded or another model is chosen.
type analyst struct {
	profile   *profile.Profile
	catalogue *catalogue.Catalogue // nil while no list is loaded
	checker   *lint.Checker        // nil while no list is loaded
	options   prompt.Options
	longest   map[string]string // of wildcards, the longest entry by name
	// last are the sheets that were computed last, by prompt; forget empties
	// them when something else than the text changes.
	last [2]*sheet
}

// analysis is what follows from the two prompts; nothing else is state.
type analysis struct {
	Texts    prompt.Texts
	Positive sheet
	Negative sheet
	States   map[string]edit.State
	Faults   []lint.Diagnostic
}

// sheet is what follows from one prompt.
type sheet struct {
	Text    string
	Outline prompt.Outline
	Line    prompt.Line
	Counter prompt.Counter
	AtMost  bool       // wildcards count as their longest entries
	Kinds   []partKind // of Outline.Parts
}

// partKind is what the screen shows a part as.
type partKind struct {
	Known    bool
	Category tags.Category
	Toggle   bool // one of the profile's quality, meta or style tags
	Style    bool // artist, style or quality: belongs in the style chunk
}

func (a *analyst) read(t prompt.Texts) analysis {
	seen := analysis{Texts: t, Positive: a.remembered(inPrompt, t.Positive), Negative: a.remembered(inNegative, t.Negative), Faults: a.faults(t)}
	seen.States = edit.StatesOf(a.profile, seen.Positive.Outline, seen.Negative.Outline)
	return seen
}

func (a *analyst) faults(t prompt.Texts) []lint.Diagnostic {
	if a.checker == nil {
		return nil
	}
	return a.checker.Check(t)
}

// remembered is the sheet of a prompt, computed where its text is another one
// than the last time.
func (a *analyst) remembered(of focus, text string) sheet {
	if last := a.last[of]; last != nil && last.Text == text {
		return *last
	}
	s := a.sheet(text)
	a.last[of] = &s
	return s
}

// forget has both prompts computed again: the lists, the model or what is
// known of the wildcards is another.
func (a *analyst) forget() { a.last = [2]*sheet{} }

func (a *analyst) sheet(text string) sheet {
	s := sheet{
		Text:    text,
		Outline: prompt.Read(text),
	}
	edits := longestOf(text, a.longest)
	if s.AtMost = len(edits) > 0; s.AtMost {
		text = prompt.Apply(text, edits)
	}
	s.Line, s.Counter = prompt.Chunks(text, a.options), prompt.Count(text, a.options)
	s.Line.Chunks = written(s.Line.Chunks, edits)
	s.Kinds = make([]partKind, len(s.Outline.Parts))
	for k := range s.Outline.Parts {
		s.Kinds[k] = a.kind(&s.Outline.Parts[k])
	}
	return s
}

// count is the token counter as A1111 shows it, and whether the prompt may
// become shorter.
func (s *sheet) count() string {
	most := ""
	if s.AtMost {
		most = "≤ "
	}
	return fmt.Sprintf("%s%d/%d", most, s.Counter.Count, s.Counter.Max)
}

func (a *analyst) kind(p *prompt.Part) partKind {
	if p.Kind != prompt.Plain {
		return partKind{}
	}
	if p.By && a.artist(p.Name) {
		return partKind{Known: true, Category: tags.Artist, Style: true}
	}
	if f := a.profile.About(p.Text); f.Toggled() || f.Style {
		return partKind{Known: true, Category: tags.Meta, Toggle: true, Style: f.Lane()}
	}
	if a.catalogue != nil {
		if id, _, ok := a.catalogue.Lookup(p.Text); ok {
			return partKind{Known: true, Category: a.catalogue.Tag(id).Category}
		}
	}
	return partKind{}
}

func (a *analyst) artist(name string) bool {
	if a.catalogue == nil {
		return edit.IsArtist(nil, name)
	}
	return edit.IsArtist(a.catalogue, name)
}

// gauges makes a gauge for every chunk, named by what the chunk holds. A word
// that is being typed may yet become anything.
func (s *sheet) gauges(cursor int, focused, typing bool) []view.Gauge {
	out := make([]view.Gauge, len(s.Line.Chunks))
	part := 0
	bodies := 0
	for k := range s.Line.Chunks {
		c := &s.Line.Chunks[k]
		g := view.Gauge{Tokens: len(c.IDs), Start: c.Start, Cut: !c.ByBreak && k < len(s.Line.Chunks)-1}
		style, other := 0, 0
		first := ""
		for part < len(s.Outline.Parts) && s.Outline.Parts[part].Core.Start < c.Start {
			part++
		}
		for p := part; p < len(s.Outline.Parts) && s.Outline.Parts[p].Core.Start < c.End; p++ {
			if s.Kinds[p].Style {
				style++
			} else {
				if !typing || !isTyped(s.Text, s.Outline.Parts[p].Core, cursor) {
					other++
				}
				if first == "" {
					first = s.Outline.Parts[p].Text
				}
			}
		}
		switch {
		case len(c.IDs) == 0:
		case style > 0 && other == 0:
			g.Name = "styles"
		case bodies == 0:
			g.Name = "body"
			bodies++
		case k > 0 && !s.Line.Chunks[k-1].ByBreak:
			g.Name = "body"
		default:
			g.Name = view.Clip(view.Clean(strings.ToLower(first)), 10)
		}
		last := k == len(s.Line.Chunks)-1
		g.Current = focused && cursor >= c.Start && (cursor < c.End || last || cursor == c.End && c.ByBreak || cursor < s.Line.Chunks[k+1].Start)
		out[k] = g
	}
	return out
}

// borders are the bytes at which A1111 cuts a chunk by itself.
func (s *sheet) borders() []int {
	var out []int
	for k := range s.Line.Chunks {
		if c := &s.Line.Chunks[k]; !c.ByBreak && k < len(s.Line.Chunks)-1 {
			out = append(out, c.End)
		}
	}
	return out
}

// faultAt is the diagnosis that a cursor stands in, nearest in size, or nil.
func faultAt(faults []lint.Diagnostic, offset int, negative bool) *lint.Diagnostic {
	var best *lint.Diagnostic
	for k := range faults {
		f := &faults[k]
		if f.Negative != negative || !f.Holds(offset) {
			continue
		}
		if best == nil || f.Len() < best.Len() || f.Len() == best.Len() && f.Severity > best.Severity {
			best = f
		}
	}
	return best
}

// worst is the gravest diagnosis, the first among equals, or nil.
func worst(faults []lint.Diagnostic) *lint.Diagnostic {
	var worst *lint.Diagnostic
	for k := range faults {
		if f := &faults[k]; worst == nil || f.Severity > worst.Severity {
			worst = f
		}
	}
	return worst
}

// graver counts the diagnoses that are more than hints.
func graver(faults []lint.Diagnostic) int {
	n := 0
	for k := range faults {
		if faults[k].Severity > lint.Hint {
			n++
		}
	}
	return n
}
