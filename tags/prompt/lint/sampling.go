package lint

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
)

// CheckSettings says what in a line of settings, a prompt's third text, is not
// as the model's variant wants it. Spans are of the line.
func (c *Checker) CheckSettings(line string) []Diagnostic {
	s, ok := c.p.Sampling(c.o.Model)
	if !ok || strings.TrimSpace(line) == "" {
		return nil
	}
	r := &samplingReport{report: report{c: c, region: bare(line, false)}, line: line, values: settings.Parse(line), s: s}
	r.steps()
	r.sampler()
	r.cfgs()
	r.size()
	r.hires()
	for i := range r.found {
		r.found[i].Settings = true
	}
	return r.sorted()
}

// FixSettings carries out what CheckSettings says, except for hints.
func (c *Checker) FixSettings(line string) string {
	var edits []prompt.Edit
	for _, d := range c.CheckSettings(line) {
		if d.Severity > Hint && fits(edits, d.Edits) {
			edits = prompt.Sorted(append(edits, d.Edits...))
		}
	}
	return prompt.Apply(line, edits)
}

type samplingReport struct {
	report
	line   string
	values settings.Line
	s      profile.Sampling
}

// at finds the value of a setting in the line; of several the last.
func (r *samplingReport) at(key string) (prompt.Span, bool) {
	all := regexp.MustCompile(`(?:^|[,\s])`+regexp.QuoteMeta(key)+`:\s*([^,\n]*[^,\s])`).FindAllStringSubmatchIndex(r.line, -1)
	if len(all) == 0 {
		return prompt.Span{}, false
	}
	m := all[len(all)-1]
	return prompt.Span{Start: m[2], End: m[3]}, true
}

// number reads a setting that is a number.
func (r *samplingReport) number(key string) (value float64, span prompt.Span, ok bool) {
	span, ok = r.at(key)
	if !ok {
		return 0, span, false
	}
	value, err := strconv.ParseFloat(strings.TrimSpace(r.values.Get(key)), 64)
	return value, span, err == nil
}

func (r *samplingReport) steps() {
	v, span, ok := r.number(settings.Steps)
	want := r.s.Steps
	if !ok || want.Max <= 0 || want.Holds(v) {
		return
	}
	bound, what := want.Max, "cost time and change little"
	if v < want.Min {
		bound, what = want.Min, "leave the picture unfinished"
	}
	fix := weightText(bound)
	r.add(Sampling, Warning, span, &fix, nil, fmt.Sprintf("%s steps %s: the model wants %s; use %s.", weightText(v), what, want, fix))
}

func (r *samplingReport) sampler() {
	span, ok := r.at(settings.Sampler)
	if ok && len(r.s.Samplers) > 0 {
		name := r.values.Get(settings.Sampler)
		if !matches(r.s.Samplers, name) && !matches(r.s.SamplerFine, name) {
			r.add(Sampling, Hint, span, nil, nil,
				fmt.Sprintf("The sampler %s is untested on this model; %s is known to do well.", quoted(name), r.s.Sampler()))
		}
	}
	if span, ok := r.at(settings.Schedule); ok {
		if name := r.values.Get(settings.Schedule); matches(r.s.ScheduleNot, name) {
			var fix *string
			if best := r.s.Schedule(); best != "" {
				fix = text(best)
			}
			r.add(Sampling, Warning, span, fix, nil, fmt.Sprintf("The schedule %s does harm on this model; use %s.", quoted(name), cmp.Or(r.s.Schedule(), "another")))
		}
	}
}

// matches reports whether a name is one of a list, whose entries may begin or
// end with "*".
func matches(list []string, name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.ContainsFunc(list, func(entry string) bool {
		entry = strings.ToLower(entry)
		switch {
		case strings.HasPrefix(entry, "*"):
			return strings.HasSuffix(name, entry[1:])
		case strings.HasSuffix(entry, "*"):
			return strings.HasPrefix(name, entry[:len(entry)-1])
		}
		return name == entry
	})
}

func (r *samplingReport) cfgs() {
	if v, span, ok := r.number(settings.CFG); ok {
		r.cfg(v, span, true)
	}
	for _, key := range []string{"CFG Rescale", "CFG rescale", "Extra rescale", "RescaleCFG"} {
		if v, span, ok := r.number(key); ok && v > 0 && r.s.CFGRescale == 0 {
			r.add(Sampling, Hint, span, nil, nil, fmt.Sprintf("The model needs no CFG rescale; %s greys its colours.", weightText(v)))
		}
	}
}

// size reports a size as settings.Check judges it.
func (r *samplingReport) size() {
	span, ok := r.at(settings.Size)
	if !ok {
		return
	}
	for _, f := range settings.Check(r.values, r.s) {
		if f.Key != settings.Size {
			continue
		}
		var fix *string
		remedy := "choose another"
		if f.Fix != "" {
			fix, remedy = text(f.Fix), "use "+f.Fix
		}
		r.add(Sampling, Warning, span, fix, nil, fmt.Sprintf("%s; %s.", strings.TrimSuffix(f.Message, "."), remedy))
	}
}

func (r *samplingReport) hires() {
	h, ok := r.values.HiresOf()
	span, at := r.at(settings.Denoise)
	if !ok || !at || len(r.s.Hires) == 0 {
		return
	}
	latent := func(name string) bool { return strings.HasPrefix(name, "Latent") }
	for _, way := range r.s.Hires {
		if latent(way.Upscaler) != latent(h.Upscaler) {
			continue
		}
		if way.Denoise.Max > 0 && !way.Denoise.Holds(h.Denoise) {
			bound := way.Denoise.Max
			if h.Denoise < way.Denoise.Min {
				bound = way.Denoise.Min
			}
			fix := weightText(bound)
			r.add(Sampling, Warning, span, &fix, nil,
				fmt.Sprintf("A denoising strength of %s with %s is outside the model's %s; use %s.", weightText(h.Denoise), h.Upscaler, way.Denoise, fix))
		}
		if span, ok := r.at(settings.HiresScale); ok && way.Scale > 0 && h.Scale > way.Scale*settings.SizeSlack {
			fix := weightText(way.Scale)
			r.add(Sampling, Warning, span, &fix, nil,
				fmt.Sprintf("A high-res fix of %sx is more than the model bears; use %sx.", weightText(h.Scale), fix))
		}
		return
	}
}
