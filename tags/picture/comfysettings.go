package picture

import (
	"encoding/json"
	"strings"

	"tailor/tags/prompt/infotext"
)

// settings reads what A1111 has a name for off the sampler and the nodes that
// it is linked to.
func (g *graph) settings(sampler, guider node) []infotext.Setting {
	var settings []infotext.Setting
	add := func(key string, value any) {
		if s := plainValue(value); s != "" {
			settings = append(settings, infotext.Setting{Key: key, Value: s})
		}
	}
	value := g.value
	or := func(n node, input string) node {
		if to, ok := g.linked(n, input); ok {
			return to
		}
		return n
	}
	scheduler := or(sampler, "sigmas")
	add("Steps", value(scheduler, "steps"))
	sampling := sampling(value(or(sampler, "sampler"), "sampler_name"), value(scheduler, "scheduler"))
	settings = append(settings, sampling...)
	add("CFG scale", value(guider, "cfg"))
	add("Seed", value(or(sampler, "noise"), "seed", "noise_seed"))
	latent := or(sampler, "latent_image")
	if w, h := plainValue(value(latent, "width")), plainValue(value(latent, "height")); w != "" && h != "" {
		add("Size", w+"x"+h)
	}
	for _, n := range g.models(guider) {
		if name, ok := n.Inputs["ckpt_name"].(string); ok {
			add("Model", fileName(name))
			break
		}
	}
	return settings
}

// value returns the first of a node's inputs that is there, written in it or
// coming from a node that holds a value.
func (g *graph) value(n node, inputs ...string) any {
	for _, input := range inputs {
		if l, ok := n.Inputs[input].([]any); ok && len(l) == 2 {
			to, _ := g.linked(n, input)
			for _, name := range []string{input, "value", "seed", "noise_seed", "int", "INT", "Number"} {
				if v, ok := to.Inputs[name]; ok && plainValue(v) != "" {
					return v
				}
			}
			continue
		}
		if v, ok := n.Inputs[input]; ok {
			return v
		}
	}
	return nil
}

// sampling returns the settings of a sampler and a scheduler by the names that
// ComfyUI has for them, and SwarmUI with it.
func sampling(sampler, scheduler any) settingList {
	var s settingList
	name, _ := sampler.(string)
	if known, ok := samplerNames[strings.TrimSuffix(name, "_gpu")]; ok {
		name = known
	}
	s.add("Sampler", name)
	name, _ = scheduler.(string)
	if known, ok := scheduleNames[name]; ok {
		name = known
	}
	s.add("Schedule type", name)
	return s
}

// samplerNames are A1111's names for ComfyUI's samplers.
var samplerNames = map[string]string{
	"euler": "Euler", "euler_ancestral": "Euler a", "heun": "Heun", "dpm_2": "DPM2", "dpm_2_ancestral": "DPM2 a",
	"lms": "LMS", "dpm_fast": "DPM fast", "dpm_adaptive": "DPM adaptive", "dpmpp_2s_ancestral": "DPM++ 2S a",
	"dpmpp_sde": "DPM++ SDE", "dpmpp_2m": "DPM++ 2M", "dpmpp_2m_sde": "DPM++ 2M SDE", "dpmpp_2m_sde_heun": "DPM++ 2M SDE Heun", "dpmpp_3m_sde": "DPM++ 3M SDE",
	"ddim": "DDIM", "uni_pc": "UniPC", "lcm": "LCM",
}

// scheduleNames are A1111's names for ComfyUI's schedulers.
var scheduleNames = map[string]string{
	"normal": "Normal", "karras": "Karras", "exponential": "Exponential", "simple": "Simple", "beta": "Beta",
	"sgm_uniform": "SGM Uniform", "ddim_uniform": "DDIM", "kl_optimal": "KL Optimal",
	"align_your_steps": "Align Your Steps", "polyexponential": "Polyexponential",
}

// plainValue writes a number or text of JSON as an infotext has it.
func plainValue(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}
