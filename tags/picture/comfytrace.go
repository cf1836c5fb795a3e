package picture

import (
	"fmt"
	"slices"
	"strings"

	"tailor/data/pattern"
)

// Sets of nodes hand conditionings on in ways of their own: in pipes and
// bundles, through switches and reroutes, out of loaders that encode the texts
// themselves. What follows goes by the inputs that they have in common.

// pipeInputs are the inputs by which nodes take a bundle of model, texts and
// more.
var pipeInputs = []string{"basic_pipe", "pipe", "base_ctx", "ctx", "context", "pipe_in", "loader_pipe", "settings_pipe", "sdxl_tuple"}

// notText are inputs that lead to no text.
var notText = map[string]bool{"clip": true, "model": true, "vae": true, "image": true, "pixels": true, "samples": true, "latent": true, "latent_image": true,
	"optional_latent": true, "control_net": true, "mask": true, "seed": true, "noise": true, "sigmas": true, "sampler": true, "lora_stack": true, "cnet_stack": true,
	"width": true, "height": true, "steps": true, "cfg": true}

// piped reports whether a node takes a bundle.
func (n node) piped() bool {
	return slices.ContainsFunc(pipeInputs, func(input string) bool { _, ok := n.link(input); return ok })
}

// bundled returns the text of a role, "positive" or "negative", that a node
// bundles or hands on in a pipe. ok is false for other nodes.
func (g *graph) bundled(n node, role string) (text string, ok bool) {
	switch v := n.Inputs[role].(type) {
	case string: // a loader that encodes the texts itself
		if g.Take(len(v)) != nil {
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
			return g.piped(to, role), true
		}
	}
	return "", false
}

// piped returns the text of a role in what a node puts out as a pipe. One that
// is not known may hand on one that it takes, as switches do.
func (g *graph) piped(n node, role string) string {
	if !g.follow() {
		return ""
	}
	text, ok := g.bundled(n, role)
	if !ok {
		text = g.passed(n, func(input string) string {
			to, _ := g.linked(n, input)
			return g.piped(to, role)
		})
	}
	if held, ok := n.Inputs[role].(string); text == "" && !n.encodes() && (!ok || strings.TrimSpace(held) != "") {
		g.stop(n)
	}
	return text
}

// encodes reports whether a node makes a conditioning of a text.
func (n node) encodes() bool { return strings.Contains(strings.ToLower(n.Class), "encode") }

// passed returns the text behind a node of which nothing is known but that it
// hands on one of its inputs: the one that a switch has chosen, else the first
// with a text behind it.
func (g *graph) passed(n node, follow func(input string) string) string {
	inputs := slices.DeleteFunc(n.inputs(), func(input string) bool {
		_, linked := n.link(input)
		return !linked || notText[strings.ToLower(input)]
	})
	if input := g.chosen(n, inputs); input != "" {
		return follow(input)
	}
	if input := n.branch(inputs); input != "" {
		return follow(input)
	}
	// Inputs that are named for the role come first, those for the other last.
	order := map[string]int{"positive": 1, "negative": 1}
	order[g.role] = -1
	slices.SortStableFunc(inputs, func(a, b string) int { return order[roleOf(a)] - order[roleOf(b)] })
	for k, input := range inputs {
		if text := follow(input); text != "" {
			g.through[g.role] = n
			// One that takes the first that is there does so on purpose.
			if roleOf(input) != g.role && !strings.Contains(strings.ToLower(n.Class), "any switch") && !strings.Contains(strings.ToLower(n.Class), "context switch") {
				g.lookAround(n, text, inputs[k+1:], follow)
			}
			return text
		}
	}
	return ""
}

// branch returns which of two inputs a node takes by the one value of yes or no
// that it holds, "" where it is no such node: on_true and on_false, tt_value and
// ff_value.
func (n node) branch(inputs []string) string {
	on, count := false, 0
	for _, v := range n.Inputs {
		if b, ok := v.(bool); ok {
			on, count = b, count+1
		}
	}
	if count != 1 {
		return ""
	}
	for _, input := range inputs {
		name := strings.ToLower(input)
		yes, no := strings.Contains(name, "true") || strings.HasPrefix(name, "tt_"), strings.Contains(name, "false") || strings.HasPrefix(name, "ff_")
		if yes != no && yes == on {
			return input
		}
	}
	return ""
}

// chosen returns the input that a switch's number names, "" where there is none.
func (g *graph) chosen(n node, inputs []string) string {
	for _, chooser := range []string{"select", "Input", "index", "selected", "selection"} {
		number, ok := float(g.value(n, chooser))
		if !ok {
			continue
		}
		end := fmt.Sprint(int(number))
		for _, input := range inputs {
			if bare := strings.TrimRight(input, "0123456789"); input != chooser && strings.TrimLeft(input[len(bare):], "0") == end {
				return input
			}
		}
	}
	return ""
}

// lookAround notes a node that could hand on another text than the one that was
// taken, by one of its other inputs. It does so for the first such node alone.
func (g *graph) lookAround(n node, taken string, inputs []string, follow func(input string) string) {
	if _, known := g.forks[g.role]; known || g.looking {
		return
	}
	g.looking = true
	stop, stopped := g.stops[g.role]
	notes := len(g.p.Notes)
	for _, input := range inputs {
		if text := follow(input); text != "" && text != taken && g.Err == nil {
			g.forks[g.role] = n
			break
		}
	}
	g.looking = false
	g.p.Notes = g.p.Notes[:notes]
	if delete(g.stops, g.role); stopped {
		g.stops[g.role] = stop
	}
}

// fileLike is a text that names a file.
var fileLike = pattern.Of(`(?i)^[^,\n]*\.(safetensors|ckpt|pth?|bin|gguf|png|jpe?g|webp|yaml|json)$`)

// isFileName reports whether a text names a file, which is no prompt.
func isFileName(text string) bool {
	return fileLike().MatchString(strings.TrimSpace(text[:min(len(text), 300)])) && len(text) < 300
}
