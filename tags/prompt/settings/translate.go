package settings

import (
	"fmt"
	"slices"

	"tailor/tags/profile"
)

// Translate turns the settings of a picture of one model into those for a
// variant of another: what the other does not bear becomes the best that it
// knows, and the checkpoint is left out. What was changed is said, a clause
// each, "Steps 20 → 30".
func Translate(l Line, to profile.Sampling) (Line, []string) {
	var changed []string
	change := func(key, was, value string) {
		if value != "" && was != value {
			changed = append(changed, fmt.Sprintf("%s %s → %s", key, was, value))
			l = l.With(key, value)
		}
	}
	put := func(key, value string) { change(key, l.Get(key), value) }
	sampler, schedule := l.sampling()
	if sampler != "" && len(to.Samplers) > 0 && !slices.Contains(to.Samplers, sampler) {
		put(Sampler, to.Sampler())
	}
	if schedule != "" && (slices.Contains(to.ScheduleNot, schedule) || len(to.Schedules) > 0 && !slices.Contains(to.Schedules, schedule)) {
		change(Schedule, schedule, to.Schedule()) // the sampler's name may have held it
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
	said := false
	for _, key := range []string{Checkpoint, Hash} {
		if was := l.Get(key); was != "" {
			if !said {
				changed, said = append(changed, fmt.Sprintf("%s %s left out", key, was)), true
			}
			l = l.Without(key)
		}
	}
	return l, changed
}
