package infotext

import (
	"strings"
	"testing"
)

func TestSampling(t *testing.T) {
	cases := []struct{ name, settings, sampler, schedule string }{
		{"apart", "Steps: 1, Sampler: DPM++ 2M, Schedule type: Karras", "DPM++ 2M", "Karras"},
		{"in one", "Steps: 1, Sampler: DPM++ SDE Karras, Seed: 1", "DPM++ SDE", "Karras"},
		{"the name holds", "Steps: 1, Sampler: DPM++ 2M SDE Exponential, Schedule type: Automatic", "DPM++ 2M SDE", "Exponential"},
		{"two words", "Steps: 1, Sampler: Euler SGM Uniform, Seed: 1", "Euler", "SGM Uniform"},
		{"another name", "Steps: 1, Sampler: Euler a sgm_uniform, Seed: 1", "Euler a", "SGM Uniform"},
		{"another name of the schedule", "Steps: 1, Sampler: Euler a, Schedule type: karras", "Euler a", "Karras"},
		{"a sampler of a schedule's name", "Steps: 1, Sampler: DDIM, Seed: 1", "DDIM", ""},
		{"neither", "Steps: 1, Size: 8x8, Seed: 1", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if sampler, schedule := Parse(c.settings).Sampling(); sampler != c.sampler || schedule != c.schedule {
				t.Errorf("got %q and %q, want %q and %q", sampler, schedule, c.sampler, c.schedule)
			}
		})
	}
}

func TestBesides(t *testing.T) {
	info := Parse("Steps: 1, Seed: 2, ADetailer model: x, Model hash: 12, ADetailer model: y, VAE: z, Version: v1.10.1")
	if got := strings.Join(info.Besides("Steps", "Seed"), "|"); got != "ADetailer model|VAE" {
		t.Errorf("got %s", got)
	}
}
