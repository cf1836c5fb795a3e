package splice

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/prompt"
)

// The steps of A1111's weight keys (javascript/edit-attention.js and the
// settings' defaults for it).
const (
	attentionStep = 0.1
	networkStep   = 0.05
)

// Weigh changes a weight by steps of 0.1 (0.05 for an extra network), as
// A1111's ctrl+up and ctrl+down do: of the selection, or where that is empty
// of the innermost bracket at the cursor, else of the tag there, with which a
// round bracket that is still open is closed. "(x)" counts as 1.1 and "[x]" as
// 0.9; at 1.0 the brackets go. A weight of the attention does not go below 0,
// where A1111's would. What was selected stays selected; a cursor at the end of
// what is weighed stands after the bracket afterwards, so that one can type on.
// The brackets of a name, "saber_(fate)", weigh nothing that is meant: they are
// escaped, and the name is weighed; so is that of a face, ">:(", which opens nothing.
// known tells faces and the names that have a blank before the bracket; nil knows
// none.
func Weigh(text string, sel prompt.Span, steps int, known func(name string) bool) Change {
	from, to := Clamp(text, min(sel.Start, sel.End)), Clamp(text, max(sel.Start, sel.End))
	escapes := namesBrackets(text, prompt.Span{Start: from, End: to}, known)
	if len(escapes) == 0 {
		return weigh(text, sel, steps)
	}
	d := NewBuffer(text)
	d.Replace(escapes...)
	behind := func(offset int) int { // where it stands, before a backslash put in there
		n := 0
		for _, e := range escapes {
			if e.Start < offset {
				n++
			}
		}
		return offset + n
	}
	c := weigh(d.Text(), prompt.Span{Start: behind(from), End: behind(to)}, steps)
	if c.Empty() {
		return Change{Cursor: Clamp(text, sel.End), Selection: prompt.Span{Start: from, End: to}, Note: c.Note}
	}
	d.Replace(c.Positive...)
	c.Positive = d.Edits()
	return c
}

// weigh is Weigh of a text in which every live bracket is a weight's.
func weigh(text string, sel prompt.Span, steps int) Change {
	from, to := Clamp(text, min(sel.Start, sel.End)), Clamp(text, max(sel.Start, sel.End))
	w := weighing{s: outlined(text), cursor: Clamp(text, sel.End), sel: prompt.Span{Start: from, End: to}, steps: steps}
	for _, c := range w.s.Out.Comments {
		if c.Start < to && to <= c.End {
			return w.unchanged("A comment has no weight.")
		}
	}
	if end := w.s.bareEnd(from); from == to && from > end { // on the weight of AND
		w.cursor, w.sel = end, prompt.Span{Start: end, End: end}
	}
	if w.sel.Len() > 0 {
		w.sel = widened(text, w.sel)
		return w.selection()
	}
	for _, p := range w.s.Out.Parts {
		if p.Kind == prompt.Network && p.Outer.Holds(w.cursor) {
			return w.network(p.Outer)
		}
	}
	if b, ok := w.bracket(); ok {
		return w.change(b)
	}
	for _, p := range w.s.Out.Parts {
		if p.Outer.Holds(w.cursor) {
			tag := p.Core
			if head := defines().FindString(tag.Of(text)); head != "" && strings.HasSuffix(tag.Of(text), "}") {
				tag = prompt.Span{Start: tag.Start + len(head), End: tag.End - 1}
			}
			if c, ok := w.shut(tag); ok {
				return c
			}
			return w.wrap(tag)
		}
	}
	return w.unchanged("")
}

// defines is the beginning of a variable's definition, which writes nothing
// itself: its value is weighed.
var defines = pattern.Of(`^\$\{\s*\w+\s*=\s*!?`)

// shut closes the round bracket that is still open at a tag behind it, with a
// weight: one more bracket within would leave that one open.
func (w *weighing) shut(tag prompt.Span) (Change, bool) {
	from := -1
	in := func(x prompt.Span) bool { return x.Start >= tag.Start && x.End <= tag.End }
	for _, b := range w.s.Out.Brackets {
		switch {
		case !b.Unclosed() && in(b.Open) != in(b.Close):
			return Change{}, false // the tag ends in the middle of that one
		case b.Open.Start < 0 || b.Open.End > tag.Start || b.Close.Start < tag.End:
		case b.Unclosed() && !b.Square && !b.Curly:
			from = max(from, b.Open.End)
		default:
			from = -1 // it would be closed in the middle
		}
	}
	if from < 0 {
		return Change{}, false
	}
	weight, end := 1.0, tag.End
	if at := strings.LastIndexByte(tag.Of(w.s.Text), ':'); at > 0 {
		last := w.s.Text[tag.Start+at+1 : end]
		if typed, err := strconv.ParseFloat(strings.TrimSpace(last), 64); err == nil && isNumber(last) { // "inf" is a word
			weight, end = typed, tag.Start+at
		}
	}
	next := rounded(weight + attentionStep*float64(w.steps))
	edits := []prompt.Edit{{Span: prompt.Span{Start: end, End: tag.End}, Text: ":" + FormatWeight(next) + ")"}}
	return w.done(edits, prompt.Span{Start: tag.Start, End: end}, end, 0), true
}

