package settings

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
)

// Fault is a setting that a variant of the model does not want.
type Fault struct {
	Key string
	// Message is a sentence, Fix the value to take in place, "" for none.
	Message, Fix string
	// Untested reports that the setting may do well: nobody knows.
	Untested bool
}

// SizeSlack is how far a picture's area may be from the model's, as a factor.
const SizeSlack = 1.3

// rescaleKeys are the names under which web UIs and their extensions write a
// CFG rescale.
var rescaleKeys = []string{"CFG Rescale", "CFG rescale", "Extra rescale", "RescaleCFG"}

// Check judges a line by a variant of a model: steps, CFG, samplers, schedules,
// sizes and high-res fixes outside of what it wants, and what is none of these.
func Check(l Line, s profile.Sampling) []Fault {
	var faults []Fault
	add := func(key, message, fix string) { faults = append(faults, Fault{Key: key, Message: message, Fix: fix}) }
	distilled := distilled.MatchString(l.String())
	if v, ok := l.number(Steps); ok && !distilled && s.Steps.Max > 0 && !s.Steps.Holds(v) {
		what := "cost time and change little"
		if v < s.Steps.Min {
			what = "leave the picture unfinished"
		}
		add(Steps, fmt.Sprintf("%s steps %s: the model wants %s.", Number(v), what, s.Steps), Number(bound(v, s.Steps)))
	}
	if v, ok := l.number(CFG); ok && !distilled && !strings.Contains(l.Get(Sampler), "CFG++") && !strings.Contains(l.Get(Sampler), "cfg_pp") {
		if f, bad := CheckCFG(v, s); bad {
			faults = append(faults, f)
		}
	}
	for _, key := range rescaleKeys {
		if v, ok := l.number(key); ok && v > 0 && s.CFGRescale == 0 {
			faults = append(faults, Fault{Key: key, Message: fmt.Sprintf("The model needs no CFG rescale; %s greys its colours.", Number(v)), Untested: true})
		}
	}
	sampler, schedule := l.sampling()
	sampler = samplerOf(sampler)
	if sampler != "" && !strings.ContainsAny(sampler, "/:") && len(s.Samplers) > 0 && !matches(s.Samplers, sampler) && !matches(s.SamplerFine, sampler) {
		faults = append(faults, Fault{Key: Sampler, Message: fmt.Sprintf("Nothing is known of the sampler %s on this model; %s is known to do well.", sampler, s.Sampler()), Untested: true})
	}
	if matches(s.ScheduleNot, schedule) {
		add(Schedule, fmt.Sprintf("The schedule %s does harm on this model.", schedule), s.Schedule())
	}
	if message, fix := checkSize(l.Get(Size), s); message != "" {
		add(Size, message, fix)
	}
	h, ok := l.HiresOf()
	for _, way := range s.Hires {
		if !ok || latent(way.Upscaler) != latent(h.Upscaler) {
			continue
		}
		if l.Has(Upscaler) && way.Denoise.Max > 0 && !way.Denoise.Holds(h.Denoise) {
			add(Denoise, fmt.Sprintf("A denoising strength of %s with %s is outside the model's %s.", Number(h.Denoise), h.Upscaler, way.Denoise), Number(bound(h.Denoise, way.Denoise)))
		}
		slack := SizeSlack
		if !l.Has(Upscaler) || !latent(h.Upscaler) {
			slack = 1.5 // a GAN upscaler's may be meant to be larger
		}
		if way.Scale > 0 && l.Has(HiresScale) && h.Scale > way.Scale*slack {
			add(HiresScale, fmt.Sprintf("A high-res fix of %sx is more than the model bears.", Number(h.Scale)), Number(way.Scale))
		}
		break
	}
	for _, key := range order {
		v := strings.TrimSpace(l.Get(key))
		_, number := l.number(key)
		if _, err := Read(key, v); err != nil && !number {
			add(key, key+" "+err.Error()+".", "")
		}
	}
	return faults
}

// DistilledBy reports whether an extra network of a prompt is made to need few steps
// and no guidance.
func DistilledBy(text string) bool {
	return slices.ContainsFunc(network.FindAllString(text, -1), distilled.MatchString)
}

var network = regexp.MustCompile(`<[^<>]+>`)

// distilled finds what is made so by its name.
var distilled = regexp.MustCompile(`(?i)(?:\b|_)(?:lcm|tcd|pcm)(?:\b|_)|dmd2?|lightning|hyper-?sd|hyper(?:xl|_|-|\d)|turbo|[48]_?steps?(?:\b|_)`)

// samplerOf returns A1111's name for a sampler as other programs write it:
// "k_euler_ancestral", "Euler-a", "EulerAncestralDiscreteScheduler".
func samplerOf(name string) string {
	lower := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(name))
	switch lower = strings.TrimPrefix(lower, "k_"); lower {
	case "euler_a", "euler_ancestral", "eulerancestraldiscretescheduler":
		return "Euler a"
	}
	if known, _ := infotext.FromComfySampler(strings.TrimPrefix(name, "k_")); known != "" {
		return known
	}
	return name
}

