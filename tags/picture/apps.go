package picture

import (
	"strings"

	"tailor/data/pattern"
	"tailor/tags/picture/container"
)

// tensorArt reads TensorArt's own text beside a graph of nodes that nobody else
// has.
func tensorArt(t *texts) (Prompt, bool) {
	p, ok := namedPrompt(t.Fields(strings.Trim(t.Text("generation_data"), "\x00")))
	p.Source = "TensorArt"
	return p, ok
}

// easyFields are the texts of a PNG of Easy Diffusion, each a setting.
var easyFields = []string{"prompt", "negative_prompt", "seed", "use_stable_diffusion_model", "width", "height", "num_inference_steps", "guidance_scale",
	"sampler_name", "scheduler_name", "use_vae_model", "use_lora_model", "lora_alpha", "clip_skip"}

// easyDiffusion reads the pictures of Easy Diffusion.
func easyDiffusion(t *texts) (Prompt, bool) {
	if t.Text("num_inference_steps") == "" || t.Text("guidance_scale") == "" {
		return Prompt{}, false
	}
	m := map[string]any{}
	for _, name := range easyFields {
		if text := t.Text(name); text != "" && text != "None" {
			m[name] = text
		}
	}
	p, ok := namedPrompt(m)
	p.Source = "Easy Diffusion"
	return p, ok
}

// mochiLabels are what Mochi Diffusion's caption is made of, "Label: value; ".
var mochiLabels = pattern.Of(`(?:^|; )(Include in Image|Exclude from Image|Model|Steps|Guidance Scale|Seed|Size|Quality|Starting Image|ControlNet Image|Input Images|Scheduler|Upscaler|ML Compute Unit|Generator|Engine|Model Key|Metadata Version|Date): `)

// mochi reads the caption of a picture of Mochi Diffusion's.
func mochi(text string) (Prompt, bool) {
	if !strings.Contains(text, "Include in Image: ") || !strings.Contains(text, "Generator: Mochi") {
		return Prompt{}, false
	}
	found := mochiLabels().FindAllStringSubmatchIndex(text, -1)
	m := map[string]any{}
	for k, at := range found {
		end := len(text)
		if k+1 < len(found) {
			end = found[k+1][0]
		}
		if label := text[at[2]:at[3]]; m[label] == nil {
			m[label] = strings.TrimSpace(text[at[1]:end])
		}
	}
	m["prompt"], m["negative_prompt"] = m["Include in Image"], m["Exclude from Image"]
	m["sampler"] = m["Scheduler"]
	delete(m, "Scheduler")
	p, ok := namedPrompt(m)
	p.Source = "Mochi Diffusion"
	return p, ok
}

// wrappers are the texts of pictures that others put into one JSON object by
// their names, as those do who write pictures again in another format.
var wrappers = []string{"parameters", "Parameters", "Comment", "Description", "Software", "invokeai_metadata", "sd-metadata", "generation_data", "workflow", "prompt"}

// deepestJSON is how many objects of texts may lie within one another.
const deepestJSON = 3

// wrapped reads JSON that holds a picture's texts by their names.
func wrapped(budget *container.Budget, fields map[string]any) (Prompt, bool) {
	if budget.Wraps >= deepestJSON {
		return Prompt{}, false
	}
	budget.Wraps++
	defer func() { budget.Wraps-- }()
	t := newTexts(budget)
	for _, name := range wrappers {
		switch v := fields[name].(type) {
		case string:
			if name != "prompt" && name != "Description" || strings.HasPrefix(strings.TrimSpace(v), "{") || fields["Comment"] != nil {
				t.Add(name, []byte(v), container.Plain)
			}
		case map[string]any:
			if name != "prompt" && name != "workflow" { // a graph as it is posted
				t.Add(name, encodeJSON(v), container.Plain)
			}
		}
	}
	if t.None() {
		return Prompt{}, false
	}
	return t.prompt()
}
