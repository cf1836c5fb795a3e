package lint

import (
	"fmt"
	"regexp"
	"strings"

	"tailor/data/distance"
	"tailor/tags/prompt"
)

// Known says whether a web UI knows a name, and of one that it does not know
// which ones may have been meant.
type Known func(name string) (near []string, known bool)

// embeddingWord finds an embedding as ComfyUI names it.
var embeddingWord = regexp.MustCompile(`embedding:([^\s,():<>]+)`)

// networks reports LoRAs and embeddings that the web UI does not have: it
// makes the picture without them and says so nowhere but in its own terminal.
func (r *report) networks(text string, negative bool) {
	lora, embedding := r.c.o.Loras, r.c.o.Embeddings
	if lora == nil && embedding == nil || !strings.Contains(text, "<") && !strings.Contains(text, "embedding:") {
		return
	}
	r.region = &region{text: text, negative: negative}
	for _, p := range prompt.Read(text).Parts {
		if p.Kind != prompt.Network || lora == nil {
			continue
		}
		kind, rest, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(p.Outer.Of(text), "<"), ">"), ":")
		name, _, _ := strings.Cut(rest, ":")
		if kind != "lora" && kind != "lyco" {
			continue
		}
		at := p.Outer.Start + len(kind) + 2
		r.unknownNetwork("LoRA", prompt.Span{Start: at, End: at + len(name)}, name, lora)
	}
	if embedding == nil {
		return
	}
	for _, m := range embeddingWord.FindAllStringSubmatchIndex(text, -1) {
		r.unknownNetwork("embedding", prompt.Span{Start: m[2], End: m[3]}, text[m[2]:m[3]], embedding)
	}
}

// unknownNetwork reports a name that is not known; the fix is the one name
// that it is no more than two slips from.
func (r *report) unknownNetwork(what string, span prompt.Span, name string, known Known) {
	near, ok := known(name)
	if ok || strings.TrimSpace(name) == "" {
		return
	}
	message := fmt.Sprintf("The web UI has no %s %s, and makes the picture without it", what, quoted(name))
	var fix *string
	switch {
	case len(near) > 0 && distance.Between(strings.ToLower(name), strings.ToLower(near[0]), 2) <= 2:
		fix = &near[0]
		message += fmt.Sprintf("; did you mean %s?", quoted(near[0]))
	case len(near) > 0:
		for k := range near {
			near[k] = quoted(near[k])
		}
		message += "; near it are " + strings.Join(near, ", ") + "."
	default:
		message += "."
	}
	r.add(UnknownNetwork, Warning, span, fix, nil, message)
}
