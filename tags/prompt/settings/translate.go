package settings

import (
	"fmt"
	"slices"

	"tailor/tags/profile"
)

// Translate turns the settings of a picture of one model into those for a
// variant of another: what the other does not bear becomes the best that it
// knows, and the checkpoint is left out. What was changed is said, a clause
// each.
func Translate(l Line, to profile.Sampling) (Line, []string) {
	var changed []string
	put := func(key, value string) {
		if was := l.Get(key); value != "" && was != value {
			changed = append(changed, fmt.Sprintf("%s: %s for %s", key, value, was))
			l = l.With(key, value)
		}
	}
	for _, key := range []string{Checkpoint, "Model hash"} {
		if was := l.Get(key); was != "" {
			changed = append(changed, fmt.Sprintf("%s %s is left out", key, was))
			l = l.Without(key)
		}
	}
	sampler, schedule := l.sampling()
	if sampler != "" && len(to.Samplers) > 0 && !slices.Contains(to.Samplers, sampler) {
		put(Sampler, to.Sampler())
	}
	if schedule != "" && (slices.Contains(to.ScheduleNot, schedule) || len(to.Schedules) > 0 && !slices.Contains(to.Schedules, schedule)) {
		put(Schedule, to.Schedule())
	}
	for _, f := range Check(l, to) {
		switch f.Key {
		case Steps:
			put(Steps, Number(to.Steps.Best))
		case CFG:
			put(CFG, Number(to.CFG.Best))
		default:
			put(f.Key, f.Fix)
		}
	}
	return l, changed
}
