package picture

import (
	"encoding/json"
	"strconv"
)

// widgets are the names of the values that nodes keep in their boxes, in the
// order in which a saved workflow lists them.
var widgets = map[string][]string{
	"KSampler":                     {"seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"},
	"KSamplerAdvanced":             {"add_noise", "noise_seed", "", "steps", "cfg", "sampler_name", "scheduler"},
	"SamplerCustom":                {"add_noise", "noise_seed", "", "cfg"},
	"RandomNoise":                  {"noise_seed"},
	"KSamplerSelect":               {"sampler_name"},
	"BasicScheduler":               {"scheduler", "steps", "denoise"},
	"CFGGuider":                    {"cfg"},
	"CheckpointLoaderSimple":       {"ckpt_name"},
	"LoraLoader":                   {"lora_name", "strength_model", "strength_clip"},
	"LoraLoaderModelOnly":          {"lora_name", "strength_model"},
	"ConditioningAverage":          {"conditioning_to_strength"},
	"EmptyLatentImage":             {"width", "height", "batch_size"},
	"CLIPTextEncode":               {"text"},
	"CLIPTextEncodeSDXL":           {"width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g", "text_l"},
	"ConditioningSetTimestepRange": {"start", "end"},
	"StringConcatenate":            {"string_a", "string_b", "delimiter"},
}

// savedNodes reads a workflow as ComfyUI's screen saves it: a list of nodes
// with the values of their boxes, and a list of links.
func savedNodes(budget *budget, b []byte) map[string]node {
	var saved struct {
		Nodes []json.RawMessage `json:"nodes"`
		Links [][]any           `json:"links"`
	}
	if budget.decode(b, &saved) != nil {
		return nil
	}
	origins := map[json.Number][]any{} // of a link: node and output
	for _, l := range saved.Links {
		if len(l) >= 3 {
			if id, ok := l[0].(json.Number); ok {
				origins[id] = []any{l[1], l[2]}
			}
		}
	}
	nodes := map[string]node{}
	for _, r := range saved.Nodes {
		var n struct {
			ID     json.Number `json:"id"`
			Type   string      `json:"type"`
			Mode   any         `json:"mode"` // 2 is muted, 4 bypassed
			Inputs []struct {
				Name   string       `json:"name"`
				Link   *json.Number `json:"link"`
				Widget *struct {
					Name string `json:"name"`
				} `json:"widget"`
			} `json:"inputs"`
			Values json.RawMessage `json:"widgets_values"`
		}
		if budget.decode(r, &n) != nil || n.Type == "" {
			continue
		}
		if plainValue(n.Mode) == "2" {
			continue
		}
		inputs := map[string]any{}
		var list []any
		if budget.decode(n.Values, &list) == nil {
			names := widgets[n.Type]
			for i, v := range list {
				if i < len(names) && names[i] != "" {
					inputs[names[i]] = v
				} else if m, ok := v.(map[string]any); ok && m["lora"] != nil {
					inputs["lora_"+strconv.Itoa(i)] = m // rgthree's Power Lora Loader
				} else if s, ok := v.(string); ok && names == nil {
					name := "text"
					if _, taken := inputs[name]; taken {
						name = "text" + strconv.Itoa(i)
					}
					inputs[name] = s
				}
			}
		} else {
			_ = budget.decode(n.Values, &inputs) // some nodes save them by name
		}
		for _, in := range n.Inputs {
			if in.Link == nil {
				continue
			}
			if origin, ok := origins[*in.Link]; ok {
				name := in.Name
				if n.Type == "Reroute" {
					name = "conditioning"
					inputs["text"] = origin
				}
				inputs[name] = origin
			}
		}
		nodes[n.ID.String()] = node{Class: n.Type, Inputs: inputs, off: plainValue(n.Mode) == "4"}
	}
	return nodes
}
