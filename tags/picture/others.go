package picture

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tailor/data/printable"
	"tailor/tags/picture/container"
	"tailor/tags/prompt/infotext"
)

// settingList collects settings under A1111's names.
type settingList []infotext.Setting

func (l *settingList) add(key string, value any) {
	if s := plainValue(value); s != "" {
		*l = append(*l, infotext.Setting{Key: key, Value: s})
	}
}

// size adds the setting Size, which JSON has in two numbers.
func (l *settingList) size(width, height any) {
	if w, h := plainValue(width), plainValue(height); w != "" && h != "" && w != "0" && h != "0" {
		l.add("Size", w+"x"+h)
	}
}

// swarmUI reads SwarmUI's parameters, whose <break> is A1111's BREAK.
func swarmUI(budget *container.Budget, b []byte) (Prompt, bool) {
	m := budget.Fields(string(b))
	p := Prompt{Source: "SwarmUI"}
	p.Positive, _ = m["prompt"].(string)
	p.Negative, _ = m["negativeprompt"].(string)
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	p.swarmTags(budget)
	var s settingList
	s.add("Steps", m["steps"])
	s = append(s, sampling(m["sampler"], m["scheduler"])...)
	s.add("CFG scale", m["cfgscale"])
	s.add("Seed", m["seed"])
	s.size(m["width"], m["height"])
	model, _ := m["model"].(string)
	s.add("Model", fileName(model))
	p.Settings = s
	files, weights, encoders := swarmList(m["loras"]), swarmList(m["loraweights"]), swarmList(m["loratencweights"])
	if budget.Step(8*len(files)) != nil {
		return Prompt{}, false
	}
	var loras []lora
	for i, file := range files {
		l := lora{file, 1, 1}
		if i < len(weights) {
			l.model = floatOr(1, weights[i])
		}
		l.clip = l.model
		if i < len(encoders) {
			l.clip = floatOr(l.model, encoders[i])
		}
		loras = append(loras, l)
	}
	p.withLoRAs(loras)
	return p, true
}

// swarmList reads a list of SwarmUI, an array or one text with commas.
func swarmList(v any) []string {
	var list []string
	switch v := v.(type) {
	case string:
		for _, s := range strings.Split(v, ",") {
			list = append(list, strings.TrimSpace(s))
		}
	case []any:
		for _, one := range v {
			list = append(list, plainValue(one))
		}
	}
	return list
}

// swarmTag is a tag of SwarmUI's, <name:data> or <name[data]:data>, up to where
// a tag may begin in it.
var swarmTag = regexp.MustCompile(`<(\w+)(?:\[[^\]<>]*\])?(:[^<>]*>?|>)`)

// stepsOfTag is what reading a tag of SwarmUI's costs, in values of JSON.
const stepsOfTag = 64

// swarmTags writes SwarmUI's <break> as BREAK, its <lora:name:model:encoder> in
// A1111's order and <embed:name> as the name, and notes the other tags.
func (p *Prompt) swarmTags(budget *container.Budget) {
	for _, text := range []*string{&p.Positive, &p.Negative} {
		p.noteWords(*text)
		*text = swarmTag.ReplaceAllStringFunc(*text, func(tag string) string {
			if budget.Step(stepsOfTag) != nil {
				return tag
			}
			m := swarmTag.FindStringSubmatch(tag)
			closed := strings.HasSuffix(m[2], ">")
			data := strings.TrimPrefix(strings.TrimSuffix(m[2], ">"), ":")
			switch {
			case m[1] == "break" && data == "":
				return "BREAK"
			case m[1] == "lora" && closed:
				parts := strings.Split(data, ":")
				parts[0] = fileName(parts[0])
				if len(parts) == 1 {
					parts = append(parts, "1")
				}
				if len(parts) == 3 {
					parts[1], parts[2] = parts[2], parts[1]
				}
				return "<lora:" + strings.Join(parts, ":") + ">"
			case (m[1] == "embed" || m[1] == "embedding") && closed:
				return fileName(data)
			}
			p.note("<" + m[1] + ":…> is SwarmUI's: A1111 takes it for an extra network that it does not know, and leaves it out")
			return tag
		})
	}
}

