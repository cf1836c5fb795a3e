package lint

import (
	"fmt"
	"regexp"
	"strconv"

	"tailor/tags/prompt"
)

// number is a number in a text, with its place there.
type number struct {
	value float64
	prompt.Span
}

// cfgAt finds the CFG in an infotext's settings.
var cfgAt = regexp.MustCompile(`(?i)(?:^|[,\n]\s*|\s)CFG(?: scale)?: *(\d+(?:\.\d+)?)(?:[,\s]|$)`)

// readCFG finds the CFG in a text of settings.
func readCFG(s string) *number {
	m := cfgAt.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	value, err := strconv.ParseFloat(s[m[2]:m[3]], 64)
	if err != nil {
		return nil
	}
	return &number{value, prompt.Span{Start: m[2], End: m[3]}}
}

// settings checks settings that were pasted into the prompt.
func (r *report) settings() {
	reg := r.region
	for i := range reg.items {
		it := &reg.items[i]
		if !it.setting || it.facts.cfg == nil {
			continue
		}
		if n := readCFG(it.Core.Of(reg.text)); n != nil {
			n.Start, n.End = n.Start+it.Core.Start, n.End+it.Core.Start
			r.cfg(n.value, n.Span, true)
		}
	}
	for _, line := range reg.lines {
		// The line lies after the region, in the same text.
		if n := readCFG(line.text); n != nil {
			n.Start, n.End = n.Start+line.Start-reg.base, n.End+line.Start-reg.base
			r.cfg(n.value, n.Span, true)
		}
	}
}

// givenCFG checks the CFG of the options, unless a pasted one stands for it.
func (r *report) givenCFG() {
	if r.c.o.CFG > 0 && !r.pastedCFG {
		r.region = &region{}
		r.cfg(r.c.o.CFG, prompt.Span{}, false)
	}
	r.region = nil
}

func (r *report) cfg(value float64, span prompt.Span, written bool) {
	r.pastedCFG = r.pastedCFG || written
	model := r.c.o.Model
	s, ok := r.c.p.Sampling(model)
	if !ok || s.CFG.Max <= 0 || s.CFG.Holds(value) {
		return
	}
	bound, effect, fallback := s.CFG.Max, s.TooHigh, "the picture over-saturates"
	if value < s.CFG.Min {
		bound, effect, fallback = s.CFG.Min, s.TooLow, "the picture stays pale and loose"
	}
	if effect == "" {
		effect = fallback
	}
	var fix *string
	if written {
		fix = text(weightText(bound))
	}
	r.add(CFG, Warning, span, fix, nil,
		fmt.Sprintf("A CFG of %s is outside the %s model's range of %s: %s; use %s.", weightText(value), model, s.CFG, effect, weightText(bound)))
}

// weightText writes a number as short as it can be.
func weightText(x float64) string {
	return strconv.FormatFloat(x, 'f', -1, 64)
}
