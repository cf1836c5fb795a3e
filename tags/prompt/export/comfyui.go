package export

import (
	"fmt"
	"strconv"
	"strings"

	"tailor/tags/prompt"
)

// workflow is a graph of ComfyUI in the form of its API.
type workflow struct {
	nodes map[string]node
	next  int
}

type node struct {
	Class  string         `json:"class_type"`
	Inputs map[string]any `json:"inputs"`
	Meta   map[string]any `json:"_meta,omitempty"`
}

// output is an output of a node, as an input names it.
type output [2]any

func (g *workflow) add(class, title string, inputs map[string]any) string {
	g.next++
	id := strconv.Itoa(g.next)
	n := node{Class: class, Inputs: inputs}
	if title != "" {
		n.Meta = map[string]any{"title": title}
	}
	g.nodes[id] = n
	return id
}

// comfy writes a whole workflow: the model, its LoRAs, an encoder a chunk, the
// sampler, and a node that saves the picture.
func (w *writer) comfy() string {
	g := &workflow{nodes: map[string]node{}}
	model := w.setting("Model", "rouwei")
	loader := g.add("CheckpointLoaderSimple", "", map[string]any{"ckpt_name": model + ".safetensors"})
	from, clip := output{loader, 0}, output{loader, 1}
	for _, n := range append(prompt.ExtraNetworks(w.in.Positive), prompt.ExtraNetworks(w.in.Negative)...) {
		if n.Kind != "lora" && n.Kind != "lyco" {
			w.lose("<%s:%s>: only LoRAs are carried over to ComfyUI", n.Kind, strings.Join(n.Args, ":"))
			continue
		}
		strength := func(i int, otherwise float64) float64 {
			if i < len(n.Args) {
				if v, err := strconv.ParseFloat(n.Args[i], 64); err == nil {
					return v
				}
			}
			return otherwise
		}
		encoder := strength(1, 1)
		lora := g.add("LoraLoader", "", map[string]any{"lora_name": n.Args[0] + ".safetensors",
			"strength_model": strength(2, encoder), "strength_clip": encoder, "model": from, "clip": clip})
		from, clip = output{lora, 0}, output{lora, 1}
	}
	positive := w.encode(g, clip, "prompt", w.in.Positive)
	negative := w.encode(g, clip, "negative", w.in.Negative)
	width, height, ok := strings.Cut(w.setting("Size", "1024x1024"), "x")
	wide, errW := strconv.Atoi(width)
	high, errH := strconv.Atoi(height)
	if !ok || errW != nil || errH != nil {
		wide, high = 1024, 1024
	}
	latent := g.add("EmptyLatentImage", "", map[string]any{"width": wide, "height": high, "batch_size": 1})
	seed, err := strconv.ParseUint(w.setting("Seed", "0"), 10, 64)
	if err != nil { // A1111's -1 is a new seed each time, which ComfyUI's API has not
		seed = 0
		w.lose("the seed %s: ComfyUI needs a number from 0", w.setting("Seed", ""))
	}
	samplerName, scheduler := w.sampling()
	sampler := g.add("KSampler", "", map[string]any{
		"seed": seed, "steps": int(w.number("Steps", 28)), "cfg": w.number("CFG scale", 7), "denoise": 1,
		"sampler_name": samplerName, "scheduler": scheduler,
		"model": from, "positive": positive, "negative": negative, "latent_image": output{latent, 0}})
	decoded := g.add("VAEDecode", "", map[string]any{"samples": output{sampler, 0}, "vae": output{loader, 2}})
	g.add("SaveImage", "", map[string]any{"filename_prefix": "tailor", "images": output{decoded, 0}})
	w.loseSettings("", "Steps", "Sampler", "Schedule type", "CFG scale", "Seed", "Size", "Model")
	return encode(g.nodes)
}

