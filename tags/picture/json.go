package picture

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/data/printable"
	"tailor/data/sniff"
	"tailor/tags/picture/container"
)

// jsonPrompt reads JSON of any program that is known, by its shape.
func jsonPrompt(budget *container.Budget, b []byte) (Prompt, bool) {
	var fields map[string]json.RawMessage
	if budget.Decode(container.WithoutNaN(b), &fields) != nil {
		return Prompt{}, false
	}
	// Civitai puts what it was asked for beside the graph that it made of it.
	if inner, ok := fields["extraMetadata"]; ok {
		var text string
		if json.Unmarshal(inner, &text) == nil {
			inner = json.RawMessage(text)
		}
		if p, ok := namedJSON(budget, inner); ok {
			p.Source = "Civitai"
			return p, true
		}
	}
	if fields["generation_data"] != nil { // TensorArt's own, beside its graph
		if p, ok := wrapped(budget, budget.Fields(string(b))); ok {
			return p, true
		}
	}
	if p, ok := comfyGraph(budget, b); ok {
		return p, true
	}
	if inner, ok := fields["sui_image_params"]; ok {
		return swarmUI(budget, inner)
	}
	t := newTexts(budget)
	if fields["positive_prompt"] != nil || fields["image"] != nil {
		for _, name := range []string{"invokeai_metadata", "sd-metadata"} {
			t.Add(name, b, container.Plain)
		}
		if p, ok := invokeAI(&t); ok {
			return p, true
		}
	}
	if fields["uc"] != nil && fields["c"] == nil || fields["v4_prompt"] != nil {
		t.Add("Comment", b, container.Plain)
		t.Add("Software", []byte("NovelAI"), container.Plain)
		return novelAI(&t)
	}
	m := budget.Fields(string(b))
	if p, ok := namedPrompt(m); ok {
		return p, true
	}
	return wrapped(budget, m)
}

// str, array and object return what a value of JSON is, or nothing where it is
// something else.
func str(v any) string {
	s, _ := v.(string)
	return s
}

