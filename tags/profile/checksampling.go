package profile

import (
	"fmt"
	"math"
	"strings"
)

// sampling checks how a variant is sampled. whole reports that nothing is left
// to a profile that is extended.
func (c *checker) sampling(place string, s *Sampling, whole bool) {
	if s == nil {
		return
	}
	for name, text := range map[string]string{"prediction": s.Prediction, "too_low": s.TooLow, "too_high": s.TooHigh, "note": s.Note} {
		c.text(place+"."+name, text)
	}
	for name, list := range map[string][]string{"also": s.Also, "sampler": s.Samplers, "schedule": s.Schedules, "schedule_not": s.ScheduleNot, "sampler_fine": s.SamplerFine, "note_for": s.NoteFor, "note_unless": s.NoteUnless} {
		for i, text := range list {
			at := fmt.Sprintf("%s.%s[%d]", place, name, i)
			c.text(at, text)
			if strings.TrimSpace(text) == "" {
				c.fault(at, "the name is empty", "take it out")
			}
		}
	}
	if whole && len(s.Samplers) == 0 {
		c.fault(place, "no sampler is named", `write sampler = ["Euler a"] or the like`)
	}
	c.span(place+".steps", s.Steps, 1, 1000, whole)
	c.span(place+".cfg", s.CFG, 0.1, 100, whole)
	trunc := math.Trunc
	for _, is := range []struct {
		right              bool
		key, what, instead string
	}{
		{s.Prediction == "" || s.Prediction == PredictsEpsilon || s.Prediction == PredictsVelocity, "prediction", fmt.Sprintf("unknown prediction %q", s.Prediction), `write "epsilon" or "v"`},
		{s.CFGRescale >= 0 && s.CFGRescale <= 1, "cfg_rescale", "the rescale is out of range", "write a number from 0 to 1"},
		{s.ClipSkip >= 0 && s.ClipSkip <= 12, "clip_skip", "the layer is out of range", "write a number from 1 to 12"},
		{s.Size.MaxSide >= 0 && s.Size.MaxSide <= 1<<16, "size.max_side", "the side is out of range", "write it in pixels, 1536"},
		{s.Steps == Range{} || s.Steps == Range{trunc(s.Steps.Min), trunc(s.Steps.Max), trunc(s.Steps.Best)}, "steps", "steps are whole numbers", "leave the fraction out"},
		{s.Size.Least >= 0 && s.Size.Least <= s.Size.Megapixels, "size.least", "the least area is out of range", "write one from 0 to megapixels"},
		{s.Size.Megapixels >= 0 && s.Size.Megapixels <= 100, "size.megapixels", "the area is out of range", "write about 1.0 for SDXL"},
		{s.Size.Multiple >= 0 && s.Size.Multiple <= 4096, "size.multiple", "the multiple is out of range", "write 32, or 8"},
	} {
		if !is.right {
			c.fault(place+"."+is.key, is.what, is.instead)
		}
	}
	for i, size := range s.Size.Best {
		at := fmt.Sprintf("%s.size.best[%d]", place, i)
		w, h, ok := ParseSize(size)
		if !ok {
			c.fault(at, fmt.Sprintf("%q is no size", size), `write width x height in pixels, "832x1216"`)
		} else if m := s.Size.Multiple; m > 0 && (w%m != 0 || h%m != 0) {
			c.fault(at, fmt.Sprintf("the sides of %s are no multiples of %d", size, m), "round them, or change multiple")
		}
	}
	for i, h := range s.Hires {
		at := fmt.Sprintf("%s.hires[%d]", place, i)
		c.text(at+".upscaler", h.Upscaler)
		if strings.TrimSpace(h.Upscaler) == "" {
			c.fault(at, "the high-res fix names no upscaler", `write upscaler = "Latent" or the like`)
		}
		if !(h.Scale > 1 && h.Scale <= 8) {
			c.fault(at+".scale", fmt.Sprintf("the scale %v is out of range", h.Scale), "write a number above 1, up to 8")
		}
		c.span(at+".denoise", h.Denoise, 0, 1, true)
	}
}

// variants checks the list of the variants' names against their tables.
func (c *checker) variants() {
	p := c.own
	seen := map[Model]bool{}
	for i, m := range p.Order {
		at := "variant." + string(m)
		if p.ordered {
			at = fmt.Sprintf("variants[%d]", i)
		}
		known := p.Variants[m] != nil
		if base, ok := c.base(p.Extends); ok {
			known = known || base.Variants[m] != nil
		}
		switch {
		case !known:
			c.fault(at, fmt.Sprintf("no variant is called %q", m), "add a table [variant.NAME] of that name, or take it out")
		case seen[m]:
			c.fault(at, fmt.Sprintf("%q stands in the list twice", m), "take one out")
		}
		c.text(at, string(m))
		seen[m] = true
	}
	for _, m := range sortedKeys(p.Variants) {
		if !seen[m] {
			c.fault("variant."+string(m), fmt.Sprintf("the variant %q is not in variants", m), "add its name there, or leave variants out")
		}
	}
}
