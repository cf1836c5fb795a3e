package settings

import (
	"fmt"
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
