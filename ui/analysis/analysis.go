// Package analysis computes from the two prompts all that the screen shows of
// them: parts and their categories, chunks and gauges, the states of the
// toggles, and what lint finds.
package analysis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/splice"
	"tailor/tags/prompt/variants"
)

// Analyst computes from the two prompts all that the screen shows of them. It
// is replaced, not changed, when lists are loaded or another model is chosen.
type Analyst struct {
	Profile   *profile.Profile
	Catalogue *catalogue.Catalogue // nil while no list is loaded
	Checker   *lint.Checker        // nil while no list is loaded
	Options   prompt.Options
	Longest   map[string]Lines // of wildcards, what can be the longest, by name
	gauge     *variants.Gauge  // reads Longest
	// last are the sheets that were computed last, by prompt; forget empties
	// them when something else than the text changes.
	last [2]*Sheet
}

// Analysis is what follows from the two prompts; nothing else is state.
type Analysis struct {
	Texts    prompt.Texts
	Positive Sheet
	Negative Sheet
	States   map[string]edit.State
	Faults   []lint.Diagnostic
}

// Sheet is what follows from one prompt.
type Sheet struct {
	Text    string
	Outline prompt.Outline
	Line    prompt.Line
	Counter prompt.Counter
	// AtMost reports that what is expanded counts by its longest, and Unknown
	// that its longest cannot be known: it counts nothing then.
	AtMost, Unknown bool
	Wildcards       []string   // names that are not known yet
	Kinds           []PartKind // of Outline.Parts
	Negative        bool       // it is the negative prompt
}

// PartKind is what the screen shows a part as.
type PartKind struct {
	Known    bool
	Category tags.Category
	Toggle   bool // one of the profile's quality, meta or style tags
	Style    bool // artist, style or quality: belongs in the style chunk
}

// Read computes what follows from two prompts. A prompt whose text is that of
// the last time is not read again.
func (a *Analyst) Read(t prompt.Texts) Analysis {
	seen, _ := a.ReadUntil(context.Background(), t)
	return seen
}

// ReadUntil is Read until the context ends; ok reports whether it came to the
// end before.
func (a *Analyst) ReadUntil(ctx context.Context, t prompt.Texts) (seen Analysis, ok bool) {
	seen.Texts = t
	seen.Positive = a.remembered(ctx, 0, t.Positive)
	seen.Negative = a.remembered(ctx, 1, t.Negative)
	if ctx.Err() != nil {
		return seen, false
	}
	seen.States = edit.StatesOf(a.Profile, seen.Positive.Outline, seen.Negative.Outline)
	if a.Checker != nil {
		seen.Faults = a.Checker.CheckUntil(ctx, t)
	}
	return seen, ctx.Err() == nil
}

// remembered is the sheet of a prompt, computed where its text is another one
// than the last time.
func (a *Analyst) remembered(ctx context.Context, of int, text string) Sheet {
	if last := a.last[of]; last != nil && last.Text == text {
		return *last
	}
	s := a.sheet(ctx, text, of == 1)
	if ctx.Err() == nil {
		a.last[of] = &s
	}
	return s
}

// Forget has both prompts computed again: the lists, the model or what is
// known of the wildcards is another.
func (a *Analyst) Forget() { a.last, a.gauge = [2]*Sheet{}, nil }

// Alone computes what follows from a text that is none of the two prompts,
// such as one of the history. It is not remembered.
func (a *Analyst) Alone(text string) Sheet { return a.sheet(context.Background(), text, false) }

// sheet computes what follows from a prompt, until the context ends.
func (a *Analyst) sheet(ctx context.Context, text string, negative bool) Sheet {
	s := Sheet{Text: text, Negative: negative}
	if ctx.Err() != nil {
		return s
	}
	s.Outline = prompt.Read(text)
	text = strings.TrimRightFunc(text, splice.IsSeparator) // as it is copied, see splice.Copyable
	edits, known, names := a.longestOf(text)
	if ctx.Err() != nil {
		return s
	}
	s.Unknown, s.Wildcards = !known, names
	if s.AtMost = len(edits) > 0; s.AtMost {
		text = prompt.Apply(text, edits)
	}
	o := a.Options
	o.Negative = negative
	s.Line = prompt.Conditioned(text, o)
	if ctx.Err() != nil {
		return s
	}
	s.Counter = prompt.Count(text, o)
	s.Line.Chunks = begun(unexpanded(s.Line.Chunks, edits), len(s.Text))
	s.Kinds = make([]PartKind, len(s.Outline.Parts))
	for k := range s.Outline.Parts {
		s.Kinds[k] = a.kind(&s.Outline.Parts[k])
	}
	return s
}

