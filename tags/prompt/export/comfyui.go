package export

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/data/sniff"
	"tailor/data/webui"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
)

// graph is a graph of ComfyUI in the form of its API.
type graph struct {
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

func (g *graph) add(class, title string, inputs map[string]any) string {
	g.next++
	id := strconv.Itoa(g.next)
	n := node{Class: class, Inputs: inputs}
	if title != "" {
		n.Meta = map[string]any{"title": title}
	}
	g.nodes[id] = n
	return id
}

// put adds a node and returns its first output.
func (g *graph) put(class string, inputs map[string]any) output {
	return output{g.add(class, "", inputs), 0}
}

// comfy writes a whole graph: the model with its LoRAs and its kind of
// sampling, an encoder a chunk, the sampler, the second pass of a high-res fix,
// and a node that saves the picture.
func (w *writer) comfy() string {
	g := &graph{nodes: map[string]node{}}
	line := settings.Of(w.in.Settings)
	loader := g.add("CheckpointLoaderSimple", "", map[string]any{"ckpt_name": w.checkpoint(line)})
	model, clip, vae := output{loader, 0}, output{loader, 1}, output{loader, 2}
	if name := line.Get(settings.VAE); name != "" && name != "Automatic" && name != "None" {
		vae = g.put("VAELoader", map[string]any{"vae_name": w.fileName("VAE", name, w.target.names.VAEs)})
	}
	model, clip = w.loras(g, model, clip)
	if skip := int(w.number(settings.ClipSkip, 0)); skip > 2 || skip == 2 && w.target.t.Sampling.ClipSkipStrict {
		// SDXL's encoders are read at the second layer from the end without it.
		clip = g.put("CLIPSetLastLayer", map[string]any{"clip": clip, "stop_at_clip_layer": -min(skip, 24)})
	}
	if s := w.target.t.Sampling; s.Prediction == profile.PredictsVelocity {
		model = g.put("ModelSamplingDiscrete", map[string]any{"model": model, "sampling": "v_prediction", "zsnr": s.ZSNR})
	}
	if s := w.target.t.Sampling; s.CFGRescale > 0 {
		model = g.put("RescaleCFG", map[string]any{"model": model, "multiplier": s.CFGRescale})
	}
	positive := w.encode(g, clip, "prompt", w.in.Positive, false)
	negative := w.encode(g, clip, "negative", w.in.Negative, true)
	width, height, ok := profile.ParseSize(line.Get(settings.Size))
	if !ok {
		width, height = 1024, 1024
	}
	width, height = w.eighths("width", width), w.eighths("height", height)
	latent := g.put("EmptyLatentImage", map[string]any{"width": width, "height": height, "batch_size": line.BatchOf()})
	seed, err := strconv.ParseUint(w.setting(settings.Seed, "0"), 10, 64)
	if err != nil { // A1111's -1 is a new seed each time, which ComfyUI's API has not
		seed = 0
		w.lose("the seed %s: ComfyUI needs a number from 0", w.setting(settings.Seed, ""))
	}
	sampler, scheduler := w.samplerNames()
	sample := func(latent output, steps int, denoise float64) output {
		return g.put("KSampler", map[string]any{
			"seed": seed, "steps": steps, "cfg": max(0, min(w.number(settings.CFG, 7), 100)), "denoise": denoise,
			"sampler_name": sampler, "scheduler": scheduler,
			"model": model, "positive": positive, "negative": negative, "latent_image": latent})
	}
	steps := max(1, min(int(w.number(settings.Steps, 28)), 10000))
	sampled := sample(latent, steps, 1)
	if h, ok := line.HiresOf(); ok {
		if h.Steps > 0 {
			steps = h.Steps
		}
		sampled = sample(w.enlarge(g, h, sampled, vae, width, height), steps, max(0, min(h.Denoise, 1)))
	}
	picture := g.put("VAEDecode", map[string]any{"samples": sampled, "vae": vae})
	g.add("SaveImage", "", map[string]any{"filename_prefix": "tailor", "images": picture})
	w.loseSettings("", settings.Steps, settings.Sampler, settings.Schedule, settings.CFG, settings.Seed, settings.Size, settings.Checkpoint, settings.VAE,
		settings.ClipSkip, settings.Batch, settings.Denoise, settings.HiresScale, settings.HiresSize, settings.HiresSteps, settings.Upscaler)
	return encode(g.nodes)
}

// eighths brings a side to a multiple of 8, within what ComfyUI takes.
func (w *writer) eighths(what string, side int) int {
	fit := max(16, min(side/8*8, 16384))
	if fit != side {
		w.lose("the %s of %d: ComfyUI draws %d", what, side, fit)
	}
	return fit
}

// latentWays are ComfyUI's names for A1111's ways to enlarge a latent picture.
var latentWays = map[string]string{"Latent": "bilinear", "Latent (bicubic)": "bicubic", "Latent (nearest-exact)": "nearest-exact", "Latent (nearest)": "nearest-exact",
	"Latent (antialiased)": "bilinear", "Latent (bicubic antialiased)": "bicubic"}

// pixelWays are ComfyUI's names for A1111's upscalers that are no models.
var pixelWays = map[string]string{"None": "nearest-exact", "Nearest": "nearest-exact", "Lanczos": "lanczos"}

// enlarge enlarges the picture for the second pass: the latent one at once, by
// a model or another way in pixels between decoding and encoding.
func (w *writer) enlarge(g *graph, h settings.Hires, samples, vae output, width, height int) output {
	toWidth, toHeight := int(float64(width)*h.Scale), int(float64(height)*h.Scale)
	if h.Width > 0 {
		toWidth, toHeight = h.Width, h.Height
	}
	toWidth, toHeight = min(toWidth, 16384)/8*8, min(toHeight, 16384)/8*8
	if way, ok := latentWays[h.Upscaler]; ok {
		if strings.Contains(h.Upscaler, "antialiased") || h.Upscaler == "Latent (nearest)" {
			w.lose("the upscaler %q: %s stands in for it", h.Upscaler, way)
		}
		if h.Width > 0 {
			return g.put("LatentUpscale", map[string]any{"samples": samples, "upscale_method": way, "width": toWidth, "height": toHeight, "crop": "center"})
		}
		return g.put("LatentUpscaleBy", map[string]any{"samples": samples, "upscale_method": way, "scale_by": max(0.01, min(h.Scale, 8))})
	}
	picture := g.put("VAEDecode", map[string]any{"samples": samples, "vae": vae})
	way, plain := pixelWays[h.Upscaler]
	if !plain {
		way = "lanczos"
		loader := g.put("UpscaleModelLoader", map[string]any{"model_name": w.fileName("upscaler", h.Upscaler, w.target.names.Upscalers)})
		picture = g.put("ImageUpscaleWithModel", map[string]any{"upscale_model": loader, "image": picture})
	}
	picture = g.put("ImageScale", map[string]any{"image": picture, "upscale_method": way, "width": toWidth, "height": toHeight, "crop": "center"})
	return g.put("VAEEncode", map[string]any{"pixels": picture, "vae": vae})
}

// checkpoint returns the file of the checkpoint. ComfyUI has none loaded, so
// one must be named; where the server has but one, it is that.
func (w *writer) checkpoint(line settings.Line) string {
	list := w.target.names.Checkpoints
	if model := line.Get(settings.Checkpoint); model != "" {
		return w.fileName("checkpoint", model, list)
	}
	if w.target.t.Names == nil {
		w.lose("a checkpoint, as the settings name none: set ckpt_name yourself")
		return "model.safetensors"
	}
	if w.file && len(list) > 1 {
		w.lose("a checkpoint, as the settings name none: %s is a guess, the first that %s has", list[0].Name, w.target.t.About.Make)
		return list[0].Name
	}
	switch len(list) {
	case 1:
		return list[0].Name
	case 0:
		w.target.wrong = append(w.target.wrong, fmt.Errorf("%s has no checkpoint: put one into its models/checkpoints", w.target.t.About.Make))
	default:
		var some []string
		for _, n := range list[:min(3, len(list))] {
			some = append(some, n.Name)
		}
		w.target.wrong = append(w.target.wrong, fmt.Errorf("%s needs a checkpoint: name one in the settings (f7, or --checkpoint of send); it has %s", w.target.t.About.Make, strings.Join(some, ", ")))
	}
	return ""
}

// fileName returns a file's name as the server spells it, and without a server's
// list as it most probably is.
func (w *writer) fileName(what, wanted string, list []webui.Name) string {
	if len(list) > 0 {
		return w.target.name(what, list, wanted)
	}
	if _, ok := sniff.Stem(wanted); ok {
		return wanted
	}
	return wanted + ".safetensors"
}

// loras adds the LoRAs of both prompts.
func (w *writer) loras(g *graph, model, clip output) (output, output) {
	for _, n := range append(prompt.ExtraNetworks(w.in.Positive), prompt.ExtraNetworks(w.in.Negative)...) {
		if n.Kind != "lora" && n.Kind != "lyco" {
			w.lose("<%s:%s>: only LoRAs are carried over to ComfyUI", n.Kind, strings.Join(n.Args, ":"))
			continue
		}
		strength := func(i int, otherwise float64) float64 {
			if i < len(n.Args) {
				if v, err := strconv.ParseFloat(n.Args[i], 64); err == nil && !math.IsNaN(v) {
					return max(-100, min(v, 100))
				}
			}
			return otherwise
		}
		name := n.Args[0]
		if list := w.target.names.Loras; w.file || len(list) == 0 {
			name = w.fileName("LoRA", name, list)
		} else if own, ok := w.target.lora(name); ok {
			name = own
		} else {
			continue
		}
		encoder := strength(1, 1)
		lora := g.add("LoraLoader", "", map[string]any{"lora_name": name,
			"strength_model": strength(2, encoder), "strength_clip": encoder, "model": model, "clip": clip})
		model, clip = output{lora, 0}, output{lora, 1}
	}
	return model, clip
}

// encode adds the encoders of a prompt. What A1111 reads as chunks is encoded
// apart and joined by ConditioningConcat; what it joins by AND is joined by
// ConditioningCombine.
func (w *writer) encode(g *graph, clip output, title, text string, negative bool) output {
	conditions := w.conditions(w.settle(text), negative)
	if len(conditions) > 1 {
		w.lose("the weights of AND: ComfyUI's ConditioningCombine has none")
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
			joined = g.put("ConditioningConcat", map[string]any{"conditioning_to": joined, "conditioning_from": output{encoder, 0}})
		}
		if i == 0 {
			all = joined
			continue
		}
		all = g.put("ConditioningCombine", map[string]any{"conditioning_1": all, "conditioning_2": joined})
	}
	return all
}