// novelAI reads NovelAI's pictures: the prompt is the PNG's description, the
// rest JSON in its comment.
func novelAI(t *texts) (Prompt, bool) {
	m := t.Fields(t.Text("Comment"))
	if m == nil || !strings.HasPrefix(t.Text("Software"), "NovelAI") && m["uc"] == nil {
		return Prompt{}, false
	}
	p := Prompt{Source: "NovelAI"}
	p.Positive, _ = m["prompt"].(string)
	if p.Positive == "" {
		p.Positive = t.Text("Description")
	}
	p.Negative, _ = m["uc"].(string)
	if p.Positive == "" {
		p.Positive = baseCaption(m["v4_prompt"])
	}
	if p.Negative == "" {
		p.Negative = baseCaption(m["v4_negative_prompt"])
	}
	// Since its version 4 the characters' prompts stand apart.
	p.Positive += characters(m["v4_prompt"])
	p.Negative += characters(m["v4_negative_prompt"])
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	var s settingList
	s.add("Steps", m["steps"])
	name, _ := m["sampler"].(string)
	schedule, _ := m["noise_schedule"].(string)
	if schedule == "native" {
		schedule = "" // the model's own
	}
	s = append(s, sampling(strings.TrimPrefix(name, "k_"), schedule)...)
	s.add("CFG scale", m["scale"])
	s.add("Seed", m["seed"])
	width, height := m["width"], m["height"]
	if width == nil {
		width, height = fmt.Sprint(t.Width), fmt.Sprint(t.Height)
	}
	s.size(width, height)
	p.Settings = s
	p.translate(t.Budget, infotext.FromNovelAI, "NovelAI's {tag}, [tag] and 1.2::tag:: are written as A1111's weights")
	return p, true
}

// baseCaption returns the prompt of a whole picture of version 4.
func baseCaption(v any) string {
	m, _ := v.(map[string]any)
	caption, _ := m["caption"].(map[string]any)
	text, _ := caption["base_caption"].(string)
	return text
}

// characters returns the prompts of single characters, each after a BREAK.
func characters(v any) string {
	all := ""
	m, _ := v.(map[string]any)
	caption, _ := m["caption"].(map[string]any)
	list, _ := caption["char_captions"].([]any)
	for _, c := range list {
		c, _ := c.(map[string]any)
		if s, _ := c["char_caption"].(string); s != "" {
			all += " BREAK " + s
		}
	}
	return all
}

// invokeAI reads InvokeAI's pictures: the metadata of version 3 and on, those
// of version 2, and the command line that version 1 wrote.
func invokeAI(t *texts) (Prompt, bool) {
	p := Prompt{Source: "InvokeAI"}
	var s settingList
	var loras []lora
	if m := t.Fields(t.Text("invokeai_metadata")); m["positive_prompt"] != nil || m["negative_prompt"] != nil {
		p.Positive, _ = m["positive_prompt"].(string)
		p.Negative, _ = m["negative_prompt"].(string)
		s.add("Steps", m["steps"])
		s.add("Sampler", m["scheduler"])
		s.add("CFG scale", m["cfg_scale"])
		s.add("Seed", m["seed"])
		s.size(m["width"], m["height"])
		loras = invokeLoRAs(m["loras"])
		for _, key := range []string{"positive_style_prompt", "negative_style_prompt"} {
			if style, _ := m[key].(string); strings.TrimSpace(style) != "" && style != p.Positive && style != p.Negative {
				p.note("InvokeAI's style prompt for the second encoder is left out: " + shortened(style))
			}
		}
		if regions, ok := m["regions"].([]any); ok && len(regions) > 0 {
			p.note("InvokeAI's regional prompts are left out")
		}
		model, _ := m["model"].(map[string]any)
		for _, name := range []string{"name", "model_name"} {
			if model[name] != nil {
				s.add("Model", model[name])
				break
			}
		}
	} else if m := t.Fields(t.Text("sd-metadata")); m["image"] != nil {
		image, _ := m["image"].(map[string]any)
		text, _ := image["prompt"].(string)
		if list, ok := image["prompt"].([]any); ok && len(list) > 0 {
			first, _ := list[0].(map[string]any)
			text, _ = first["prompt"].(string)
		}
		p.Positive, p.Negative = splitNegative(text)
		s.add("Steps", image["steps"])
		s.add("Sampler", image["sampler"])
		s.add("CFG scale", image["cfg_scale"])
		s.add("Seed", image["seed"])
		s.size(image["width"], image["height"])
		s.add("Model", m["model_weights"])
	} else if line := t.Text("Dream"); line != "" {
		text, rest := line, ""
		if strings.HasPrefix(line, `"`) {
			if end := strings.LastIndex(line[1:], `"`); end >= 0 {
				text, rest = line[1:1+end], line[2+end:]
			}
		}
		p.Positive, p.Negative = splitNegative(text)
		switches := map[string]string{}
		words := strings.Fields(rest)
		for i, w := range words {
			if len(w) == 2 && w[0] == '-' && i+1 < len(words) {
				switches[w[1:]] = words[i+1]
			} else if len(w) > 2 && w[0] == '-' && w[1] != '-' {
				switches[w[1:2]] = w[2:]
			}
		}
		s.add("Steps", switches["s"])
		s.add("Sampler", switches["A"])
		s.add("CFG scale", switches["C"])
		s.add("Seed", switches["S"])
		s.size(switches["W"], switches["H"])
	}
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	if i := slices.IndexFunc(s, func(one infotext.Setting) bool { return one.Key == "Sampler" }); i >= 0 {
		name := strings.TrimPrefix(s[i].Value, "k_")
		if known, ok := invokeSamplers[name]; ok {
			s[i].Value = known
			if strings.HasSuffix(name, "_k") { // the noise schedule of Karras
				s = slices.Insert(s, i+1, infotext.Setting{Key: "Schedule type", Value: "Karras"})
			}
		}
	}
	p.Settings = s
	p.translate(t.Budget, infotext.FromInvokeAI, "InvokeAI's tag+, tag- and (tags)1.2 are written as A1111's weights, .and() as BREAK")
	if both := p.Positive + p.Negative; strings.Contains(both, ".swap(") || strings.Contains(both, ".blend(") {
		p.note("InvokeAI's .swap() and .blend() are text in A1111")
	}
	p.withLoRAs(loras)
	return p, true
}

