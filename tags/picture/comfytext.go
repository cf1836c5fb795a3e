package picture

import (
	"slices"
	"sort"
	"strings"
)

// textInputs are the inputs in which nodes hold their text, the one that
// counts first: a wildcard node keeps what it chose beside what it chose from.
var textInputs = []string{"populated_text", "text", "string", "value", "prompt", "text_positive", "positive_prompt",
	"positive", "STRING", "Text", "text1", "text_1", "text_a", "string_a", "string1", "input", "any"}

// nodeText returns the text that a node puts out.
func (g *graph) nodeText(n node, output int) string {
	class := strings.ToLower(n.Class)
	if strings.Contains(class, "concat") || strings.Contains(class, "join") || strings.Contains(class, "combine") {
		return g.joined(n)
	}
	// A node with both prompts puts out the positive and the negative one.
	if output == 1 {
		for _, input := range []string{"text_negative", "negative_prompt", "negative"} {
			if _, ok := n.Inputs[input]; ok {
				return g.text(n, input)
			}
		}
	}
	for _, input := range textInputs {
		if _, ok := n.Inputs[input]; ok {
			if s := g.text(n, input); s != "" && !isFileName(s) {
				return s
			}
		}
	}
	if n.encodes() {
		for _, input := range []string{"clip_l", "t5xxl", "text_g", "text_l"} { // Flux' and SD3's encoders
			if s := g.text(n, input); s != "" {
				return s
			}
		}
		return ""
	}
	return g.passed(n, func(input string) string { return g.text(n, input) })
}

// bundle reports whether a node hands on texts in a pipe, or encodes those that
// are written in it.
func bundle(n node, role string) bool {
	if _, text := n.Inputs[role].(string); text {
		return true
	}
	if _, linked := n.link(role); linked {
		return false
	}
	return slices.ContainsFunc(pipeInputs, func(input string) bool { _, ok := n.link(input); return ok })
}

// joined returns the texts of a node that joins texts, in the order of their
// inputs' names.
func (g *graph) joined(n node) string {
	by := ", "
	var inputs []string
	for input := range n.Inputs {
		switch lower := strings.ToLower(input); {
		case strings.HasPrefix(lower, "delimiter") || strings.HasPrefix(lower, "separator"):
			if s, ok := n.Inputs[input].(string); ok {
				by = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(s)
			}
		case strings.HasPrefix(lower, "text") || strings.HasPrefix(lower, "string") || strings.HasPrefix(lower, "prompt"):
			inputs = append(inputs, input)
		}
	}
	sort.Strings(inputs)
	texts := make([]string, len(inputs))
	for k, input := range inputs {
		texts[k] = g.text(n, input)
	}
	return g.join(by, texts...)
}