// comfyTexts writes the texts that the encoders of a prompt take, as encode
// gives them.
func (w *writer) comfyTexts(text string, negative bool) string {
	for _, n := range prompt.ExtraNetworks(text) {
		w.lose("<%s:%s>: ComfyUI loads it by a node", n.Kind, strings.Join(n.Args, ":"))
	}
	conditions := w.conditions(w.settle(text), negative)
	if len(conditions) > 1 {
		w.lose("AND: ComfyUI joins prompts by ConditioningCombine")
	}
	var texts []string
	for _, condition := range conditions {
		for _, runs := range prompt.Runs(condition, w.options) {
			texts = append(texts, w.comfyText(runs))
		}
	}
	return strings.Join(texts, "\n\n")
}

// embedding finds an embedding in a prompt for ComfyUI.
var embedding = regexp.MustCompile(`embedding:([^\s,():]+)`)

// comfyText writes runs for ComfyUI, where "embedding:" loads an embedding.
func (w *writer) comfyText(runs []prompt.Run) string {
	text := w.namedEmbeddings(weighted(runs, 1))
	for _, m := range embedding.FindAllStringSubmatch(text, -1) {
		switch {
		case w.target.t.Names == nil:
			w.lose("\"embedding:\" loads an embedding in ComfyUI")
		case len(w.target.names.Embeddings) > 0:
			if _, others, ok := webui.Find(w.target.names.Embeddings, m[1]); !ok {
				w.target.warn("there is no embedding %q, the picture is made without it%s", m[1], near(others))
			}
		}
	}
	return text
}

