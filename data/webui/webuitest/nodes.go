package webuitest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// input is what an input of a node takes: a type of links ("MODEL"), a type of
// values ("INT", "FLOAT", "STRING", "BOOLEAN") with its range, or one of a
// list of choices ("COMBO").
type input struct {
	kind     string
	min, max float64
	choices  func(*Files) []string
}

// nodeClass is a node of ComfyUI: what it takes, all of it required, and the
// types of its outputs by slot.
type nodeClass struct {
	inputs  map[string]input
	outputs []string
	saves   bool
}

// Files are the names that a ComfyUI has.
type Files struct {
	Checkpoints, Loras, VAEs, Upscalers, Embeddings []string
}

// ComfySamplers and ComfySchedules are those of ComfyUI 0.33.
var (
	ComfySamplers = strings.Fields(`euler euler_cfg_pp euler_ancestral euler_ancestral_cfg_pp heun heunpp2 exp_heun_2_x0 exp_heun_2_x0_sde dpm_2 dpm_2_ancestral lms dpm_fast
		dpm_adaptive dpmpp_2s_ancestral dpmpp_2s_ancestral_cfg_pp dpmpp_sde dpmpp_sde_gpu dpmpp_2m dpmpp_2m_cfg_pp dpmpp_2m_sde dpmpp_2m_sde_gpu dpmpp_2m_sde_heun
		dpmpp_2m_sde_heun_gpu dpmpp_3m_sde dpmpp_3m_sde_gpu ddpm lcm ipndm ipndm_v deis res_multistep res_multistep_cfg_pp res_multistep_ancestral
		res_multistep_ancestral_cfg_pp gradient_estimation gradient_estimation_cfg_pp er_sde seeds_2 seeds_3 sa_solver sa_solver_pece ddim uni_pc uni_pc_bh2`)
	ComfySchedules = strings.Fields(`simple sgm_uniform karras exponential ddim_uniform beta normal linear_quadratic kl_optimal`)
)

func link(kind string) input                   { return input{kind: kind} }
func number(kind string, lo, hi float64) input { return input{kind: kind, min: lo, max: hi} }
func oneOf(names ...string) input {
	return input{kind: "COMBO", choices: func(*Files) []string { return names }}
}
func file(of func(*Files) []string) input { return input{kind: "COMBO", choices: of} }

var (
	text     = input{kind: "STRING"}
	boolean  = input{kind: "BOOLEAN"}
	strength = number("FLOAT", -100, 100)
	side     = number("INT", 0, 16384)
	latent   = oneOf("nearest-exact", "bilinear", "area", "bicubic", "bislerp")
	pixels   = oneOf("nearest-exact", "bilinear", "area", "bicubic", "lanczos")
	crop     = oneOf("disabled", "center")
	ckpt     = file(func(f *Files) []string { return f.Checkpoints })
	lora     = file(func(f *Files) []string { return f.Loras })
	vae      = file(func(f *Files) []string { return f.VAEs })
	upscaler = file(func(f *Files) []string { return f.Upscalers })
)

type inputs = map[string]input

