package picture

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tailor/tags/picture/container"
)

// comfyUI reads the graph that ComfyUI puts into its pictures: "prompt", the
// form of its API, else "workflow", the form that its screen saves.
func comfyUI(t *texts) (Prompt, bool) {
	for _, name := range []string{"prompt", "workflow", "Prompt", "Workflow"} {
		if p, ok := comfyGraph(t.Budget, []byte(t.Text(name))); ok {
			return p, true
		}
	}
	return Prompt{}, false
}

// node is a node of ComfyUI's graph. An input is a string, a number, or a
// link to an output of another node.
type node struct {
	Class  string         `json:"class_type"`
	Inputs map[string]any `json:"inputs"`
	Meta   struct {
		Title string `json:"title"`
	} `json:"_meta"`
	id string
	// off tells of a node of a saved workflow that is bypassed: it hands on
	// what it gets.
	off bool
}

type link struct {
	node   string
	output int
}

// graph is a workflow. Following it ends after so many steps, as links may
// run in a circle or fan out without end, and after so many bytes of text.
type graph struct {
	*container.Budget
	nodes map[string]node
	links int
	p     Prompt
	role  string // of the text that is looked for, "positive" or "negative"
	// stops are the first nodes that the text of a role could not be followed
	// beyond, through those that nothing is known of but that they hand on an
	// input, and forks those where one of several ways was taken by chance;
	// looking is set while the other ways are tried.
	stops, through, forks map[string]node
	looking               bool
}

// maxLinks is how many links of a workflow are followed. They may be followed
// within one another.
const maxLinks = 10000

// comfyGraph reads a workflow in either form.
func comfyGraph(budget *container.Budget, b []byte) (Prompt, bool) {
	if len(b) == 0 {
		return Prompt{}, false
	}
	var wrapped struct {
		Prompt json.RawMessage `json:"prompt"` // as it is posted to the API
		Nodes  json.RawMessage `json:"nodes"`  // as it is saved
	}
	if budget.Take(len(b)) != nil {
		return Prompt{}, false
	}
	b = container.WithoutNaN(b)
	_ = budget.Decode(b, &wrapped)
	g := graph{Budget: budget, stops: map[string]node{}, through: map[string]node{}, forks: map[string]node{}}
	switch {
	case wrapped.Nodes != nil:
		g.nodes = savedNodes(budget, b)
	case len(wrapped.Prompt) > 0 && wrapped.Prompt[0] == '{':
		g.nodes = apiNodes(budget, wrapped.Prompt)
	default:
		g.nodes = apiNodes(budget, b)
	}
	return g.prompt()
}

func apiNodes(budget *container.Budget, b []byte) map[string]node {
	var raw map[string]json.RawMessage
	if budget.Decode(b, &raw) != nil {
		return nil
	}
	nodes := map[string]node{}
	for id, r := range raw {
		var n node
		if budget.Decode(r, &n) == nil && n.Class != "" {
			n.id = id
			nodes[id] = n
		}
	}
	return nodes
}

// prompt follows the graph from its sampler to the texts.
func (g *graph) prompt() (Prompt, bool) {
	sampler, ok := g.sampler()
	if !ok {
		return Prompt{}, false
	}
	from := g.guider(sampler)
	p := &g.p
	p.Source = "ComfyUI"
	p.Positive, p.Negative = g.texts(from)
	g.guess(from)
	if p.Positive == "" && p.Negative == "" {
		n := g.stops["positive"]
		g.Lost = fmt.Sprintf("a graph of ComfyUI, whose prompt could not be followed beyond %s (node %s)", n.Class, n.id)
		return Prompt{}, false
	}
	g.noteOthers(sampler)
	p.Settings = g.settings(sampler, from)
	if strings.Contains(strings.ReplaceAll(p.Positive+p.Negative, `\(`, ""), "(") {
		p.Notes = append(p.Notes, "ComfyUI weighs (tags:1.2) against the empty prompt without evening out as A1111 does: weights look stronger there")
	}
	p.withLoRAs(g.loras(from))
	return *p, true
}

// of returns the text of a role of a sampler or guider.
func (g *graph) of(from node, role string) string {
	g.role = role
	if _, ok := from.link(role); ok {
		return g.conditioning(from, role)
	}
	if role == "positive" || from.Inputs["cond2"] == nil { // DualCFGGuider has two positive ones
		if _, ok := from.link("cond1"); ok && role == "positive" {
			return g.join(" AND ", g.conditioning(from, "cond1"), g.conditioning(from, "cond2"))
		}
	}
	text, _ := g.bundled(from, role)
	return text
}

// link reads an input that is linked to another node.
func (n node) link(input string) (link, bool) {
	pair, ok := n.Inputs[input].([]any)
	if !ok || len(pair) != 2 {
		return link{}, false
	}
	number, _ := pair[1].(json.Number)
	output, _ := number.Int64()
	switch id := pair[0].(type) {
	case string:
		return link{id, int(output)}, true
	case json.Number:
		return link{id.String(), int(output)}, true
	}
	return link{}, false
}

func (g *graph) linked(n node, input string) (node, bool) {
	to, _, ok := g.source(n, input)
	return to, ok
}

