package settings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/profile"
)

// Read reads what a user wrote for a setting and returns the value as an
// infotext has it. The error says what the setting takes. An empty value is
// the default, and is returned as "".
func Read(key, value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", nil
	}
	whole := func(low, high int64) (string, error) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < low || n > high {
			return "", fmt.Errorf("%q: it takes a whole number from %d to %d", value, low, high)
		}
		return strconv.FormatInt(n, 10), nil
	}
	fraction := func(low, high float64) (string, error) {
		v, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
		if err != nil || !(v >= low && v <= high) {
			return "", fmt.Errorf("%q: it takes a number from %v to %v", value, low, high)
		}
		return Number(v), nil
	}
	switch key {
	case Size, HiresSize:
		w, h, ok := profile.ParseSize(strings.ReplaceAll(value, "×", "x"))
		if !ok || w < 64 || h < 64 || w > 8192 || h > 8192 {
			return "", fmt.Errorf("%q: it takes width x height in pixels, each from 64 to 8192, such as 832x1216", value)
		}
		return fmt.Sprintf("%dx%d", w, h), nil
	case Steps:
		return whole(1, 150)
	case CFG:
		return fraction(1, 30)
	case Seed:
		if strings.EqualFold(value, "random") || value == "-1" {
			return "-1", nil
		}
		if _, err := strconv.ParseUint(value, 10, 64); err != nil {
			return "", fmt.Errorf("%q: it takes a whole number from 0, or -1 for another one each time", value)
		}
		return value, nil
	case Batch:
		return whole(1, 64)
	case ClipSkip:
		return whole(1, 12)
	case HiresSteps:
		return whole(0, 150)
	case Denoise:
		return fraction(0, 1)
	case HiresScale:
		return fraction(1, 8)
	}
	if strings.ContainsAny(value, "\n\r") {
		return "", fmt.Errorf("%q: it takes one line", value)
	}
	return value, nil
}

// Range says what a variant wants of a setting, "" where it says nothing: "20
// to 28", "4 to 9", "about 1 MP, sides × 32".
func Range(key string, s profile.Sampling) string {
	list := func(names []string) string { return strings.Join(names[:min(3, len(names))], ", ") }
	switch key {
	case Steps:
		if s.Steps.Max > 0 {
			return s.Steps.String()
		}
	case CFG:
		if s.CFG.Max > 0 {
			return s.CFG.String()
		}
	case Sampler:
		return list(s.Samplers)
	case Schedule:
		if len(s.ScheduleNot) > 0 {
			return "not " + strings.Join(s.ScheduleNot, ", ")
		}
		return list(s.Schedules)
	case Size:
		var parts []string
		switch {
		case s.Size.Least > 0:
			parts = append(parts, Number(s.Size.Least)+" to "+Number(s.Size.Megapixels)+" MP")
		case s.Size.Megapixels > 0:
			parts = append(parts, "about "+Number(s.Size.Megapixels)+" MP")
		}
		if s.Size.Multiple > 1 {
			parts = append(parts, fmt.Sprintf("sides × %d", s.Size.Multiple))
		}
		return strings.Join(parts, ", ")
	case ClipSkip:
		if s.ClipSkip > 0 {
			return strconv.Itoa(s.ClipSkip)
		}
	case Denoise:
		for _, h := range s.Hires {
			return h.Denoise.String()
		}
	}
	return ""
}

// Fault is a setting that a variant of the model does not want.
type Fault struct {
	Key string
	// Message is a sentence, Fix the value to take in place, "" for none.
	Message, Fix string
}

// SizeSlack is how far a picture's area may be from the model's, as a factor.
const SizeSlack = 1.3

// Check judges a line by a variant of a model: steps, CFG, sizes, schedules
// and denoising outside of what it wants.
func Check(l Line, s profile.Sampling) []Fault {
	var faults []Fault
	number := func(key string) (float64, bool) {
		v, err := strconv.ParseFloat(strings.TrimSpace(l.Get(key)), 64)
		return v, err == nil && !math.IsNaN(v)
	}
	span := func(key, what string, r profile.Range) {
		v, ok := number(key)
		if !ok || r.Max <= 0 || r.Holds(v) {
			return
		}
		bound := r.Max
		if v < r.Min {
			bound = r.Min
		}
		faults = append(faults, Fault{key, fmt.Sprintf("%s %s is outside the model's %s.", what, Number(v), r), Number(bound)})
	}
	span(Steps, "Steps", s.Steps)
	span(CFG, "A CFG of", s.CFG)
	if w, h, ok := profile.ParseSize(l.Get(Size)); ok {
		area := float64(w) * float64(h) / (1 << 20)
		least, most, m := s.Size.Megapixels, s.Size.Megapixels, s.Size.Multiple
		if s.Size.Least > 0 {
			least = s.Size.Least
		}
		best := ""
		if len(s.Size.Best) > 0 {
			best = nearestSize(s.Size.Best, w, h)
		}
		switch {
		case slices.Contains(s.Size.Best, fmt.Sprintf("%dx%d", w, h)):
		case m > 0 && (w%m != 0 || h%m != 0):
			faults = append(faults, Fault{Size, fmt.Sprintf("The sides of %dx%d are no multiples of %d.", w, h, m), fmt.Sprintf("%dx%d", round(w, m), round(h, m))})
		case s.Size.MaxSide > 0 && max(w, h) > s.Size.MaxSide:
			faults = append(faults, Fault{Size, fmt.Sprintf("%dx%d has a side longer than the model's %d.", w, h, s.Size.MaxSide), best})
		case most > 0 && (area > most*SizeSlack || area < least/SizeSlack):
			faults = append(faults, Fault{Size, fmt.Sprintf("%dx%d has %.1f megapixels where the model was taught %s, so bodies double or blur.", w, h, area, Range(Size, s)), best})
		}
	}
	if _, schedule := l.sampling(); slices.Contains(s.ScheduleNot, schedule) {
		faults = append(faults, Fault{Schedule, fmt.Sprintf("The model does not bear the schedule %s.", schedule), s.Schedule()})
	}
	if h, ok := l.HiresOf(); ok {
		for _, way := range s.Hires {
			if latent(way.Upscaler) == latent(h.Upscaler) && !way.Denoise.Holds(h.Denoise) {
				faults = append(faults, Fault{Denoise, fmt.Sprintf("A denoising of %s with %s is outside the model's %s.", Number(h.Denoise), h.Upscaler, way.Denoise), Number(way.Denoise.Best)})
				break
			}
		}
	}
	return faults
}

func round(side, multiple int) int { return max(1, (side+multiple/2)/multiple) * multiple }

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
