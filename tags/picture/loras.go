package picture

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/data/sniff"
)

// lora is a LoRA that a program keeps beside the prompt.
type lora struct {
	// file is its name as the program has it, often with a folder and an
	// ending.
	file string
	// model and clip are the strengths for the U-net and the text encoders.
	model, clip float64
}

// even is a LoRA with one strength for both, 1 where the weight is no number.
func even(file string, weight any) lora {
	w := floatOr(1, weight)
	return lora{file, w, w}
}

// withLoRAs writes LoRAs at the prompt's end as A1111 names them, <lora:name:1>,
// or <lora:name:clip:model> where the strengths differ. What the prompt names
// already stays as it is there.
func (p *Prompt) withLoRAs(loras []lora) {
	if len(loras) > maxLoRAs {
		p.note(fmt.Sprintf("%d LoRAs beside the prompt: those behind the first %d are left out", len(loras), maxLoRAs))
		loras = loras[:maxLoRAs]
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	named := loraNames(p.Positive)
	text := strings.Builder{}
	text.WriteString(p.Positive)
	last := p.Positive[strings.LastIndexByte(p.Positive, '\n')+1:]
	comment, space := strings.Contains(last, "#"), last == "" || strings.HasSuffix(last, " ")
	for _, l := range loras {
		name := sniff.ModelName(l.file)
		tag := "<lora:" + name + ":" + number(l.clip)
		switch {
		case name == "" || l.model == 0 && l.clip == 0, named[name]:
			continue
		case strings.ContainsAny(name, ":>\n"):
			p.note(fmt.Sprintf("the LoRA %q is left out: A1111 cannot read its name in a prompt", name))
			continue
		case l.model != l.clip:
			tag += ":" + number(l.model)
		}
		switch {
		case comment:
			text.WriteByte('\n') // behind a comment A1111 would not see it
		case !space:
			text.WriteByte(' ')
		}
		text.WriteString(tag + ">")
		named[name] = true
		comment, space = strings.Contains(name, "#"), false
	}
	p.Positive = text.String()
}

// maxLoRAs is how many LoRAs are written behind a prompt.
const maxLoRAs = 1000

// loraNames returns the names of the LoRAs that a prompt names.
func loraNames(text string) map[string]bool {
	names := map[string]bool{}
	for {
		_, rest, ok := strings.Cut(text, "<lora:")
		if !ok {
			return names
		}
		text = rest
		if end := strings.IndexAny(rest[:min(len(rest), maxLoRAName)], ":>"); end >= 0 {
			names[rest[:end]] = true
		}
	}
}

// maxLoRAName is more than a file's name is long, in bytes.
const maxLoRAName = 4096

// maxNotes is how many notes a prompt has: they are read by people.
const maxNotes = 20

// note adds a note that is not there yet.
func (p *Prompt) note(s string) {
	if len(p.Notes) < maxNotes && !slices.Contains(p.Notes, s) {
		p.Notes = append(p.Notes, s)
	}
}

// float reads a number of JSON, or of a text.
func float(v any) (float64, bool) {
	switch v := v.(type) {
	case json.Number:
		f, err := v.Float64()
		return f, err == nil
	case string:
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		return f, err == nil && f-f == 0
	}
	return 0, false
}

// floatOr returns the first that is a number, else otherwise.
func floatOr(otherwise float64, values ...any) float64 {
	for _, v := range values {
		if f, ok := float(v); ok {
			return f
		}
	}
	return otherwise
}

// modelInputs are the inputs by which nodes take a model, or a stack of LoRAs
// to put on it. A reroute has none of these names.
var modelInputs = []string{"model", "MODEL", "model1", "base_model", "model_opt", "pipe", "basic_pipe", "base_ctx", "any_01"}

// models returns the nodes through which a sampler's model comes, from the
// sampler's end to the loader.
func (g *graph) models(from node) []node {
	return g.chain(from, func(n node) []string {
		if n.Class == "Reroute" {
			return []string{"conditioning", "", "value"}
		}
		return modelInputs
	})
}

// chain follows nodes from one on, by the first of the inputs that is linked,
// and ends before a node that it had already.
func (g *graph) chain(from node, inputs func(node) []string) []node {
	nodes := []node{from}
	had := map[string]bool{}
	for {
		names := inputs(from)
		at := slices.IndexFunc(names, func(input string) bool { _, ok := g.linked(from, input); return ok })
		if at < 0 {
			return nodes
		}
		l, _ := from.link(names[at])
		if had[l.node] {
			return nodes
		}
		had[l.node] = true
		from = g.nodes[l.node]
		nodes = append(nodes, from)
	}
}

// loras returns the LoRAs of a sampler's model, the one nearest to the model's
// loader first. Stacks of them are few; of endless ones the first count.
func (g *graph) loras(from node) []lora {
	var all []lora
	stacks := 0
	for _, n := range slices.Backward(g.models(from)) {
		if _, ok := g.linked(n, "lora_stack"); ok && stacks < 16 {
			stacks++
			chain := g.chain(n, func(node) []string { return []string{"lora_stack"} })
			for _, of := range slices.Backward(chain[1:]) {
				all = append(all, g.lorasOf(of)...)
			}
		}
		all = append(all, g.lorasOf(n)...)
	}
	return all
}

// loraInput is an input that names a LoRA's file, "lora_name" or one of many,
// "lora_name_2" and "lora_01".
var loraInput = pattern.Of(`^lora(?:_name)?(_?\d+)?$`)

// lorasOf returns the LoRAs that a node loads, whatever set of nodes it is
// from: ComfyUI's own have lora_name, strength_model and strength_clip,
// rgthree's Power Lora Loader an object each, stackers numbered inputs.
func (g *graph) lorasOf(n node) []lora {
	if n.off {
		return nil
	}
	var all []lora
	for _, input := range n.inputs() {
		v := n.Inputs[input]
		if input == "loras" {
			all = append(all, listed(slices.Concat(array(v), array(object(v)["__value__"])))...)
		}
		m := loraInput().FindStringSubmatch(input)
		if m == nil {
			continue
		}
		file := str(v)
		if in := object(v); in["content"] != nil { // pysssss' loader
			file = str(in["content"])
		} else if in != nil {
			all = append(all, listed([]any{in})...)
		}
		if l, ok := g.numbered(n, file, m[1]); ok {
			all = append(all, l)
		}
	}
	return all
}

// inputs returns the names of a node's inputs, lora_2 before lora_10.
func (n node) inputs() []string {
	return slices.SortedFunc(maps.Keys(n.Inputs), func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
}

// listed reads LoRAs that are JSON objects: rgthree's {"on", "lora",
// "strength", "strengthTwo"}, LoRA Manager's {"active", "name", "strength",
// "clipStrength"}.
func listed(list []any) []lora {
	var all []lora
	for _, v := range list {
		m := object(v)
		file := cmp.Or(str(m["lora"]), str(m["name"]))
		on, off := m["on"].(bool)
		active, idle := m["active"].(bool)
		if file == "" || file == "None" || off && !on || idle && !active {
			continue
		}
		model := floatOr(1, m["strength"])
		all = append(all, lora{file, model, floatOr(model, m["strengthTwo"], m["clipStrength"])})
	}
	return all
}

// numbered returns the LoRA of a node's input with a number at its end, "_2",
// or without one.
func (g *graph) numbered(n node, file, number string) (lora, bool) {
	of := func(names ...string) any {
		for i := range names {
			names[i] += number
		}
		return g.value(n, names...)
	}
	if file == "" || file == "None" || of("switch") == "Off" {
		return lora{}, false
	}
	if count, ok := float(n.Inputs["lora_count"]); ok && number != "" {
		if i, err := strconv.Atoi(strings.TrimPrefix(number, "_")); err == nil && float64(i) > count {
			return lora{}, false
		}
	}
	simple := of("lora_wt", "strength", "lora_strength", "weight")
	if n.Inputs["input_mode"] == "advanced" {
		simple = nil
	}
	model := floatOr(1, simple, of("strength_model", "model_weight", "model_str", "lora_model_strength", "model_strength"))
	clip := floatOr(model, simple, of("strength_clip", "clip_weight", "clip_str", "lora_clip_strength", "clip_strength"))
	if strings.Contains(strings.ReplaceAll(strings.ToLower(n.Class), " ", ""), "modelonly") {
		clip = 0
	}
	return lora{file, model, clip}, true
}
