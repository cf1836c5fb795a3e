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
	value := func(n node, inputs ...string) any {
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
	or := func(n node, input string) node {
		if to, ok := g.linked(n, input); ok {
			return to
		}
		return n
	}
	scheduler := or(sampler, "sigmas")
	add("Steps", value(scheduler, "steps"))
	name, _ := value(or(sampler, "sampler"), "sampler_name").(string)
	if known, ok := samplerNames[name]; ok {
		name = known
	}
	add("Sampler", name)
	schedule, _ := value(scheduler, "scheduler").(string)
	if known, ok := scheduleNames[schedule]; ok {
		schedule = known
	}
	add("Schedule type", schedule)
	add("CFG scale", value(guider, "cfg"))
	add("Seed", value(or(sampler, "noise"), "seed", "noise_seed"))
	latent := or(sampler, "latent_image")
	if w, h := plainValue(value(latent, "width")), plainValue(value(latent, "height")); w != "" && h != "" {
		add("Size", w+"x"+h)
	}
	for model, depth := guider, 0; depth < 64; depth++ {
		if name, ok := model.Inputs["ckpt_name"].(string); ok {
			name = name[strings.LastIndexAny(name, `/\`)+1:]
			add("Model", strings.TrimSuffix(strings.TrimSuffix(name, ".safetensors"), ".ckpt"))
			break
		}
		next, ok := g.linked(model, "model")
		if !ok {
			break
		}
		model = next
	}
	return settings
}

// samplerNames are A1111's names for ComfyUI's samplers.
var samplerNames = map[string]string{
	"euler": "Euler", "euler_ancestral": "Euler a", "heun": "Heun", "dpm_2": "DPM2", "dpm_2_ancestral": "DPM2 a",
	"lms": "LMS", "dpm_fast": "DPM fast", "dpm_adaptive": "DPM adaptive", "dpmpp_2s_ancestral": "DPM++ 2S a",
	"dpmpp_sde": "DPM++ SDE", "dpmpp_2m": "DPM++ 2M", "dpmpp_2m_sde": "DPM++ 2M SDE", "dpmpp_3m_sde": "DPM++ 3M SDE",
	"ddim": "DDIM", "uni_pc": "UniPC", "lcm": "LCM",
}

// scheduleNames are A1111's names for ComfyUI's schedulers.
var scheduleNames = map[string]string{
	"normal": "Normal", "karras": "Karras", "exponential": "Exponential", "simple": "Simple", "beta": "Beta",
	"sgm_uniform": "SGM Uniform", "ddim_uniform": "DDIM", "kl_optimal": "KL Optimal",
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