func array(v any) []any {
	list, _ := v.([]any)
	return list
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// encodeJSON writes a value as JSON.
func encodeJSON(v any) []byte {
	b, _ := json.Marshal(v) // it was read from JSON
	return b
}

// namedJSON reads JSON that holds prompt and settings by their names: that of
// Fooocus and RuinedFooocus, of Civitai, of Hugging Face's spaces, of Draw
// Things, Easy Diffusion, Stability Matrix.
func namedJSON(budget *container.Budget, b []byte) (Prompt, bool) {
	return namedPrompt(budget.Fields(string(b)))
}

// namedPrompt reads fields by the names that programs have for them. There must
// be settings beside the prompt.
func namedPrompt(m map[string]any) (Prompt, bool) {
	f := fieldsOf(m)
	p := Prompt{Source: programOf(f)}
	if p.Source == "Draw Things" {
		p.Positive, p.Negative = f.text("c"), f.text("uc")
	} else {
		p.Positive = f.text("prompt", "Prompt", "positivePrompt", "PositivePrompt", "positive")
		p.Negative = f.text("negative_prompt", "negativePrompt", "NegativePrompt", "Negative Prompt", "Negative", "negative")
	}
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	var s settingList
	s.add("Steps", f.value("steps", "Steps", "num_inference_steps"))
	s = append(s, sampling(f.value("sampler_name", "samplerName", "sampler", "Sampler", "sampler_index"), f.value("scheduler", "Scheduler", "scheduler_name", "noise_schedule"))...)
	s.add("CFG scale", f.value("cfg_scale", "cfgScale", "CfgScale", "cfg", "guidance_scale", "CFG scale", "Guidance Scale", "scale"))
	s.add("Seed", f.value("seed", "Seed"))
	width, height := f.value("width", "Width"), f.value("height", "Height")
	if size := twoNumbers().FindStringSubmatch(f.text("resolution", "Resolution", "size", "Size")); size != nil && width == nil {
		width, height = size[1], size[2]
	}
	s.size(width, height)
	if model := f.text("base_model_name", "base_model", "Base Model", "ModelName", "Model", "model", "use_stable_diffusion_model"); model != "" {
		s.add("Model", sniff.ModelName(model))
	} else if model := object(m["baseModel"]); model != nil {
		f.taken["baseModel"] = true
		s.add("Model", sniff.ModelName(str(model["modelFileName"])))
		s.add("Model hash", model["hash"])
	}
	if skip := plainValue(f.value("clip_skip", "clipSkip")); skip != "0" {
		s.add("Clip skip", skip)
	}
	s.add("VAE", sniff.ModelName(f.text("vae", "use_vae_model")))
	f.variation(&s, "subseed", "subseed_strength")
	f.request(&s)
	if len(s) < 2 {
		return Prompt{}, false
	}
	p.Settings = s
	p.withLoRAs(namedLoRAs(f))
	p.leftOut(f)
	return p, true
}

// namedLoRAs reads the LoRAs of such fields: Fooocus' lists [name, weight] and
// its "name : weight", Draw Things' {"model", "weight"} and TensorArt's
// {"type", "modelFileName", "weight"}, Easy Diffusion's two fields.
func namedLoRAs(f fields) []lora {
	var loras []lora
	for _, name := range []string{"loras", "lora", "models"} {
		loras = append(loras, f.list(name, lorasIn)...)
	}
	for k := 1; k <= 16 && len(loras) < 16; k++ {
		for _, key := range []string{"LoRA " + strconv.Itoa(k), "lora_combined_" + strconv.Itoa(k)} {
			if name, weight, ok := strings.Cut(str(f.values[key]), " : "); ok {
				f.taken[key] = true
				loras = append(loras, even(name, weight))
			}
		}
	}
	names, weights := swarmList(f.any("use_lora_model")), swarmList(f.any("lora_alpha"))
	for k, name := range names {
		if name = strings.Trim(name, `[]"' `); name != "" && name != "None" {
			var weight any
			if k < len(weights) {
				weight = strings.Trim(weights[k], "[] ")
			}
			loras = append(loras, even(name, weight))
		}
	}
	return loras
}

// lorasIn reads a list of LoRAs in one of these forms.
func lorasIn(list []any) []lora {
	var loras []lora
	for _, one := range list {
		if pair := array(one); len(pair) >= 2 {
			loras = append(loras, even(str(pair[0]), pair[1]))
		}
		l := object(one)
		kind, typed := l["type"].(string)
		name := cmp.Or(str(l["modelFileName"]), str(l["model"]))
		switch {
		case l == nil || typed && !strings.EqualFold(kind, "lora"):
		case name != "":
			loras = append(loras, even(name, l["weight"]))
		default:
			loras = append(loras, listed([]any{l})...)
		}
	}
	return loras
}

var twoNumbers = pattern.Of(`(\d+)\D+(\d+)`)

// programOf tells the program that wrote JSON, by its own word or its shape.
func programOf(f fields) string {
	if s := f.text("software", "Software", "app", "App", "generator", "source"); s != "" {
		return printable.Line(s[:min(len(s), 60)])
	}
	m := f.values
	_, c := m["c"].(string)
	_, uc := m["uc"].(string)
	switch {
	case c && uc:
		return "Draw Things"
	case m["use_stable_diffusion_model"] != nil:
		return "Easy Diffusion"
	case m["PositivePrompt"] != nil:
		return "Stability Matrix"
	case m["metadata_scheme"] != nil, m["performance"] != nil, m["sharpness"] != nil, m["Performance"] != nil, m["Sharpness"] != nil:
		return "Fooocus"
	case m["base_model_name"] != nil:
		return "RuinedFooocus"
	case m["num_inference_steps"] != nil:
		return "Hugging Face"
	case m["samplerName"] != nil && m["baseModel"] != nil:
		return "TensorArt"
	case m["cfgScale"] != nil:
		return "Civitai"
	}
	return "JSON"
}

// unquoted returns what a JSON string says, as ComfyUI leaves it, which writes
// every text that is given to it as JSON. Another text stays as it is.
func unquoted(text string) string {
	if trimmed := strings.TrimSpace(text); strings.HasPrefix(trimmed, `"`) {
		var said string
		if json.Unmarshal([]byte(trimmed), &said) == nil {
			return said
		}
	}
	return text
}

// isJSON reports whether a text is JSON, or was meant to be: an object or a
// list that begins as one. A prompt may begin with "{" or "[" too.
func isJSON(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	return json.Valid(container.WithoutNaN([]byte(text))) || jsonBegins().MatchString(text[:min(len(text), 200)])
}

var jsonBegins = pattern.Of(`^\{\s*"[^"]*"\s*:|^\[\s*\{\s*"`)

// foreignJSON says that JSON is of no program known here, by the name that it
// gives.
func foreignJSON(budget *container.Budget, text string) string {
	if budget.Lost != "" {
		return budget.Lost
	}
	if m := budget.Fields(text); m != nil {
		if name := programOf(fieldsOf(m)); name != "JSON" {
			return fmt.Sprintf("JSON of %s without a prompt that is known here", name)
		}
	}
	if !json.Valid(container.WithoutNaN([]byte(text))) {
		return "JSON that is cut off or damaged: take the whole of it"
	}
	return "JSON, but of no program known here: \"tailor help files\" has those that are"
}

// remark is what cameras, editors and systems leave in a picture's comment,
// which is no prompt.
var remark = pattern.Of(`(?i)^(screen ?shot|(created|made|edited|saved|generated|processed|compressed|optimi[sz]ed) (with|by|using|on)\b|creator:|software:|file (source|written)|` +
	`gimp|adobe|photoshop|lavc|picasa|xnview|paint\.net|intel\(r\)|lead technologies|jpeg|ascii$|handmade software|copyright|©|https?://)`)

// translate writes both prompts by a function, off the budget, and says so
// where that changed one.
func (p *Prompt) translate(budget *container.Budget, by func(string) string, note string) {
	for _, text := range []*string{&p.Positive, &p.Negative} {
		if budget.Take(4*len(*text)) != nil {
			return
		}
		if made := by(*text); made != *text {
			*text = made
			p.note(note)
		}
	}
}
