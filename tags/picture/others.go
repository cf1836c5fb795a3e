package picture

import (
	"encoding/json"
	"fmt"
	"strings"

	"tailor/tags/prompt/infotext"
)

// jsonPrompt reads JSON of any program that is known.
func jsonPrompt(b []byte) (Prompt, bool) {
	if p, ok := comfyGraph(b); ok {
		return p, true
	}
	var any map[string]json.RawMessage
	if json.Unmarshal(b, &any) != nil {
		return Prompt{}, false
	}
	if inner, ok := any["sui_image_params"]; ok {
		return swarmUI(inner)
	}
	t := texts{named: map[string]string{"invokeai_metadata": string(b), "sd-metadata": string(b)}}
	return invokeAI(&t)
}

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

// fieldsOf reads a JSON object, its numbers as they are written.
func fieldsOf(text string) map[string]any {
	var m map[string]any
	if decode(withoutNaN([]byte(text)), &m) != nil {
		return nil
	}
	return m
}

// swarmUI reads SwarmUI's parameters, whose <break> is A1111's BREAK.
func swarmUI(b []byte) (Prompt, bool) {
	m := fieldsOf(string(b))
	p := Prompt{Source: "SwarmUI"}
	p.Positive, _ = m["prompt"].(string)
	p.Negative, _ = m["negativeprompt"].(string)
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	p.Positive = strings.ReplaceAll(p.Positive, "<break>", "BREAK")
	p.Negative = strings.ReplaceAll(p.Negative, "<break>", "BREAK")
	var s settingList
	s.add("Steps", m["steps"])
	s.add("Sampler", m["sampler"])
	s.add("CFG scale", m["cfgscale"])
	s.add("Seed", m["seed"])
	s.size(m["width"], m["height"])
	s.add("Model", m["model"])
	p.Settings = s
	return p, true
}

// novelAI reads NovelAI's pictures: the prompt is the PNG's description, the
// rest JSON in its comment.
func novelAI(t *texts) (Prompt, bool) {
	m := fieldsOf(t.named["Comment"])
	if m == nil || !strings.HasPrefix(t.named["Software"], "NovelAI") && m["uc"] == nil {
		return Prompt{}, false
	}
	p := Prompt{Source: "NovelAI"}
	p.Positive, _ = m["prompt"].(string)
	if p.Positive == "" {
		p.Positive = t.named["Description"]
	}
	p.Negative, _ = m["uc"].(string)
	// Since its version 4 the characters' prompts stand apart.
	p.Positive += characters(m["v4_prompt"])
	p.Negative += characters(m["v4_negative_prompt"])
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	var s settingList
	s.add("Steps", m["steps"])
	name, _ := m["sampler"].(string)
	name = strings.TrimPrefix(name, "k_")
	if known, ok := samplerNames[name]; ok {
		name = known
	}
	s.add("Sampler", name)
	s.add("CFG scale", m["scale"])
	s.add("Seed", m["seed"])
	width, height := m["width"], m["height"]
	if width == nil {
		width, height = fmt.Sprint(t.width), fmt.Sprint(t.height)
	}
	s.size(width, height)
	p.Settings = s
	if strings.ContainsAny(p.Positive+p.Negative, "{[") {
		p.Notes = append(p.Notes, "NovelAI weighs by {tag} and [tag], 1.05 and 1/1.05 each: in A1111 {} is text and [] weighs 1/1.1")
	}
	if strings.Contains(p.Positive+p.Negative, "::") {
		p.Notes = append(p.Notes, "NovelAI weighs by 1.2::tag::, which is text in A1111")
	}
	return p, true
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
	if m := fieldsOf(t.named["invokeai_metadata"]); m["positive_prompt"] != nil || m["negative_prompt"] != nil {
		p.Positive, _ = m["positive_prompt"].(string)
		p.Negative, _ = m["negative_prompt"].(string)
		s.add("Steps", m["steps"])
		s.add("Sampler", m["scheduler"])
		s.add("CFG scale", m["cfg_scale"])
		s.add("Seed", m["seed"])
		s.size(m["width"], m["height"])
		model, _ := m["model"].(map[string]any)
		for _, name := range []string{"name", "model_name"} {
			if model[name] != nil {
				s.add("Model", model[name])
				break
			}
		}
	} else if m := fieldsOf(t.named["sd-metadata"]); m["image"] != nil {
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
	} else if line := t.named["Dream"]; line != "" {
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
	p.Settings = s
	for i, setting := range p.Settings {
		if setting.Key == "Sampler" {
			name := strings.TrimPrefix(setting.Value, "k_")
			if known, ok := invokeSamplers[name]; ok {
				p.Settings[i].Value = known
			}
		}
	}
	if strings.ContainsAny(p.Positive+p.Negative, "+") || strings.Contains(p.Positive+p.Negative, "-,") || strings.Contains(p.Positive, ").") {
		p.Notes = append(p.Notes, "InvokeAI weighs by tag+, tag- and (tags)1.2, and joins prompts by .and() or .blend(), which are text in A1111")
	}
	return p, true
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