// begun adds the chunk that a BREAK at the text's end has begun, which holds
// nothing yet.
func begun(chunks []prompt.Chunk, end int) []prompt.Chunk {
	if last := chunks[len(chunks)-1]; last.ByBreak {
		chunks = append(slices.Clip(chunks), prompt.Chunk{Start: last.Break.End, End: end})
	}
	return chunks
}

// Count is the token counter as A1111 shows it, and whether the prompt may
// become shorter, or how long cannot be known.
func (s *Sheet) Count() string {
	most := ""
	switch {
	case s.Unknown:
		most = "? "
	case s.AtMost:
		most = "≤ "
	}
	return fmt.Sprintf("%s%d/%d", most, s.Counter.Count, s.Counter.Max)
}

func (a *Analyst) kind(p *prompt.Part) PartKind {
	if p.Kind != prompt.Plain {
		return PartKind{}
	}
	if p.By && a.artist(p.Name) {
		return PartKind{Known: true, Category: tags.Artist, Style: true}
	}
	if f := a.Profile.About(p.Text); f.Toggled() || f.Style {
		return PartKind{Known: true, Category: tags.Meta, Toggle: true, Style: f.Lane()}
	}
	if a.Catalogue != nil {
		if id, _, ok := a.Catalogue.Lookup(p.Text); ok {
			return PartKind{Known: true, Category: a.Catalogue.Tag(id).Category}
		}
	}
	return PartKind{}
}

func (a *Analyst) artist(name string) bool {
	if a.Catalogue == nil {
		return artists.Is(nil, name)
	}
	return artists.Is(a.Catalogue, name)
}

// Borders are the bytes at which A1111 cuts a chunk by itself.
func (s *Sheet) Borders() []int {
	var out []int
	for k := range s.Line.Chunks {
		if c := &s.Line.Chunks[k]; !c.ByBreak && k < len(s.Line.Chunks)-1 {
			out = append(out, c.End)
		}
	}
	return out
}

// FaultAt is the diagnosis that a cursor stands in, nearest in size, or nil.
func FaultAt(faults []lint.Diagnostic, offset int, negative bool) *lint.Diagnostic {
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

// Worst is the gravest diagnosis, the first among equals, or nil.
func Worst(faults []lint.Diagnostic) *lint.Diagnostic {
	var worst *lint.Diagnostic
	for k := range faults {
		if f := &faults[k]; worst == nil || f.Severity > worst.Severity {
			worst = f
		}
	}
	return worst
}

// Graver counts the diagnoses that are more than hints.
func Graver(faults []lint.Diagnostic) int {
	n := 0
	for k := range faults {
		if faults[k].Severity > lint.Hint {
			n++
		}
	}
	return n
}

// IsTyped reports whether a cursor stands where a word's next letter goes; behind
// a space another word of the same tag may follow.
func IsTyped(text string, word prompt.Span, cursor int) bool {
	return word.Start < cursor && cursor >= word.End && cursor <= len(text) && strings.Trim(text[word.End:cursor], " ") == ""
}

// Waiting is the analysis of texts before they are read: it knows no part and
// no fault of them, one chunk, and as many tokens as those before had.
func (a *Analysis) Waiting(t prompt.Texts) Analysis {
	sheet := func(old *Sheet, text string) Sheet {
		return Sheet{
			Text: text, Counter: old.Counter, AtMost: old.AtMost, Unknown: old.Unknown,
			Line: prompt.Line{Chunks: []prompt.Chunk{{End: len(text)}}},
		}
	}
	return Analysis{Texts: t, Positive: sheet(&a.Positive, t.Positive), Negative: sheet(&a.Negative, t.Negative), States: a.States}
}
