package infotext

import (
	"slices"
	"strings"
)

// schedules are A1111's schedule types with the other names that it knows them
// by (modules/sd_schedulers.py).
var schedules = []struct {
	label string
	names []string
}{
	{"Automatic", []string{"automatic"}},
	{"Uniform", []string{"uniform"}},
	{"Karras", []string{"karras"}},
	{"Exponential", []string{"exponential"}},
	{"Polyexponential", []string{"polyexponential"}},
	{"SGM Uniform", []string{"sgm_uniform", "SGMUniform"}},
	{"KL Optimal", []string{"kl_optimal"}},
	{"Align Your Steps", []string{"align_your_steps"}},
	{"Simple", []string{"simple"}},
	{"Normal", []string{"normal"}},
	{"DDIM", []string{"ddim"}},
	{"Beta", []string{"beta"}},
}

// Sampling returns the sampler and the schedule type, "" for what the infotext
// does not say. Before its version 1.9 A1111 had both in one name, "DPM++ SDE
// Karras", which is taken apart as its get_sampler_and_scheduler does
// (modules/sd_samplers.py): the schedule in the name holds.
func (i Infotext) Sampling() (sampler, schedule string) {
	sampler, _ = i.Get("Sampler")
	schedule, _ = i.Get("Schedule type")
	for _, s := range schedules {
		if slices.Contains(s.names, schedule) {
			schedule = s.label
		}
	}
	longest := 0 // "SGM Uniform" before "Uniform"
	full := sampler
	for _, s := range schedules {
		for _, name := range append([]string{s.label}, s.names...) {
			if bare, found := strings.CutSuffix(full, " "+name); found && len(name) > longest {
				longest, sampler, schedule = len(name), bare, s.label
			}
		}
	}
	return sampler, schedule
}

// records are settings that tell of a picture's making and make nothing
// themselves.
var records = []string{"Version", "Model hash", "VAE hash", "Lora hashes", "TI hashes", "Hashes", "User", "Batch size", "Batch pos",
	"Civitai resources", "Civitai metadata", "Created Date"}

// Besides returns the names of the settings that are none of those named, each
// once, in their order. Hashes, versions and the like, by which no picture is
// made, are left out.
func (i Infotext) Besides(named ...string) []string {
	var keys []string
	for _, s := range i.Settings {
		if !slices.Contains(named, s.Key) && !slices.Contains(records, s.Key) && !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}