// CheckModel judges whether a line's checkpoint is, by its name, another model
// than that of the profile.
func CheckModel(l Line, p *profile.Profile) (Fault, bool) {
	name := l.Get(Checkpoint)
	other := p.OtherModel(name)
	if other == "" {
		return Fault{}, false
	}
	return Fault{Key: Checkpoint, Message: fmt.Sprintf("The checkpoint %s fits %s, the prompt is for %s.", name, other, p.Name), Untested: true}, true
}

// CheckCFG judges a CFG by a variant of a model.
func CheckCFG(v float64, s profile.Sampling) (Fault, bool) {
	if s.CFG.Max <= 0 || s.CFG.Holds(v) {
		return Fault{}, false
	}
	effect := cmp.Or(s.TooHigh, "the picture over-saturates")
	if v < s.CFG.Min {
		effect = cmp.Or(s.TooLow, "the picture stays pale and loose")
	}
	return Fault{Key: CFG, Message: fmt.Sprintf("A CFG of %s is outside the model's %s: %s.", Number(v), s.CFG, effect), Fix: Number(bound(v, s.CFG))}, true
}

// bound returns the end of a range that is nearer to what lies outside of it.
func bound(v float64, r profile.Range) float64 {
	return max(r.Min, min(v, r.Max))
}

// number reads a setting that is a number.
func (l Line) number(key string) (float64, bool) { return Finite(l.Get(key)) }

// Finite reads a number as settings have it: NaN and the infinities are none.
func Finite(s string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// matches reports whether a name is one of a list, whose entries may begin or
// end with "*".
func matches(list []string, name string) bool {
	name = strings.TrimSpace(name)
	return slices.ContainsFunc(list, func(entry string) bool { return profile.MatchStars(entry, name) })
}

// checkSize judges a size, "832x1216", and returns "" where nothing is wrong.
func checkSize(size string, s profile.Sampling) (message, fix string) {
	w, h, ok := profile.ParseSize(size)
	if !ok {
		return "", ""
	}
	best := ""
	if len(s.Size.Best) > 0 {
		best = nearestSize(s.Size.Best, w, h)
		best = cmp.Or(sameShape(w, h, s, best), best)
	}
	area := float64(w) * float64(h) / (1 << 20)
	most, m := s.Size.Megapixels, s.Size.Multiple
	switch {
	case slices.Contains(s.Size.Best, fmt.Sprintf("%dx%d", w, h)):
		return "", ""
	case s.Size.MaxSide > 0 && max(w, h) > s.Size.MaxSide:
		return fmt.Sprintf("%dx%d has a side longer than the model's %d.", w, h, s.Size.MaxSide), best
	case most > 0 && (area > most*SizeSlack || area < cmp.Or(s.Size.Least, 0.9*most)/SizeSlack):
		return fmt.Sprintf("%dx%d has %.1f megapixels where the model was taught %s, so bodies double or blur.", w, h, area, Range(Size, s)), best
	case m > 0 && (w%m != 0 || h%m != 0):
		return fmt.Sprintf("The sides of %dx%d are no multiples of %d.", w, h, m), fmt.Sprintf("%dx%d", round(w, m), round(h, m))
	}
	return "", ""
}

func round(side, multiple int) int { return max(1, (side+multiple/2)/multiple) * multiple }

// farShape is from which ratio on, as a logarithm, a shape is another: a picture
// of 16:9 is none of 3:2. widest is up to which a model draws one picture.
const farShape, widest = 0.1, 2.0

// sameShape returns the size of a shape that none of the best has, of as many
// pixels as the model was taught, or "" where the best serves or the shape is
// too wide for one picture.
func sameShape(w, h int, s profile.Sampling, best string) string {
	ratio := float64(w) / float64(h)
	x, y, ok := profile.ParseSize(best)
	if !ok || s.Size.Megapixels == 0 || max(ratio, 1/ratio) > widest || math.Abs(math.Log(ratio*float64(y)/float64(x))) < farShape {
		return ""
	}
	multiple := max(64, s.Size.Multiple)
	pixels := s.Size.Megapixels * (1 << 20)
	x, y = round(int(math.Sqrt(pixels*ratio)), multiple), round(int(math.Sqrt(pixels/ratio)), multiple)
	if s.Size.MaxSide > 0 && max(x, y) > s.Size.MaxSide {
		return ""
	}
	return fmt.Sprintf("%dx%d", x, y)
}

// nearestSize returns the size of the nearest shape.
func nearestSize(sizes []string, w, h int) string {
	best, least := "", math.Inf(1)
	for _, size := range sizes {
		if x, y, ok := profile.ParseSize(size); ok {
			if d := math.Abs(math.Log(float64(w)/float64(h)) - math.Log(float64(x)/float64(y))); d < least {
				best, least = size, d
			}
		}
	}
	return best
}
