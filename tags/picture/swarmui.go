package picture

import (
	"strings"

	"tailor/data/pattern"
	"tailor/data/sniff"
	"tailor/tags/picture/container"
)

// swarmUI reads SwarmUI's parameters, whose <break> is A1111's BREAK.
func swarmUI(budget *container.Budget, b []byte) (Prompt, bool) {
	f := fieldsOf(budget.Fields(string(b)))
	p := Prompt{Source: "SwarmUI"}
	p.Positive, p.Negative = f.text("prompt"), f.text("negativeprompt")
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	p.swarmTags(budget)
	var s settingList
	s.add("Steps", f.value("steps"))
	s = append(s, sampling(f.value("sampler"), f.value("scheduler"))...)
	s.add("CFG scale", f.value("cfgscale"))
	s.add("Seed", f.value("seed"))
	s.size(f.value("width"), f.value("height"))
	s.add("Model", sniff.ModelName(f.text("model")))
	s.add("VAE", sniff.ModelName(f.text("vae")))
	f.variation(&s, "variationseed", "variationseedstrength")
	if scale, _ := float(f.values["refinerupscale"]); scale > 1 { // else the refiner draws no second pass
		s.add("Denoising strength", f.value("refinercontrolpercentage", "refinercontrol"))
		s.add("Hires upscale", f.value("refinerupscale"))
		s.add("Hires upscaler", f.value("refinerupscalemethod"))
		s.add("Hires steps", f.value("refinersteps"))
	}
	p.Settings = s
	files, weights, encoders := swarmList(f.any("loras")), swarmList(f.any("loraweights")), swarmList(f.any("loratencweights"))
	if budget.Step(8*len(files)) != nil {
		return Prompt{}, false
	}
	var loras []lora
	for i, file := range files {
		l := even(file, nil)
		if i < len(weights) {
			l = even(file, weights[i])
		}
		if i < len(encoders) {
			l.clip = floatOr(l.model, encoders[i])
		}
		loras = append(loras, l)
	}
	p.withLoRAs(loras)
	p.leftOut(f)
	return p, true
}

// swarmList reads a list of SwarmUI, an array or one text with commas.
func swarmList(v any) []string {
	var list []string
	switch v := v.(type) {
	case string:
		for s := range strings.SplitSeq(v, ",") {
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
var swarmTag = pattern.Of(`<(\w+)(?:\[[^\]<>]*\])?(:[^<>]*>?|>)`)

// stepsOfTag is what reading a tag of SwarmUI's costs, in values of JSON.
const stepsOfTag = 64

// swarmTags writes SwarmUI's <break> as BREAK, its <lora:name:model:encoder> in
// A1111's order and <embed:name> as the name, and notes the other tags.
func (p *Prompt) swarmTags(budget *container.Budget) {
	for _, text := range []*string{&p.Positive, &p.Negative} {
		p.noteWords(*text)
		*text = swarmTag().ReplaceAllStringFunc(*text, func(tag string) string {
			if budget.Step(stepsOfTag) != nil {
				return tag
			}
			m := swarmTag().FindStringSubmatch(tag)
			closed := strings.HasSuffix(m[2], ">")
			data := strings.TrimPrefix(strings.TrimSuffix(m[2], ">"), ":")
			switch {
			case m[1] == "break" && data == "":
				return "BREAK"
			case m[1] == "lora" && closed:
				parts := strings.Split(data, ":")
				parts[0] = sniff.ModelName(parts[0])
				if len(parts) == 1 {
					parts = append(parts, "1")
				}
				if len(parts) == 3 {
					parts[1], parts[2] = parts[2], parts[1]
				}
				return "<lora:" + strings.Join(parts, ":") + ">"
			case (m[1] == "embed" || m[1] == "embedding") && closed:
				return sniff.ModelName(data)
			}
			p.note("<" + m[1] + ":…> is SwarmUI's: A1111 takes it for an extra network that it does not know, and leaves it out")
			return tag
		})
	}
}