type weighing struct {
	s      *Document
	cursor int
	sel    prompt.Span
	steps  int
}

func (w *weighing) unchanged(note string) Change {
	return Change{Cursor: w.cursor, Selection: w.sel, Note: note}
}

// bracket returns the innermost pair at the cursor that is a weight.
func (w *weighing) bracket() (prompt.Bracket, bool) {
	var best prompt.Bracket
	found, inside := false, false
	own := widened(w.s.Text, w.sel) // the brackets in a wildcard are its own
	for _, b := range w.s.Out.Brackets {
		if own.Start < b.Open.Start && b.Open.End < own.End || !isWeight(b) || w.s.Blank(b.Open.End, b.Close.Start) || w.cursor < b.Open.Start || w.cursor > b.Close.End {
			continue
		}
		in := b.Open.End <= w.cursor && w.cursor < b.Close.End
		if !found || in && !inside || in == inside && b.Open.Start > best.Open.Start {
			best, found, inside = b, true, in
		}
	}
	return best, found
}

// isWeight reports whether brackets are attention and complete.
func isWeight(b prompt.Bracket) bool {
	return !b.Unopened() && !b.Unclosed() && !b.Curly && !b.Choice
}

// selection weighs what is selected: a network, a bracket with or without its
// signs, or any stretch of tags, widened to whole brackets.
func (w *weighing) selection() Change {
	s, span := w.s, w.sel
	span.Start = s.RunAfter(span.Start, span.End)
	span.End = s.runBefore(span.End, span.Start)
	if span.Len() == 0 {
		return w.unchanged("")
	}
	for _, p := range s.Out.Parts {
		if p.Kind == prompt.Network && p.Outer.Start <= span.Start && span.End <= p.Outer.End {
			return w.network(p.Outer)
		}
	}
	changed := true
	for depth := 0; changed; depth++ {
		changed = false
		if depth > deepest {
			return w.unchanged("Too many brackets there.")
		}
		for _, b := range s.Out.Brackets {
			open, close := b.Open.Start >= span.Start && b.Open.End <= span.End, b.Close.Start >= span.Start && b.Close.End <= span.End
			cuts := b.Open.Start < span.End && b.Open.End > span.Start || b.Close.Start < span.End && b.Close.End > span.Start
			options := b.Choice && span.Start >= b.Open.End && span.End <= b.Close.Start && !b.Unclosed() && hasBar(span.Of(s.Text))
			switch {
			case options:
				span = prompt.Span{Start: b.Open.Start, End: b.Close.End}
				changed = true
			case !cuts || open && close && !b.Unopened() && !b.Unclosed():
			case b.Unopened() || b.Unclosed():
				return w.unchanged("A bracket there has no partner.")
			default:
				span = prompt.Span{Start: min(span.Start, b.Open.Start), End: max(span.End, b.Close.End)}
				changed = true
			}
		}
	}
	for _, b := range slices.Backward(s.Out.Brackets) {
		whole := b.Open.Start == span.Start && b.Close.End == span.End
		if isWeight(b) && (whole || b.Open.End == span.Start && b.Close.Start == span.End) {
			return w.change(b)
		}
	}
	return w.wrap(span)
}

// wrap puts a weight around a stretch that has none.
func (w *weighing) wrap(span prompt.Span) Change {
	for _, b := range w.s.Out.Breaks {
		if b.Start < span.End && b.End > span.Start {
			return w.unchanged("A weight cannot reach across " + w.s.Text[b.Start:b.End] + ".")
		}
	}
	for _, b := range w.s.Out.Brackets {
		in := func(x prompt.Span) bool { return x.Len() > 0 && x.Start >= span.Start && x.End <= span.End }
		if in(b.Open) != in(b.Close) {
			return w.unchanged("A bracket there has no partner.")
		}
		if b.Choice && b.Square && b.Open.Start < span.Start && b.Close.End > span.End && strings.Contains(span.Of(w.s.Text), ":") {
			return w.unchanged("Weigh what stands before or behind the colon.")
		}
	}
	weight := rounded(1 + attentionStep*float64(w.steps))
	if weight == 1 {
		return w.unchanged("")
	}
	span.End = min(span.End, w.s.bareEnd(span.Start))
	edits := []prompt.Edit{
		{Span: prompt.Span{Start: span.Start, End: span.Start}, Text: "("},
		{Span: prompt.Span{Start: span.End, End: span.End}, Text: ":" + FormatWeight(weight) + ")"},
	}
	if !slices.Equal(w.s.bones(), outlined(prompt.Apply(w.s.Text, edits)).bones()) {
		return w.unchanged("With a weight there, the prompt would read otherwise.")
	}
	return w.done(edits, span, span.End, 1)
}