// nodes is the table of ComfyUI's nodes that a prompt for RouWei needs, as its
// version 0.33 has them (nodes.py, comfy_extras/nodes_model_advanced.py,
// nodes_upscale_model.py).
var nodes = map[string]nodeClass{
	"CheckpointLoaderSimple": {inputs{"ckpt_name": ckpt}, []string{"MODEL", "CLIP", "VAE"}, false},
	"LoraLoader":             {inputs{"model": link("MODEL"), "clip": link("CLIP"), "lora_name": lora, "strength_model": strength, "strength_clip": strength}, []string{"MODEL", "CLIP"}, false},
	"LoraLoaderModelOnly":    {inputs{"model": link("MODEL"), "lora_name": lora, "strength_model": strength}, []string{"MODEL"}, false},
	"CLIPSetLastLayer":       {inputs{"clip": link("CLIP"), "stop_at_clip_layer": number("INT", -24, -1)}, []string{"CLIP"}, false},
	"CLIPTextEncode":         {inputs{"text": text, "clip": link("CLIP")}, []string{"CONDITIONING"}, false},
	"ConditioningConcat":     {inputs{"conditioning_to": link("CONDITIONING"), "conditioning_from": link("CONDITIONING")}, []string{"CONDITIONING"}, false},
	"ConditioningCombine":    {inputs{"conditioning_1": link("CONDITIONING"), "conditioning_2": link("CONDITIONING")}, []string{"CONDITIONING"}, false},
	"ModelSamplingDiscrete":  {inputs{"model": link("MODEL"), "sampling": oneOf("eps", "v_prediction", "lcm", "x0"), "zsnr": boolean}, []string{"MODEL"}, false},
	"RescaleCFG":             {inputs{"model": link("MODEL"), "multiplier": number("FLOAT", 0, 1)}, []string{"MODEL"}, false},
	"EmptyLatentImage":       {inputs{"width": number("INT", 16, 16384), "height": number("INT", 16, 16384), "batch_size": number("INT", 1, 4096)}, []string{"LATENT"}, false},
	"KSampler": {inputs{"model": link("MODEL"), "seed": number("INT", 0, 1<<64-1), "steps": number("INT", 1, 10000), "cfg": number("FLOAT", 0, 100), "sampler_name": oneOf(ComfySamplers...), "scheduler": oneOf(ComfySchedules...),
		"positive": link("CONDITIONING"), "negative": link("CONDITIONING"), "latent_image": link("LATENT"), "denoise": number("FLOAT", 0, 1)}, []string{"LATENT"}, false},
	"LatentUpscaleBy":       {inputs{"samples": link("LATENT"), "upscale_method": latent, "scale_by": number("FLOAT", 0.01, 8)}, []string{"LATENT"}, false},
	"LatentUpscale":         {inputs{"samples": link("LATENT"), "upscale_method": latent, "width": side, "height": side, "crop": crop}, []string{"LATENT"}, false},
	"VAEDecode":             {inputs{"samples": link("LATENT"), "vae": link("VAE")}, []string{"IMAGE"}, false},
	"VAEEncode":             {inputs{"pixels": link("IMAGE"), "vae": link("VAE")}, []string{"LATENT"}, false},
	"VAELoader":             {inputs{"vae_name": vae}, []string{"VAE"}, false},
	"UpscaleModelLoader":    {inputs{"model_name": upscaler}, []string{"UPSCALE_MODEL"}, false},
	"ImageUpscaleWithModel": {inputs{"upscale_model": link("UPSCALE_MODEL"), "image": link("IMAGE")}, []string{"IMAGE"}, false},
	"ImageScale":            {inputs{"image": link("IMAGE"), "upscale_method": pixels, "width": side, "height": side, "crop": crop}, []string{"IMAGE"}, false},
	"ImageScaleBy":          {inputs{"image": link("IMAGE"), "upscale_method": pixels, "scale_by": number("FLOAT", 0.01, 8)}, []string{"IMAGE"}, false},
	"SaveImage":             {inputs{"images": link("IMAGE"), "filename_prefix": text}, nil, true},
	"PreviewImage":          {inputs{"images": link("IMAGE")}, nil, true},
}

// Node is a node of a graph.
type Node struct {
	Class  string         `json:"class_type"`
	Inputs map[string]any `json:"inputs"`
}

// Fault is what ComfyUI has against an input of a node.
type Fault struct {
	Node, Class, Input, Type, Message, Details string
}

// Graph reads a graph. Numbers stay as they are written.
func Graph(text []byte) (map[string]Node, error) {
	var g map[string]Node
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	return g, d.Decode(&g)
}

