package lint

import (
	"regexp"
	"slices"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/prompt/settings"
)

// CheckSettings says what in a line of settings, a prompt's third text, is not
// as the model's variant wants it (settings.Check, settings.CheckModel). Spans
// are of the line. What a network in the prompt beside it makes of few steps and a
// low CFG is heeded.
func (c *Checker) CheckSettings(line, beside string) []Diagnostic {
	s, ok := c.p.Sampling(c.o.Model)
	if !ok || strings.TrimSpace(line) == "" {
		return nil
	}
	r := &report{c: c, region: bare(line, false)}
	l := settings.Parse(line)
	faults := settings.Check(l, s)
	if settings.DistilledBy(beside) {
		faults = slices.DeleteFunc(faults, func(f settings.Fault) bool { return f.Key == settings.Steps || f.Key == settings.CFG })
	}
	if name := l.Get(settings.Checkpoint); name != "" && len(c.p.Match) > 0 && c.p.Fits(name) == 0 {
		// The picture was made with a model that may want something else.
		for i := range faults {
			faults[i].Untested = true
			faults[i].Message = strings.NewReplacer("the model", c.p.Name, "this model", c.p.Name).Replace(faults[i].Message)
		}
	}
	if f, foreign := settings.CheckModel(l, c.p); foreign {
		faults = append(faults, f)
	}
	for _, f := range faults {
		if span, ok := valueOf(line, f.Key); ok {
			r.setting(f, span, true)
		}
	}
	for i := range r.found {
		r.found[i].Settings = true
	}
	return r.sorted()
}

// FixSettings carries out what CheckSettings says, except for hints.
func (c *Checker) FixSettings(line, beside string) string {
	var edits []prompt.Edit
	for _, d := range c.CheckSettings(line, beside) {
		if d.Severity > Hint && fits(edits, d.Edits) {
			edits = prompt.Sorted(append(edits, d.Edits...))
		}
	}
	return prompt.Apply(line, edits)
}

// valueOf finds the value of a setting in a line; of several the last. A
// schedule may stand in the sampler's name, which no fix can take apart.
func valueOf(line, key string) (prompt.Span, bool) {
	all := regexp.MustCompile(`(?:^|[,\s])`+regexp.QuoteMeta(key)+`:\s*([^,\n|]*[^,\s|])`).FindAllStringSubmatchIndex(line, -1)
	if len(all) == 0 {
		return prompt.Span{}, false
	}
	m := all[len(all)-1]
	return prompt.Span{Start: m[2], End: m[3]}, true
}

// setting reports a fault of the settings; written tells that its value stands
// at the span.
func (r *report) setting(f settings.Fault, span prompt.Span, written bool) {
	rule, severity, message := Sampling, Warning, f.Message
	if f.Key == settings.CFG {
		rule = CFG
	}
	var fix *string
	switch {
	case f.Untested:
		severity = Hint
	case f.Fix == "":
		message = strings.TrimSuffix(message, ".") + "; choose another."
	default:
		message = strings.TrimSuffix(message, ".") + "; use " + f.Fix + "."
		if written {
			fix = text(f.Fix)
		}
	}
	r.add(rule, severity, span, fix, nil, message)
}

// pastedSettings checks the CFG of settings that were pasted into the prompt.
func (r *report) pastedSettings() {
	reg := r.region
	for i := range reg.Items {
		if it := &reg.Items[i]; it.Setting && it.Facts.CFG != nil {
			r.cfgIn(it.Core.Of(reg.Text), it.Core.Start)
		}
	}
	for _, line := range reg.Lines {
		r.cfgIn(line.Text, line.Start-reg.Base) // it lies after the region, in the same text
	}
}

// cfgIn checks the CFG in a text of settings that begins at an offset of the
// region.
func (r *report) cfgIn(text string, at int) {
	if n := reading.ReadCFG(text); n != nil {
		r.pastedCFG = true
		r.cfg(n.Value, prompt.Span{Start: n.Start + at, End: n.End + at}, true)
	}
}

// givenCFG checks the CFG of the options, unless a pasted one stands for it.
func (r *report) givenCFG() {
	if r.c.o.CFG > 0 && !r.pastedCFG {
		r.region = bare("", false)
		r.cfg(r.c.o.CFG, prompt.Span{}, false)
	}
	r.region = nil
}

func (r *report) cfg(value float64, span prompt.Span, written bool) {
	s, _ := r.c.p.Sampling(r.c.o.Model)
	if f, bad := settings.CheckCFG(value, s); bad {
		r.setting(f, span, written)
	}
}
