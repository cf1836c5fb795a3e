// Package export writes a prompt for other programs: A1111, ComfyUI, SwarmUI
// and InvokeAI. Weights are translated where a program writes them otherwise;
// what it has no way to say is said to be lost.
package export

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"tailor/data/webui"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// Format names what a prompt is written for.
type Format string

const (
	// A1111 is the prompt alone, as it stands.
	A1111 Format = "a1111"
	// Infotext is prompt, negative prompt and settings as A1111's paste
	// button takes them.
	Infotext Format = "infotext"
	// ComfyUI is a workflow in the form of its API, a text encoder a chunk,
	// joined by ConditioningConcat.
	ComfyUI Format = "comfyui"
	// ComfyTexts are the texts that ComfyUI's encoders take, a chunk each, with
	// an empty line between.
	ComfyTexts Format = "comfyui-texts"
	// SwarmUI is the prompt with <break>.
	SwarmUI Format = "swarmui"
	// InvokeAI is the prompt in Compel's syntax, its chunks joined by .and().
	InvokeAI Format = "invokeai"
	// JSON is prompt, negative prompt, settings and chunks.
	JSON Format = "json"
)

// Formats are all formats.
var Formats = []Format{A1111, Infotext, ComfyUI, ComfyTexts, SwarmUI, InvokeAI, JSON}

// FormatNames are the names of all formats.
func FormatNames() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return names
}

// Alone reports whether a program takes a prompt alone in this format, so that
// the negative prompt goes by itself and no settings go with either.
func (f Format) Alone() bool {
	return f == A1111 || f == SwarmUI || f == InvokeAI || f == ComfyTexts
}

// Output is a prompt written for a program.
type Output struct {
	// Positive and Negative are the two texts where the program takes them
	// apart (A1111, SwarmUI, InvokeAI); Negative is not part of Text then.
	prompt.Texts
	// Text is all that there is to write.
	Text string
	// Lost tells what could not be carried over, a sentence each.
	Lost []string
}

// Write writes an infotext in a format. Where the target's names are a
// ComfyUI's, those in a workflow become its own spelling; one that it does not
// have stays, which is said.
func Write(f Format, in infotext.Infotext, t Target) (Output, error) {
	w := writer{in: in, options: t.Options, target: &resolver{t: t, names: t.Names}, file: true}
	if t.Names == nil || t.Names.About.Kind != webui.ComfyUI {
		w.target.t.Names, w.target.names = nil, new(webui.Names)
	} else {
		w.target.t.About = t.Names.About
	}
	switch f {
	case A1111:
		w.out.Texts, w.out.Text = in.Texts, in.Positive
	case Infotext:
		w.out.Texts, w.out.Text = in.Texts, in.String()
		w.out.Lost = in.Lost()
	case SwarmUI:
		w.out.Positive, w.out.Negative = w.swarm(in.Positive, false), w.swarm(in.Negative, true)
		w.out.Text = w.out.Positive
		w.loseSettings(": SwarmUI takes them on its own panel, not in the prompt")
	case InvokeAI:
		w.out.Positive, w.out.Negative = w.invoke(in.Positive, false), w.invoke(in.Negative, true)
		w.out.Text = w.out.Positive
		w.loseSettings(": InvokeAI takes them on its own panel, not in the prompt")
	case ComfyUI:
		w.out.Text = w.comfy()
		for _, s := range w.target.warnings {
			w.lose("%s", s)
		}
		for _, err := range w.target.wrong {
			w.lose("%v", err)
		}
	case ComfyTexts:
		w.out.Positive, w.out.Negative = w.comfyTexts(in.Positive, false), w.comfyTexts(in.Negative, true)
		w.out.Text = w.out.Positive
		w.loseSettings(": an encoder of ComfyUI takes none")
	case JSON:
		w.out.Texts, w.out.Text = in.Texts, w.json()
	default:
		return Output{}, fmt.Errorf("unknown format %q: use %s", f, strings.Join(FormatNames(), ", "))
	}
	return w.out, nil
}

type writer struct {
	in      infotext.Infotext
	options prompt.Options
	out     Output
	told    map[string]bool // what of out.Lost
	// target is what a graph is written for; its names are empty where no
	// server is known.
	target *resolver
	// file reports that it is written for whoever reads it, and not for a
	// server that is there: what that does not have stays.
	file bool
}

func (w *writer) lose(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if w.told == nil {
		w.told = map[string]bool{}
	}
	if !w.told[s] {
		w.told[s] = true
		w.out.Lost = append(w.out.Lost, s)
	}
}

// loseSettings tells of all settings that are not among the kept ones.
func (w *writer) loseSettings(why string, kept ...string) {
	switch lost := w.in.Besides(kept...); len(lost) {
	case 0:
	case 1:
		w.lose("the setting %s%s", lost[0], strings.Replace(why, "takes them", "takes it", 1))
	default:
		w.lose("the settings %s%s", strings.Join(lost, ", "), why)
	}
}

// conditions returns the parts between the ANDs of a prompt; a negative one is
// one in A1111 too. A number behind the only part is the weight of all of it
// there, no text, and lost elsewhere.
func (w *writer) conditions(text string, negative bool) []string {
	if negative {
		return []string{text}
	}
	parts, weight := prompt.Combined(text)
	if weight != "" && len(parts) == 1 {
		w.lose("%q behind the prompt, which in A1111 is the weight of all of it", weight)
	}
	return parts
}

// whole is conditions for a program that knows no AND, which is said: its text
// stays whole then.
func (w *writer) whole(text string, negative bool, program string) string {
	parts := w.conditions(text, negative)
	if len(parts) > 1 {
		w.lose("AND: %s reads it as a word", program)
		return text
	}
	return parts[0]
}

// settle resolves what only A1111 has, prompt editing, and tells of what stays
// text.
func (w *writer) settle(text string) string {
	text, edited := prompt.Settle(text, w.options.Steps)
	if edited {
		w.lose("prompt editing ([from:to:when], [a|b]): written as it is at the last step")
	}
	w.loseVariants(text)
	return text
}

// loseVariants tells of wildcards and variants.
func (w *writer) loseVariants(text string) {
	for _, p := range prompt.Read(text).Parts {
		if p.Kind == prompt.Wildcard || p.Choice && strings.Contains(text, "{") {
			w.lose("wildcards and variants (__name__, {a|b}): written as they stand, expand them first")
		}
	}
}

// weight writes a weight without needless digits.
func weight(v float64) string {
	return strconv.FormatFloat(prompt.RoundWeight(v), 'f', -1, 64)
}

// json writes everything, with the chunks that A1111 would make.
func (w *writer) json() string {
	type chunk struct {
		Text   string `json:"text"`
		Tokens int    `json:"tokens"`
	}
	chunks := func(text string) []chunk {
		list := []chunk{}
		for _, c := range prompt.Chunks(text, w.options).Chunks {
			list = append(list, chunk{strings.TrimSpace(text[c.Start:c.End]), len(c.IDs)})
		}
		return list
	}
	settings := map[string]string{}
	for _, s := range w.in.Settings {
		settings[s.Key] = s.Value
	}
	return encode(struct {
		Prompt         string            `json:"prompt"`
		Negative       string            `json:"negative"`
		Settings       map[string]string `json:"settings"`
		Chunks         []chunk           `json:"chunks"`
		NegativeChunks []chunk           `json:"negative_chunks"`
	}{w.in.Positive, w.in.Negative, settings, chunks(w.in.Positive), chunks(w.in.Negative)})
}

// encode writes JSON without escapes for HTML, indented.
func encode(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if e.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}