// encode adds the encoders of a prompt. What A1111 reads as chunks is encoded
// apart and joined by ConditioningConcat; what it joins by AND is joined by
// ConditioningCombine.
func (w *writer) encode(g *workflow, clip output, title, text string) output {
	text = w.settle(text)
	conditions := prompt.Conditions(text)
	if len(conditions) > 1 {
		w.lose("the weights of AND: ComfyUI's ConditioningCombine has none")
	} else {
		conditions = []string{text} // a weight at the end is text without AND
	}
	var all output
	for i, condition := range conditions {
		var joined output
		for n, runs := range prompt.Runs(condition, w.options) {
			encoder := g.add("CLIPTextEncode", fmt.Sprintf("%s, chunk %d", title, n+1),
				map[string]any{"text": w.comfyText(runs), "clip": clip})
			if n == 0 {
				joined = output{encoder, 0}
				continue
			}
			join := g.add("ConditioningConcat", "", map[string]any{"conditioning_to": joined, "conditioning_from": output{encoder, 0}})
			joined = output{join, 0}
		}
		if i == 0 {
			all = joined
			continue
		}
		combined := g.add("ConditioningCombine", "", map[string]any{"conditioning_1": all, "conditioning_2": joined})
		all = output{combined, 0}
	}
	return all
}

// comfyText writes runs for ComfyUI, where "embedding:" loads an embedding.
func (w *writer) comfyText(runs []prompt.Run) string {
	text := w.weighted(runs)
	if strings.Contains(text, "embedding:") {
		w.lose("\"embedding:\" loads an embedding in ComfyUI")
	}
	return text
}

func (w *writer) setting(key, otherwise string) string {
	if v, ok := w.in.Get(key); ok && v != "" {
		return v
	}
	return otherwise
}

func (w *writer) number(key string, otherwise float64) float64 {
	v, err := strconv.ParseFloat(w.setting(key, ""), 64)
	if err != nil {
		return otherwise
	}
	return v
}

// comfySamplers are ComfyUI's names for A1111's samplers.
var comfySamplers = map[string]string{
	"Euler": "euler", "Euler a": "euler_ancestral", "Heun": "heun", "DPM2": "dpm_2", "DPM2 a": "dpm_2_ancestral", "LMS": "lms",
	"DPM fast": "dpm_fast", "DPM adaptive": "dpm_adaptive", "DPM++ 2S a": "dpmpp_2s_ancestral", "DPM++ SDE": "dpmpp_sde",
	"DPM++ 2M": "dpmpp_2m", "DPM++ 2M SDE": "dpmpp_2m_sde", "DPM++ 3M SDE": "dpmpp_3m_sde", "DDIM": "ddim", "UniPC": "uni_pc", "LCM": "lcm",
}

// sampling returns ComfyUI's names for the sampler and the schedule.
func (w *writer) sampling() (sampler, scheduler string) {
	name, schedule := w.in.Sampling()
	if name == "" {
		name = "Euler a"
	}
	sampler, ok := comfySamplers[name]
	if !ok {
		w.lose("the sampler %q: euler_ancestral stands in for it", name)
		sampler = "euler_ancestral"
	}
	if own := ownSchedules[name]; own != "" && (schedule == "" || schedule == "Automatic") {
		return sampler, own
	}
	if schedule == "" {
		return sampler, "normal"
	}
	if scheduler, ok = comfySchedulers[schedule]; !ok {
		w.lose("the schedule type %q: normal stands in for it", schedule)
		scheduler = "normal"
	}
	return sampler, scheduler
}

// ownSchedules are the schedules that A1111's Automatic stands for, of the
// samplers that have one of their own (modules/sd_samplers_kdiffusion.py).
var ownSchedules = map[string]string{
	"DPM++ 2M": "karras", "DPM++ SDE": "karras", "DPM++ 2S a": "karras", "DPM2": "karras", "DPM2 a": "karras", "Restart": "karras",
	"DPM++ 2M SDE": "exponential", "DPM++ 2M SDE Heun": "exponential", "DPM++ 3M SDE": "exponential",
}

// comfySchedulers are ComfyUI's names for A1111's schedule types.
var comfySchedulers = map[string]string{
	"Automatic": "normal", "Normal": "normal", "Karras": "karras", "Exponential": "exponential", "Simple": "simple",
	"SGM Uniform": "sgm_uniform", "DDIM": "ddim_uniform", "Beta": "beta", "KL Optimal": "kl_optimal",
}