// source returns the node that an input is linked to, and by which output.
func (g *graph) source(n node, input string) (to node, output int, ok bool) {
	l, ok := n.link(input)
	if ok {
		if to, ok = g.nodes[l.node]; !ok {
			g.stop(n) // at what is no node
		}
	}
	return to, l.output, ok
}

// conditioning returns the text behind an input that takes what CLIP made of
// a text. Conditionings that are joined were chunks of their own, so BREAK
// joins their texts; those that are combined are A1111's AND.
func (g *graph) conditioning(n node, input string) string {
	to, output, ok := g.source(n, input)
	if !ok || !g.follow() {
		return ""
	}
	has := func(input string) bool { _, ok := to.Inputs[input]; return ok }
	g.noteUse(to)
	switch strength, known := float(to.Inputs["conditioning_to_strength"]); {
	case to.Class == "ConditioningZeroOut" && !to.off:
		return "" // zeros in place of what the text made
	case has("conditioning_to") && (to.off || known && strength == 1): // ConditioningAverage
		return g.conditioning(to, "conditioning_to")
	case has("conditioning_to") && known && strength == 0:
		return g.conditioning(to, "conditioning_from")
	case has("conditioning_to"):
		return g.join(" BREAK ", g.conditioning(to, "conditioning_to"), g.conditioning(to, "conditioning_from"))
	case has("conditioning_1"):
		return g.join(" AND ", g.conditioning(to, "conditioning_1"), g.conditioning(to, "conditioning_2"))
	case has("text_g") && has("text_l"): // CLIPTextEncodeSDXL
		global, local := g.literal(g.text(to, "text_g")), g.literal(g.text(to, "text_l"))
		if global == local || local == "" {
			return global
		}
		return g.join(", ", global, local)
	case bundle(to, g.role):
		text, _ := g.bundled(to, g.role)
		return text
	case has("positive") && has("negative"): // a control net and its like have two outputs
		if output == 1 {
			return g.conditioning(to, "negative")
		}
		return g.conditioning(to, "positive")
	case has("conditioning"):
		return g.conditioning(to, "conditioning")
	}
	text := g.nodeText(to, output)
	if text == "" && !to.blank() {
		if text = g.passed(to, func(input string) string { return g.conditioning(to, input) }); text == "" {
			g.stop(to)
		}
		return text
	}
	if to.readsA1111() {
		return text
	}
	return g.literal(text)
}

// literal writes a text for A1111, off the budget.
func (g *graph) literal(text string) string {
	if g.Take(len(text)) != nil {
		return ""
	}
	return g.p.literal(text)
}

// readsA1111 tells of an encoder that reads a prompt as A1111 does, or nearly:
// smZ's, unless it is told otherwise, and those of Prompt Control.
func (n node) readsA1111() bool {
	class := strings.ToLower(n.Class)
	return strings.HasPrefix(class, "smz") && n.Inputs["parser"] != "comfy" ||
		strings.HasPrefix(class, "pc") || strings.Contains(class, "promptcontrol") || strings.Contains(class, "a1111")
}

// noteUse notes a node by which a text counts for only a part of the picture
// or of its making.
func (g *graph) noteUse(n node) {
	switch {
	case n.off:
	case n.Class == "ConditioningAverage":
		if s, ok := float(n.Inputs["conditioning_to_strength"]); !ok || s != 0 && s != 1 {
			g.p.note("ComfyUI mixes two of the texts into one (ConditioningAverage): they are joined by BREAK here")
		}
	case n.Class == "ConditioningSetTimestepRange":
		if floatOr(0, n.Inputs["start"]) > 0 || floatOr(1, n.Inputs["end"]) < 1 {
			g.p.note("ComfyUI uses a text for some of the steps only (ConditioningSetTimestepRange): here it holds for all")
		}
	case strings.HasPrefix(n.Class, "ConditioningSetArea") || strings.HasPrefix(n.Class, "ConditioningSetMask"):
		g.p.note("ComfyUI uses a text for an area of the picture only (" + n.Class + "): here it holds for all of it")
	}
}

// join joins the texts that are not empty, off the budget.
func (g *graph) join(by string, texts ...string) string {
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
	size := len(by) * max(0, len(texts)-1)
	for _, s := range texts {
		size += len(s)
	}
	if g.Take(size) != nil {
		return ""
	}
	return strings.Join(texts, by)
}

// follow reports whether one more link may be followed.
func (g *graph) follow() bool {
	if g.links++; g.links > maxLinks && g.Err == nil {
		g.Err = fmt.Errorf("a workflow of more than %d links in it, which is more than any prompt: given up", maxLinks)
	}
	return g.Step(1) == nil
}

// text returns the text of an input, written in it or coming from another
// node.
func (g *graph) text(n node, input string) string {
	if s, ok := n.Inputs[input].(string); ok {
		if g.Take(len(s)) != nil {
			return ""
		}
		return s
	}
	to, output, ok := g.source(n, input)
	if !ok || !g.follow() {
		return ""
	}
	text := g.nodeText(to, output)
	if text == "" && !to.blank() {
		g.stop(to)
	}
	return text
}
