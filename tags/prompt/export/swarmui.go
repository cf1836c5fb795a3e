package export

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/tags/prompt/schedule"
)

// swarm writes for SwarmUI, whose encoder cuts at <break>, takes square
// brackets for prompt editing and reads the rest as ComfyUI does. Its <lora:…>
// has the model's weight first, A1111's that of the text encoders.
func (w *writer) swarm(text string, negative bool) string {
	networks := prompt.ExtraNetworks(text)
	var all strings.Builder
	all.WriteString(w.swarmText(w.whole(prompt.Uncommented(text), negative, "SwarmUI"), 1, true))
	for _, n := range networks {
		switch {
		case n.Kind != "lora" && n.Kind != "lyco":
			w.lose("<%s:%s>: SwarmUI has only LoRAs", n.Kind, strings.Join(n.Args, ":"))
			continue
		case len(n.Args) > 2: // A1111: encoders, then model; SwarmUI: model, then encoders
			n.Args = []string{n.Args[0], n.Args[2], n.Args[1]}
		}
		all.WriteString(" <lora:" + strings.Join(n.Args, ":") + ">")
	}
	return strings.TrimSpace(all.String())
}

// editMark stands for an edit while the text around it is written. It is a
// letter for private use, of which the number behind it tells the edit: there are
// more such letters than edits in a prompt that is read.
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
	var starts []int
	if chunks {
		starts = w.cuts(text, edits, steps)
	}
	var b strings.Builder
	at, next := 0, 0
	for i, e := range edits {
		for ; next < len(starts) && starts[next] <= e.Start; next++ {
			starts[next] += b.Len() - at
		}
		b.WriteString(text[at:e.Start] + string(editMark+rune(i)))
		at = e.End
	}
	for ; next < len(starts); next++ {
		starts[next] += b.Len() - at
	}
	b.WriteString(text[at:])
	text = b.String()
	sections := prompt.Sections(text)
	if chunks {
		sections = prompt.RunsAt(text, starts)
	}
	parts := make([]string, len(sections))
	for i, runs := range sections {
		parts[i] = w.swarmRuns(runs, edits, steps, around)
	}
	return strings.Join(parts, " <break> ")
}

// cuts returns where A1111 cuts a text into chunks at every step, from 0 on.
// Where it cuts at some steps only, or within an edit, is said to be lost.
func (w *writer) cuts(text string, edits []schedule.Edit, steps int) []int {
	stages, ok := schedule.Stages(text, steps)
	if !ok || len(stages) == 0 {
		stages = []schedule.Stage{{Text: text, Kept: [][2]int{{0, len(text)}}}}
	}
	within := func(at int) bool { // they stand one behind another
		i := sort.Search(len(edits), func(i int) bool { return at < edits[i].End })
		return i < len(edits) && edits[i].Start < at
	}
	times := map[int]int{}
	for _, s := range stages {
		kept, before := s.Kept, 0
		for _, c := range prompt.Chunks(s.Text, w.options).Chunks[1:] {
			for len(kept) > 1 && c.Start > before+kept[0][1]-kept[0][0] {
				before += kept[0][1] - kept[0][0]
				kept = kept[1:]
			}
			at := kept[0][0] + c.Start - before
			if at == kept[0][1] && len(kept) > 1 && within(at) { // behind the edit
				at = kept[1][0]
			}
			times[at]++
		}
	}
	starts := []int{0}
	for at, n := range times {
		if n == len(stages) && !within(at) {
			starts = append(starts, at)
		} else {
			w.lose("a cut between chunks that moves with prompt editing: SwarmUI cuts there by itself")
		}
	}
	slices.Sort(starts)
	return starts
}

// square escapes square brackets, which SwarmUI reads even where A1111 does not.
var square = strings.NewReplacer("[", `\[`, "]", `\]`)

func (w *writer) swarmRuns(runs []prompt.Run, edits []schedule.Edit, steps int, around float64) string {
	out := square.Replace(weighted(runs, around))
	if len(edits) == 0 {
		return out
	}
	marked := func(c rune) bool { return c >= editMark && int(c-editMark) < len(edits) }
	weights := make([]float64, len(edits)) // that of an edit is its run's
	for _, r := range runs {
		for _, c := range r.Text {
			if marked(c) {
				weights[c-editMark] = around * r.Weight
			}
		}
	}
	var b strings.Builder
	at := 0
	for i, c := range out {
		if marked(c) {
			b.WriteString(out[at:i] + w.swarmEdit(edits[c-editMark], steps, weights[c-editMark]))
			at = i + utf8.RuneLen(c)
		}
	}
	return b.String() + out[at:]
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
