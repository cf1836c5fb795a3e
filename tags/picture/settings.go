package picture

import (
	"encoding/json"
	"slices"

	"tailor/data/sniff"
	"tailor/tags/prompt/infotext"
)

// settings reads what A1111 has a name for off the sampler and the nodes that
// it is linked to.
func (g *graph) settings(sampler, guider node) settingList {
	var s settingList
	value := g.value
	or := func(n node, input string) node {
		if to, ok := g.linked(n, input); ok {
			return to
		}
		return n
	}
	scheduler := or(sampler, "sigmas")
	s.add("Steps", value(scheduler, "steps"))
	s = append(s, sampling(value(or(sampler, "sampler"), "sampler_name"), value(scheduler, "scheduler"))...)
	s.add("CFG scale", value(guider, "cfg"))
	s.add("Seed", value(or(sampler, "noise"), "seed", "noise_seed"))
	latent := or(sampler, "latent_image")
	s.size(value(latent, "width", "empty_latent_width"), value(latent, "height", "empty_latent_height"))
	for _, n := range g.models(guider) {
		if name, ok := n.Inputs["ckpt_name"].(string); ok {
			s.add("Model", sniff.ModelName(name))
			break
		}
	}
	return s
}

// value returns the first of a node's inputs that is there, written in it or
// coming from a node that holds a value.
func (g *graph) value(n node, inputs ...string) any {
	for _, input := range inputs {
		if l, ok := n.Inputs[input].([]any); ok && len(l) == 2 {
			to, _ := g.linked(n, input)
			for _, name := range []string{input, "value", "seed", "noise_seed", "int", "INT", "Number"} {
				if v, ok := to.Inputs[name]; ok && plainValue(v) != "" {
					return v
				}
			}
			continue
		}
		if v, ok := n.Inputs[input]; ok {
			if plainValue(v) == "" {
				g.p.note(n.Class + " (node " + n.id + ") has no number for " + input + ": it is left out")
			}
			return v
		}
	}
	return nil
}

// sampling returns the settings of a sampler and a scheduler by the names that
// ComfyUI has for them, and SwarmUI with it.
func sampling(sampler, scheduler any) settingList {
	var s settingList
	name, schedule := infotext.FromComfySampler(str(sampler))
	s.add("Sampler", name)
	if name := str(scheduler); name != "" {
		schedule = infotext.FromComfySchedule(name)
	}
	s.add("Schedule type", schedule)
	return s
}

// samplerOfComfy writes the sampler of an infotext as A1111 names it, which those
// who save ComfyUI's pictures write as ComfyUI does: "euler_ancestral_karras".
func (p *Prompt) samplerOfComfy() {
	for i, s := range p.Settings {
		switch s.Key {
		case "Sampler":
			name, schedule := infotext.FromComfySampler(s.Value)
			if p.Settings[i].Value = name; schedule != "" {
				if _, ok := p.Get("Schedule type"); !ok {
					p.Settings = slices.Insert(slices.Clone(p.Settings), i+1, infotext.Setting{Key: "Schedule type", Value: schedule})
					return
				}
			}
		case "Schedule type", "Scheduler":
			p.Settings[i].Value = infotext.FromComfySchedule(s.Value)
		}
	}
}

// plainValue writes a number or text of JSON as an infotext has it, NaN and
// infinities not at all.
func plainValue(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		if _, finite := float(v); finite {
			return v.String()
		}
	}
	return ""
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