// bareName finds what may be an embedding that A1111 knows by its name alone: a
// whole part of a prompt that no tag and no word is written like.
var bareName = pattern.Of(`(^|[,(\n] *)([\pL\pN]+(?:[_-][\pL\pN]+)+|\pL+\d[\pL\pN]*)`)

// namedEmbeddings writes "embedding:" before the names of embeddings that the
// server has.
func (w *writer) namedEmbeddings(text string) string {
	list := w.target.names.Embeddings
	if len(list) == 0 {
		return text
	}
	names := map[string]string{}              // by what A1111 calls them, in lower case
	for _, n := range slices.Backward(list) { // of two alike the first
		names[strings.ToLower(sniff.ModelName(n.Name))] = n.Name
	}
	var b strings.Builder
	at := 0
	for _, m := range bareName().FindAllStringSubmatchIndex(text, -1) {
		if rest := strings.TrimLeft(text[m[5]:], " "); rest != "" && !strings.ContainsAny(rest[:1], ",:)\n") {
			continue // a part of a longer one
		}
		if name, ok := names[strings.ToLower(text[m[4]:m[5]])]; ok {
			b.WriteString(text[at:m[4]] + "embedding:" + name)
			at = m[5]
		}
	}
	return b.String() + text[at:]
}

func (w *writer) setting(key, otherwise string) string {
	if v, ok := w.in.Get(key); ok && strings.TrimSpace(v) != "" {
		return strings.TrimSpace(v)
	}
	return otherwise
}

func (w *writer) number(key string, otherwise float64) float64 {
	text := w.setting(key, "")
	v, ok := settings.Finite(text)
	if !ok && text != "" {
		w.lose("the setting %s %s: it is no number", key, text)
	}
	if !ok {
		return otherwise
	}
	return v
}
