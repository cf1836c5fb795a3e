package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tailor/data/distance"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/wildcard"
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
	r.wildcards(text, negative)
	if lora == nil && embedding == nil || !strings.Contains(text, "<") && !strings.Contains(text, "embedding:") {
		return
	}
	r.region = bare(text, negative)
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

// wildcards reports wildcards of which no folder has a list: they stay as they
// are written. One in a comment or in a network's name is none.
func (r *report) wildcards(text string, negative bool) {
	known := r.c.o.Wildcards
	if known == nil || !strings.Contains(text, "__") {
		return
	}
	out := prompt.Read(text)
	hidden := func(at int) bool {
		in := func(s prompt.Span) bool { return s.Start <= at && at < s.End }
		return slices.ContainsFunc(out.Comments, in) ||
			slices.ContainsFunc(out.Parts, func(p prompt.Part) bool { return p.Kind == prompt.Network && in(p.Outer) })
	}
	r.region = bare(text, negative)
	for _, ref := range wildcard.Find(text) {
		near, ok := known(ref.Name)
		if ok || hidden(ref.Start) {
			continue
		}
		message := fmt.Sprintf("No wildcard folder has a list %s, so it stays as it is written and CLIP reads its letters", quoted(ref.Name))
		r.unknownName(message, prompt.Span{Start: ref.Start + 2, End: ref.End - 2}, ref.Name, near)
	}
	r.region = nil
}

// unknownNetwork reports a name that is not known; the fix is the one name
// that it is no more than two slips from. A name with a wildcard, a variant or a
// variable in it is known when it is expanded, and not before.
func (r *report) unknownNetwork(what string, span prompt.Span, name string, known Known) {
	near, ok := known(name)
	if ok || strings.TrimSpace(name) == "" || wildcard.Within(name) || strings.Contains(name, "{") {
		return
	}
	r.unknownName(fmt.Sprintf("The web UI has no %s %s, and makes the picture without it", what, quoted(name)), span, name, near)
}

// unknownName reports a name with those that are near it.
func (r *report) unknownName(message string, span prompt.Span, name string, near []string) {
	var fix *string
	switch {
	case len(near) > 0 && distance.Between(strings.ToLower(name), strings.ToLower(near[0]), 2) <= 2:
		fix = &near[0]
		message += fmt.Sprintf("; did you mean %s?", quoted(near[0]))
	case len(near) > 0:
		names := make([]string, len(near))
		for k := range near {
			names[k] = quoted(near[k])
		}
		message += "; near it are " + strings.Join(names, ", ") + "."
	default:
		message += "."
	}
	r.add(UnknownNetwork, Warning, span, fix, nil, message)
}

var (
	// networkOpened begins an extra network of one of A1111's kinds.
	networkOpened = regexp.MustCompile(`<(?:lora|lyco|hypernet):[^<>,\n]*`)
	// networkWeight is the first weight of a network with a decimal comma, or
	// what follows it that is no number.
	networkComma = regexp.MustCompile(`^<\w+:[^:<>]+:(\d),(\d+)>$`)
	networkRest  = regexp.MustCompile(`^<(?:lora|lyco):[^:<>]+((?::[^:<>]*)+)>$`)
)

// networkForm reports extra networks that A1111 cannot read.
func (r *report) networkForm() {
	reg := r.region
	if !strings.Contains(reg.Text, "<") {
		return
	}
	for _, m := range networkOpened.FindAllStringIndex(reg.Text, -1) {
		if prompt.NetworkLen(reg.Text[m[0]:]) > 0 || reg.Hidden(m[0]) {
			continue
		}
		end := m[0] + len(strings.TrimRight(reg.Text[m[0]:m[1]], " \t"))
		span := prompt.Span{Start: m[0], End: end}
		var edits []prompt.Edit
		if reading.Weighted.MatchString(span.Of(reg.Text)) {
			edits = []prompt.Edit{{Span: prompt.Span{Start: end, End: end}, Text: ">"}}
		}
		r.add(UnknownNetwork, Warning, span, nil, edits,
			fmt.Sprintf("%s is not closed, so A1111 loads nothing and reads it as words; close it with >.", quoted(span.Of(reg.Text))))
	}
	for i := range reg.Items {
		it := &reg.Items[i]
		if it.Kind != prompt.Network {
			continue
		}
		written := it.Core.Of(reg.Text)
		if m := networkComma.FindStringSubmatchIndex(written); m != nil {
			fix := written[m[2]:m[3]] + "." + written[m[4]:m[5]]
			span := prompt.Span{Start: it.Core.Start + m[2], End: it.Core.Start + m[5]}
			r.add(UnknownNetwork, Error, span, &fix, nil,
				fmt.Sprintf("%s is no number, so A1111 shows an error and loads no network of the prompt; write %s.", quoted(span.Of(reg.Text)), quoted(fix)))
			continue
		}
		m := networkRest.FindStringSubmatchIndex(written)
		if m == nil {
			continue
		}
		for _, value := range strings.Split(written[m[2]+1:m[3]], ":") {
			if _, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil && !strings.ContainsAny(value, "={$") && !strings.Contains(value, "__") {
				r.add(UnknownNetwork, Warning, it.Core, nil, nil,
					fmt.Sprintf("%s in %s is no number: A1111 shows an error and loads no network of the prompt, unless an extension reads weights by block.", quoted(value), quoted(written)))
				break
			}
		}
	}
}
