package lint

import (
	"fmt"
	"strconv"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// settings checks settings that were pasted into the prompt.
func (r *report) settings() {
	reg := r.region
	for i := range reg.Items {
		it := &reg.Items[i]
		if !it.Setting || it.Facts.CFG == nil {
			continue
		}
		if n := reading.ReadCFG(it.Core.Of(reg.Text)); n != nil {
			n.Start, n.End = n.Start+it.Core.Start, n.End+it.Core.Start
			r.cfg(n.Value, n.Span, true)
		}
	}
	for _, line := range reg.Lines {
		// The line lies after the region, in the same text.
		if n := reading.ReadCFG(line.Text); n != nil {
			n.Start, n.End = n.Start+line.Start-reg.Base, n.End+line.Start-reg.Base
			r.cfg(n.Value, n.Span, true)
		}
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
