package picture

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tailor/data/printable"
)

// fields are what a program wrote by names. Those that nobody takes are named in
// the prompt's notes.
type fields struct {
	values map[string]any
	taken  map[string]bool
}

func fieldsOf(m map[string]any) fields { return fields{m, map[string]bool{}} }

// any takes a field whatever it holds.
func (f fields) any(name string) any {
	f.taken[name] = true
	return f.values[name]
}

// value takes the first of the names that holds a text or a number, nil without
// one.
func (f fields) value(names ...string) any {
	for _, name := range names {
		if v := f.values[name]; plainValue(v) != "" {
			return f.any(name)
		}
	}
	return nil
}

// text takes the first of the names that holds a text.
func (f fields) text(names ...string) string {
	for _, name := range names {
		if s := str(f.values[name]); s != "" {
			f.taken[name] = true
			return s
		}
	}
	return ""
}

// list takes a list that make makes as many things of as it has.
func (f fields) list(name string, made func([]any) []lora) []lora {
	list := array(f.values[name])
	all := made(list)
	f.taken[name] = f.taken[name] || len(all) == len(list) && len(list) > 0
	return all
}

// mostLeftOut is how many fields that nobody took a note names.
const mostLeftOut = 16

// leftOut notes what nobody took, texts first: what holds nothing or says a text
// that the prompt has already is not named.
func (p *Prompt) leftOut(f fields) {
	said := map[string]bool{strings.TrimSpace(p.Positive): true, strings.TrimSpace(p.Negative): true}
	for name := range f.taken {
		if s, ok := f.values[name].(string); ok {
			said[strings.TrimSpace(s)] = true
		}
	}
	var texts, rest []string
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if f.taken[name] {
			continue
		}
		v := unsaid(f.values[name], said)
		if v == nil {
			continue
		}
		what, isText := v.(string)
		if !isText {
			b, _ := json.Marshal(v) // it was read from JSON
			what = string(b)
		}
		one := printable.Short(name, 40) + " " + printable.Short(what, 80)
		if isText {
			texts = append(texts, one)
		} else {
			rest = append(rest, one)
		}
	}
	all := append(texts, rest...)
	if len(all) == 0 {
		return
	}
	more := ""
	if n := len(all) - mostLeftOut; n > 0 {
		all, more = all[:mostLeftOut], fmt.Sprintf(" · and %d more", n)
	}
	p.note("left out: " + strings.Join(all, " · ") + more)
}

// unsaid returns a value without what holds nothing and without texts that are
// said already, nil when that is all of it.
func unsaid(v any, said map[string]bool) any {
	switch v := v.(type) {
	case string:
		if s := strings.TrimSpace(v); s != "" && s != "None" && s != "[]" && !said[s] {
			return v
		}
	case json.Number:
		switch f, finite := float(v); {
		case !finite:
			return "that is no number"
		case f != 0 && f != -1: // what "none" and "any" are
			return v
		}
	case bool:
		if v {
			return v
		}
	case []any:
		var kept []any
		for _, one := range v {
			if one = unsaid(one, said); one != nil {
				kept = append(kept, one)
			}
		}
		if kept != nil {
			return kept
		}
	case map[string]any:
		for _, one := range v {
			if unsaid(one, said) != nil {
				return v
			}
		}
	}
	return nil
}

// request takes what A1111 and its kin are sent beside what all programs have: the
// batch, the refiner, the second pass.
func (f fields) request(s *settingList) {
	if n := f.value("batch_size"); plainValue(n) != "1" {
		s.add("Batch size", n)
	}
	s.add("Denoising strength", f.value("denoising_strength"))
	if name := f.text("refiner_checkpoint"); name != "" {
		s.add("Refiner", name)
		s.add("Refiner switch at", f.value("refiner_switch_at"))
	}
	if f.values["enable_hr"] != true {
		return
	}
	f.taken["enable_hr"] = true
	if v := f.value("hr_resize_x"); v != nil && plainValue(v) != "0" {
		s.add("Hires resize", plainValue(v)+"x"+plainValue(f.value("hr_resize_y")))
	} else {
		s.add("Hires upscale", f.value("hr_scale"))
	}
	for _, one := range [][2]string{{"Hires upscaler", "hr_upscaler"}, {"Hires steps", "hr_second_pass_steps"}, {"Hires checkpoint", "hr_checkpoint_name"},
		{"Hires sampler", "hr_sampler_name"}, {"Hires schedule type", "hr_scheduler"}, {"Hires CFG Scale", "hr_cfg"},
		{"Hires prompt", "hr_prompt"}, {"Hires negative prompt", "hr_negative_prompt"}} {
		if v := f.value(one[1]); plainValue(v) != "0" {
			s.add(one[0], v)
		}
	}
}

// variation takes the seed of a variation, where it has a share in the picture.
func (f fields) variation(s *settingList, seed, strength string) {
	if share, _ := float(f.values[strength]); share != 0 {
		s.add("Variation seed", f.value(seed))
		s.add("Variation seed strength", f.value(strength))
	}
}
