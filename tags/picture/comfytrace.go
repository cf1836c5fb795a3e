package picture

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Sets of nodes hand conditionings on in ways of their own: in pipes and
// bundles, through switches and reroutes, out of loaders that encode the texts
// themselves. What follows goes by the inputs that they have in common.

// pipeInputs are the inputs by which nodes take a bundle of model, texts and
// more.
var pipeInputs = []string{"basic_pipe", "pipe", "base_ctx", "ctx", "context", "pipe_in", "loader_pipe", "settings_pipe"}

// notText are inputs that lead to no text.
var notText = map[string]bool{"clip": true, "model": true, "vae": true, "image": true, "pixels": true, "samples": true, "latent": true, "latent_image": true,
	"optional_latent": true, "control_net": true, "mask": true, "seed": true, "noise": true, "sigmas": true, "sampler": true, "lora_stack": true, "cnet_stack": true,
	"width": true, "height": true, "steps": true, "cfg": true}

// bundled returns the text of a role, "positive" or "negative", that a node
// bundles or hands on in a pipe. ok is false for other nodes.
func (g *graph) bundled(n node, role string) (text string, ok bool) {
	switch v := n.Inputs[role].(type) {
	case string: // a loader that encodes the texts itself
		if g.take(len(v)) != nil {
			return "", true
		}
		return g.literal(v), true
	case []any:
		if to, there := g.linked(n, role); there && to.encodes() {
			return g.conditioning(n, role), true
		} else if there { // a text, or what makes a conditioning
			if text := g.conditioning(n, role); text != "" {
				return text, true
			}
			return g.literal(g.text(n, role)), true
		}
	}
	for _, input := range pipeInputs {
		if to, there := g.linked(n, input); there {
			if !g.follow() {
				return "", true
			}
			return g.bundled(to, role)
		}
	}
	return "", false
}

// encodes reports whether a node makes a conditioning of a text.
func (n node) encodes() bool { return strings.Contains(strings.ToLower(n.Class), "encode") }

// passed returns the text behind a node of which nothing is known but that it
// hands on one of its inputs: the one that a switch has chosen, else the first
// with a text behind it.
func (g *graph) passed(n node, follow func(input string) string) string {
	var inputs []string
	for input := range n.Inputs {
		if _, linked := n.link(input); linked && !notText[strings.ToLower(input)] {
			inputs = append(inputs, input)
		}
	}
	sort.Slice(inputs, func(i, j int) bool {
		if len(inputs[i]) != len(inputs[j]) {
			return len(inputs[i]) < len(inputs[j])
		}
		return inputs[i] < inputs[j]
	})
	for _, chooser := range []string{"select", "Input", "index", "selected", "selection"} {
		number, ok := float(g.value(n, chooser))
		if !ok {
			continue
		}
		end := fmt.Sprint(int(number))
		for _, input := range inputs {
			if bare := strings.TrimRight(input, "0123456789"); strings.TrimLeft(input[len(bare):], "0") == end {
				return follow(input)
			}
		}
	}
	if on, ok := n.Inputs["boolean"].(bool); ok {
		for _, input := range inputs {
			if on == strings.Contains(input, "true") && strings.HasPrefix(input, "on_") {
				return follow(input)
			}
		}
	}
	for _, input := range inputs {
		if text := follow(input); text != "" {
			return text
		}
	}
	return ""
}

// fileLike is a text that names a file.
var fileLike = regexp.MustCompile(`(?i)^[^,\n]*\.(safetensors|ckpt|pth?|bin|gguf|png|jpe?g|webp|yaml|json)$`)

// isFileName reports whether a text names a file, which is no prompt.
func isFileName(text string) bool {
	return fileLike.MatchString(strings.TrimSpace(text[:min(len(text), 300)])) && len(text) < 300
}

// stop notes the node that a text could not be followed beyond.
func (g *graph) stop(id string, n node) {
	if g.stopped == "" {
		g.stopped = fmt.Sprintf("%s (node %s)", n.Class, id)
	}
}

// guess takes the texts of the encoders and text nodes of a graph that could
// not be followed: by the word in a node's title, else the longest for the
// prompt. It says so.
func (g *graph) guess(p *Prompt) {
	type found struct{ id, text, role string }
	var all []found
	for id, n := range g.nodes {
		class := strings.ToLower(n.Class)
		if n.off || !n.encodes() && !strings.Contains(class, "prompt") && !strings.Contains(class, "text") && !strings.Contains(class, "string") {
			continue
		}
		text := g.nodeText(n, 0)
		if text == "" || isFileName(text) || g.err != nil {
			continue
		}
		role := ""
		switch title := strings.ToLower(n.Meta.Title + " " + n.Class); {
		case strings.Contains(title, "negative") || strings.Contains(title, "uncond"):
			role = "negative"
		case strings.Contains(title, "positive"):
			role = "positive"
		}
		all = append(all, found{id, text, role})
	}
	sort.Slice(all, func(i, j int) bool {
		if len(all[i].text) != len(all[j].text) {
			return len(all[i].text) > len(all[j].text)
		}
		return lessID(all[i].id, all[j].id)
	})
	of := func(role string) string {
		for _, f := range all {
			if f.role == role {
				return f.text
			}
		}
		return ""
	}
	if p.Negative == "" {
		p.Negative = of("negative")
	}
	if p.Positive == "" {
		if p.Positive = of("positive"); p.Positive == "" {
			if i := slices.IndexFunc(all, func(f found) bool { return f.role == "" && f.text != p.Negative }); i >= 0 {
				p.Positive = all[i].text
			}
		}
	}
	if p.Positive == p.Negative {
		p.Negative = ""
	}
	if p.Positive == "" {
		return
	}
	p.Positive, p.Negative = g.literal(p.Positive), g.literal(p.Negative)
	where := "its nodes"
	if g.stopped != "" {
		where = g.stopped
	}
	p.note("the prompt could not be followed beyond " + where + ": the nearest texts by their role are taken")
}
