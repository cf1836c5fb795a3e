package picture

import (
	"cmp"
	"slices"
	"strings"

	"tailor/data/printable"
	"tailor/tags/prompt/infotext"
)

// invokeAI reads InvokeAI's pictures: the metadata of version 3 and on, those
// of version 2, and the command line that version 1 wrote.
func invokeAI(t *texts) (Prompt, bool) {
	p := Prompt{Source: "InvokeAI"}
	var s settingList
	var loras []lora
	var f fields
	if m := t.Fields(t.Text("invokeai_metadata")); m["positive_prompt"] != nil || m["negative_prompt"] != nil {
		f = fieldsOf(m)
		p.Positive, p.Negative = f.text("positive_prompt"), f.text("negative_prompt")
		s.basic(f.value("steps"), f.value("scheduler"), f.value("cfg_scale"), f.value("seed"), f.value("width"), f.value("height"))
		loras = f.list("loras", invokeLoRAs)
		for _, key := range []string{"positive_style_prompt", "negative_style_prompt"} {
			if style := f.text(key); strings.TrimSpace(style) != "" && style != p.Positive && style != p.Negative {
				p.note("InvokeAI's style prompt for the second encoder is left out: " + printable.Short(style, 80))
			}
		}
		if len(array(f.any("regions"))) > 0 {
			p.note("InvokeAI's regional prompts are left out")
		}
		s.add("Model", modelName(f.any("model")))
	} else if m := t.Fields(t.Text("sd-metadata")); m["image"] != nil {
		f = fieldsOf(object(m["image"]))
		text := f.any("prompt")
		if list := array(text); len(list) > 0 {
			text = object(list[0])["prompt"]
		}
		p.Positive, p.Negative = splitNegative(str(text))
		s.basic(f.value("steps"), f.value("sampler"), f.value("cfg_scale"), f.value("seed"), f.value("width"), f.value("height"))
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
		s.basic(switches["s"], switches["A"], switches["C"], switches["S"], switches["W"], switches["H"])
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
	p.leftOut(f)
	return p, true
}

// invokeLoRAs reads the LoRAs of InvokeAI's metadata: of version 4 and on
// {"model": {"name"}, "weight"}, before {"lora": {"model_name"}, "weight"}.
func invokeLoRAs(list []any) []lora {
	var all []lora
	for _, one := range list {
		m := object(one)
		all = append(all, even(cmp.Or(modelName(m["model"]), modelName(m["lora"])), m["weight"]))
	}
	return all
}

// modelName returns the name in what InvokeAI's metadata say of a model.
func modelName(v any) string {
	m := object(v)
	return cmp.Or(plainValue(m["name"]), plainValue(m["model_name"]))
}

// basic adds the settings that every version has.
func (l *settingList) basic(steps, sampler, cfg, seed, width, height any) {
	l.add("Steps", steps)
	l.add("Sampler", sampler)
	l.add("CFG scale", cfg)
	l.add("Seed", seed)
	l.size(width, height)
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