// change gives a bracket another weight. Plain brackets of one kind that
// stand directly in each other are taken as one, as A1111 does.
func (w *weighing) change(b prompt.Bracket) Change {
	open, close, weight := b.Open, b.Close, b.Weight
	inner := prompt.Span{Start: b.Open.End, End: b.Close.Start}
	if !b.Explicit {
		depth := 1
		for last := 0; depth > last && depth < deepest; {
			last = depth
			for _, o := range w.s.Out.Brackets {
				if o.Square != b.Square || !isWeight(o) || o.Explicit {
					continue
				}
				if o.Open.End == open.Start && o.Close.Start == close.End {
					open.Start, close.End = o.Open.Start, o.Close.End
					depth++
				} else if o.Open.Start == inner.Start && o.Close.End == inner.End {
					inner = prompt.Span{Start: o.Open.End, End: o.Close.Start}
					depth++
				}
			}
		}
		open.End, close.Start = inner.Start, inner.End
		weight = math.Pow(b.Weight, float64(depth))
		weight = math.Round(weight/attentionStep) * attentionStep
	}
	next := rounded(weight + attentionStep*float64(w.steps))
	if weight < 0 { // for an extension that knows such
		next = math.Round((weight+attentionStep*float64(w.steps))*1e10) / 1e10
	}
	var edits []prompt.Edit
	switch {
	case next == rounded(weight) && b.Explicit:
		return w.unchanged("The weight is 0 already.")
	case next == 1:
		return w.unwrapped(open, close, inner)
	}
	if open.Of(w.s.Text) != "(" {
		edits = append(edits, prompt.Edit{Span: open, Text: "("})
	}
	edits = append(edits, prompt.Edit{Span: close, Text: ":" + FormatWeight(next) + ")"})
	return w.done(edits, inner, close.End, 1)
}

// unwrapped takes the brackets around a text out.
func (w *weighing) unwrapped(open, close, inner prompt.Span) Change {
	edits := []prompt.Edit{Unbracket(w.s.Text, open.Start, open), Unbracket(w.s.Text, close.Start, close)}
	return w.done(edits, inner, close.End, len(edits[0].Text))
}

// done returns the change with the cursor where it was in the weighed text.
// The text begins lead bytes after where its bracket began, and all that is
// edited ends at end.
func (w *weighing) done(edits []prompt.Edit, inner prompt.Span, end, lead int) Change {
	start := edits[0].Start + lead
	if edits[0].Start >= inner.End { // only the weight is edited
		start = inner.Start
	}
	at := func(offset int) int { return start + max(0, min(offset-inner.Start, inner.Len())) }
	c := Change{Positive: edits, Cursor: at(w.cursor)}
	switch {
	case w.sel.Len() > 0:
		c.Selection = prompt.Span{Start: at(inner.Start), End: at(inner.End)}
		c.Cursor = c.Selection.End
	case w.cursor >= end:
		c.Cursor = prompt.Moved(w.cursor, edits)
	}
	return c
}

// network changes the multiplier of "<lora:name:0.8>", the number after its
// last colon; one without a number has 1.
func (w *weighing) network(span prompt.Span) Change {
	inner := prompt.Span{Start: span.Start + 1, End: span.End - 1}
	fields := strings.Split(inner.Of(w.s.Text), ":")
	last := fields[len(fields)-1]
	weight, err := strconv.ParseFloat(strings.TrimSpace(last), 64)
	e := prompt.Edit{Span: prompt.Span{Start: inner.End - len(last), End: inner.End}}
	switch {
	case len(fields) == 2:
		weight = 1
		e.Start = inner.End
		e.Text = ":"
	case err != nil || math.IsNaN(weight) || math.IsInf(weight, 0):
		return w.unchanged("The network's last value is no number.")
	}
	e.Text += FormatWeight(math.Round((weight+networkStep*float64(w.steps))*1e10) / 1e10)
	c := Change{Positive: []prompt.Edit{e}, Cursor: w.cursor}
	if w.cursor > e.Start {
		c.Cursor = max(e.Start, w.cursor+len(e.Text)-e.Len())
	}
	if w.sel.Len() > 0 {
		c.Selection = prompt.Span{Start: span.Start, End: span.End + len(e.Text) - e.Len()}
		c.Cursor = c.Selection.End
	}
	return c
}

// rounded takes the error of binary fractions off a weight and keeps it at 0
// or above.
func rounded(weight float64) float64 {
	return max(0, math.Round(weight*1e10)/1e10)
}

// FormatWeight writes a weight as A1111 does: "1.2", and "2.0" for a whole number.
func FormatWeight(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