// invokeLoRAs reads the LoRAs of InvokeAI's metadata: of version 4 and on
// {"model": {"name"}, "weight"}, before {"lora": {"model_name"}, "weight"}.
func invokeLoRAs(v any) []lora {
	var all []lora
	list, _ := v.([]any)
	for _, one := range list {
		m, _ := one.(map[string]any)
		name := ""
		for _, key := range []string{"model", "lora"} {
			of, _ := m[key].(map[string]any)
			for _, key := range []string{"name", "model_name"} {
				if s, ok := of[key].(string); ok && name == "" {
					name = s
				}
			}
		}
		weight := floatOr(1, m["weight"])
		all = append(all, lora{name, weight, weight})
	}
	return all
}

// invokeSamplers are A1111's names for InvokeAI's schedulers.
var invokeSamplers = map[string]string{
	"euler": "Euler", "euler_k": "Euler", "euler_a": "Euler a", "heun": "Heun", "heun_k": "Heun", "lms": "LMS", "lms_k": "LMS",
	"dpmpp_2s": "DPM++ 2S a", "dpmpp_2m": "DPM++ 2M", "dpmpp_2m_k": "DPM++ 2M", "dpmpp_2m_sde": "DPM++ 2M SDE",
	"dpmpp_2m_sde_k": "DPM++ 2M SDE", "dpmpp_sde": "DPM++ SDE", "dpmpp_sde_k": "DPM++ SDE", "ddim": "DDIM", "unipc": "UniPC", "lcm": "LCM",
}

// splitNegative splits the prompt of an early InvokeAI, whose negative prompt
// stands in square brackets within it.
func splitNegative(text string) (positive, negative string) {
	var keep, refuse []string
	for {
		before, rest, open := strings.Cut(text, "[")
		inner, after, closed := strings.Cut(rest, "]")
		if !open || !closed {
			keep = append(keep, text)
			break
		}
		keep, refuse, text = append(keep, before), append(refuse, inner), after
	}
	return strings.TrimSpace(strings.Join(keep, "")), strings.Join(refuse, ", ")
}

// shortened is a text from outside for a note.
func shortened(s string) string {
	if r := []rune(printable.Line(s[:min(len(s), 400)])); len(r) > 80 {
		return string(r[:79]) + "…"
	} else {
		return string(r)
	}
}
