package export

import (
	"strings"

	"tailor/tags/clip"
	"tailor/tags/prompt"
)

// literal returns a run's text as it is meant: repaired as A1111's tokenizer
// repairs it, since those of other programs repair nothing, with round
// brackets, those that come of full-width ones too, escaped.
func literal(text string) string {
	return brackets.Replace(clip.Repair(text))
}

var brackets = strings.NewReplacer("(", `\(`, ")", `\)`)

// weighted writes runs with weights as ComfyUI and SwarmUI read them, where a
// weight is not multiplied by those around it: (text:1.2). Commas keep the
// weight that they have, and runs of weight 1 that of the bracket around them.
func weighted(runs []prompt.Run, around float64) string {
	var b strings.Builder
	for _, r := range runs {
		text := literal(r.Text)
		left, core, right := edges(text, " \n\t\r")
		if r.Weight == 1 || core == "" {
			b.WriteString(text)
			continue
		}
		b.WriteString(left)
		if strings.HasSuffix(b.String(), `\`) {
			b.WriteByte(' ') // or the backslash would escape the bracket
		}
		b.WriteString("(" + core + ":" + weight(r.Weight*around) + ")" + right)
	}
	return b.String()
}

// edges takes some characters off both ends of a text.
func edges(text, cut string) (left, core, right string) {
	core = strings.TrimLeft(text, cut)
	left = text[:len(text)-len(core)]
	trimmed := strings.TrimRight(core, cut)
	return left, trimmed, core[len(trimmed):]
}