// Check holds a graph against the table of nodes, as ComfyUI validates it and
// a little more: no input that a node does not have, and no node that nothing
// uses. Nil is a graph without fault.
func Check(g map[string]Node, files *Files) []Fault {
	var faults []Fault
	used := map[string]bool{}
	ids := slices.Sorted(maps.Keys(g))
	saves := false
	for _, id := range ids {
		n := g[id]
		class, ok := nodes[n.Class]
		if !ok {
			return []Fault{{id, n.Class, "", "missing_node_type", "Node '" + n.Class + "' not found.", ""}}
		}
		saves = saves || class.saves
		fault := func(name, kind, message, details string) {
			faults = append(faults, Fault{id, n.Class, name, kind, message, details})
		}
		for name := range n.Inputs {
			if _, ok := class.inputs[name]; !ok {
				fault(name, "unknown_input", "Unknown input", name)
			}
		}
		for name, in := range class.inputs {
			v, ok := n.Inputs[name]
			if !ok {
				fault(name, "required_input_missing", "Required input is missing", name)
				continue
			}
			checkInput(g, files, name, in, v, used, fault)
		}
	}
	if !saves {
		return []Fault{{Type: "prompt_no_outputs", Message: "Prompt has no outputs"}}
	}
	for _, id := range ids {
		if !used[id] && !nodes[g[id].Class].saves {
			faults = append(faults, Fault{id, g[id].Class, "", "unused", "Nothing uses the node", ""})
		}
	}
	return faults
}

func checkInput(g map[string]Node, files *Files, name string, in input, v any, used map[string]bool, fault func(name, kind, message, details string)) {
	if list, ok := v.([]any); ok {
		if len(list) != 2 {
			fault(name, "bad_linked_input", "Bad linked input, must be a length-2 list of [node_id, slot_index]", name)
			return
		}
		id, _ := list[0].(string)
		slot := -1
		if n, ok := list[1].(json.Number); ok {
			slot, _ = strconv.Atoi(n.String())
		}
		from, ok := g[id]
		outputs := nodes[from.Class].outputs
		if !ok || slot < 0 || slot >= len(outputs) {
			fault(name, "exception_during_validation", "Exception when validating node", fmt.Sprintf("'%s'", id))
			return
		}
		used[id] = true
		if outputs[slot] != in.kind {
			fault(name, "return_type_mismatch", "Return type mismatch between linked nodes", fmt.Sprintf("%s, received_type(%s) mismatch input_type(%s)", name, outputs[slot], in.kind))
		}
		return
	}
	switch in.kind {
	case "INT", "FLOAT":
		n, ok := v.(json.Number)
		f, err := strconv.ParseFloat(n.String(), 64)
		if in.kind == "INT" && strings.ContainsAny(n.String(), ".eE") {
			ok = false
		}
		switch {
		case !ok || err != nil:
			fault(name, "invalid_input_type", "Failed to convert an input value to a "+in.kind+" value", fmt.Sprintf("%s, %v", name, v))
		case f < in.min:
			fault(name, "value_smaller_than_min", fmt.Sprintf("Value %v smaller than min of %v", n, in.min), name)
		case f > in.max:
			fault(name, "value_bigger_than_max", fmt.Sprintf("Value %v bigger than max of %v", n, in.max), name)
		}
	case "STRING":
		if _, ok := v.(string); !ok {
			fault(name, "invalid_input_type", "Failed to convert an input value to a STRING value", name)
		}
	case "BOOLEAN":
		if _, ok := v.(bool); !ok {
			fault(name, "invalid_input_type", "Failed to convert an input value to a BOOLEAN value", name)
		}
	case "COMBO":
		s, _ := v.(string)
		if list := in.choices(files); !slices.Contains(list, s) {
			details := fmt.Sprintf("%s: '%s' not in (list of length %d)", name, s, len(list))
			if len(list) <= 20 {
				details = fmt.Sprintf("%s: '%s' not in ['%s']", name, s, strings.Join(list, "', '"))
			}
			fault(name, "value_not_in_list", "Value not in list", details)
		}
	default:
		fault(name, "bad_linked_input", "A link is wanted", name)
	}
}
