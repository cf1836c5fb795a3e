package export

import (
	"strconv"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/schedule"
)

// swarm writes for SwarmUI, whose encoder cuts at <break>, takes square
// brackets for prompt editing and reads the rest as ComfyUI does. Its <lora:…>
// has the model's weight first, A1111's that of the text encoders.
func (w *writer) swarm(text string) string {
	networks := prompt.ExtraNetworks(text)
	if len(prompt.Conditions(text)) > 1 {
		w.lose("AND: SwarmUI reads it as a word")
	}
	all := w.swarmText(prompt.Uncommented(text), 1, true)
	for _, n := range networks {
		switch {
		case n.Kind != "lora" && n.Kind != "lyco":
			w.lose("<%s:%s>: SwarmUI has only LoRAs", n.Kind, strings.Join(n.Args, ":"))
			continue
		case len(n.Args) > 2: // A1111: encoders, then model; SwarmUI: model, then encoders
			n.Args = []string{n.Args[0], n.Args[2], n.Args[1]}
		}
		all += " <lora:" + strings.Join(n.Args, ":") + ">"
	}
	return strings.TrimSpace(all)
}

// editMark stands for an edit while the text around it is written. It is a
// letter for private use, of which the number behind it tells the edit.
const editMark = '\U000F5EED'

// swarmText writes a text, its prompt editing as SwarmUI has it. around is the
// weight that holds around it.
func (w *writer) swarmText(text string, around float64, chunks bool) string {
	steps := w.options.Steps
	if steps <= 0 {
		steps = prompt.Defaults.Steps
	}
	w.loseVariants(text)
	edits := schedule.Edits(text, steps)
	var b strings.Builder
	at := 0
	for i, e := range edits {
		b.WriteString(text[at:e.Start] + string(editMark+rune(i)))
		at = e.End
	}
	b.WriteString(text[at:])
	text = b.String()
	sections := prompt.Sections(text)
	if chunks && len(edits) == 0 { // where it can be known, as A1111 cuts
		sections = prompt.Runs(text, w.options)
	}
	parts := make([]string, len(sections))
	for i, runs := range sections {
		parts[i] = w.swarmRuns(runs, edits, steps, around)
	}
	return strings.Join(parts, " <break> ")
}

// square escapes square brackets, which SwarmUI reads even where A1111 does not.
var square = strings.NewReplacer("[", `\[`, "]", `\]`)

func (w *writer) swarmRuns(runs []prompt.Run, edits []schedule.Edit, steps int, around float64) string {
	out := square.Replace(weightedBy(runs, around))
	if len(edits) == 0 {
		return out
	}
	for _, r := range runs { // the weight of an edit is that of its run
		for i, e := range edits {
			if mark := string(editMark + rune(i)); strings.Contains(r.Text, mark) {
				out = strings.Replace(out, mark, w.swarmEdit(e, steps, around*r.Weight), 1)
			}
		}
	}
	return out
}

// swarmEdit writes an edit: as it is where SwarmUI's encoder reads it so, else
// by its own <fromto> and <alternate>, which may hold colons and bars.
func (w *writer) swarmEdit(e schedule.Edit, steps int, around float64) string {
	parts := make([]string, len(e.Options))
	for i, o := range e.Options {
		parts[i] = w.swarmText(o, around, false)
	}
	plain := !strings.ContainsAny(strings.Join(parts, ""), `:|[]<>\`)
	if e.When < 0 {
		if plain {
			return "[" + strings.Join(parts, "|") + "]"
		}
		return "<alternate:" + strings.Join(parts, "||") + ">"
	}
	when := e.Number
	// SwarmUI takes what is below 1 for a fraction and all else for a step; the
	// first text holds while the steps so far are fewer.
	if f, err := strconv.ParseFloat(when, 64); err != nil || strings.Contains(when, ".") && !(f < 1 && f*float64(steps) == float64(e.When)) {
		when = strconv.Itoa(e.When)
	}
	if plain {
		return "[" + strings.Join(parts, ":") + ":" + when + "]"
	}
	return "<fromto[" + when + "]:" + strings.Join(parts, "||") + ">"
}
