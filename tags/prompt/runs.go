package prompt

import (
	"strings"

	"tailor/tags/prompt/schedule"
	"tailor/tags/python"
)

// Run is a stretch of a prompt with one weight. Its text has no brackets of
// attention and no escapes left: what stands in it is meant.
type Run struct {
	Text   string
	Weight float64
}

// Runs returns the runs of every chunk of a prompt, comments and extra
// networks taken out. White space is trimmed off the ends of a chunk. A chunk
// without text has no run.
func Runs(text string, o Options) [][]Run {
	var starts []int
	for _, c := range Chunks(text, o).Chunks {
		starts = append(starts, c.Start)
	}
	return RunsAt(text, starts)
}

// Sections returns the runs of every stretch between BREAKs, as Runs does of
// chunks. A BREAK at the very end opens no section.
func Sections(text string) [][]Run {
	starts := []int{0}
	line := Chunks(text, Options{})
	for i, c := range line.Chunks {
		if c.ByBreak && i+1 < len(line.Chunks) {
			starts = append(starts, c.Break.End)
		}
	}
	return RunsAt(text, starts)
}

// RunsAt returns the runs of a prompt cut at offsets in it, which rise and of
// which the first is 0, as Runs does at those of chunks.
func RunsAt(text string, starts []int) [][]Run {
	d := strip(text)
	pieces := attention(d.text)
	out := make([][]Run, len(starts))
	at := 0 // of starts
	for from := 0; from < len(pieces); {
		to := from
		joined := ""
		for to < len(pieces) && pieces[to].weight == pieces[from].weight {
			if len(joined) <= len("BREAK") { // longer is not it
				joined += pieces[to].text.Of(d.text)
			}
			to++
		}
		same := pieces[from:to]
		from = to
		if joined == "BREAK" && same[0].weight == breakWeight {
			continue
		}
		var run strings.Builder // a piece each escaped bracket
		for _, p := range same {
			start := p.text.Start
			for i := p.text.Start; i < p.text.End; i++ {
				for at+1 < len(starts) && d.source(i) >= starts[at+1] {
					run.WriteString(d.text[start:i])
					out[at] = appendRun(out[at], run.String(), p.weight)
					run.Reset()
					start = i
					at++
				}
			}
			run.WriteString(d.text[start:p.text.End])
		}
		out[at] = appendRun(out[at], run.String(), same[0].weight)
	}
	for i := range out {
		out[i] = trimRuns(out[i])
	}
	return out
}

func appendRun(runs []Run, text string, weight float64) []Run {
	// Nothing of another weight still keeps two stretches apart, as between
	// "(BREAK BREAK)".
	switch n := len(runs); {
	case text == "" && (n == 0 || runs[n-1].Weight == weight):
	case n > 0 && runs[n-1].Weight == weight:
		runs[n-1].Text += text
	default:
		runs = append(runs, Run{text, weight})
	}
	return runs
}

func trimRuns(runs []Run) []Run {
	for len(runs) > 0 {
		runs[0].Text = runs[0].Text[spaceBehind(runs[0].Text):]
		if runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for n := len(runs); n > 0; n = len(runs) {
		last := &runs[n-1]
		last.Text = last.Text[:len(last.Text)-spaceBefore(last.Text)]
		if last.Text != "" {
			break
		}
		runs = runs[:n-1]
	}
	return runs
}

// ExtraNetwork is an extra network that a prompt names, "<lora:name:0.8>".
type ExtraNetwork struct {
	// Kind is "lora", "lyco", "hypernet" or whatever stands first.
	Kind string
	// Args are what stands after it between colons: the name, the weight.
	Args []string
}

// ExtraNetworks returns the extra networks of a prompt, those in comments left
// out.
func ExtraNetworks(text string) []ExtraNetwork {
	text = Uncommented(text)
	var found []ExtraNetwork
	for _, s := range networks(text) {
		kind, args, _ := strings.Cut(text[s.Start+1:s.End-1], ":")
		found = append(found, ExtraNetwork{kind, strings.Split(args, ":")})
	}
	return found
}

// Combined is Conditions of a prompt as A1111 draws it, comments and extra
// networks taken out, with what was taken off the last part. A negative prompt it
// does not split.
func Combined(text string) (parts []string, weight string) {
	text = strip(text).text
	spans := ConditionSpans(text)
	for _, s := range spans {
		parts = append(parts, s.Of(text))
	}
	return parts, strings.TrimFunc(text[spans[len(spans)-1].End:], python.IsSpace)
}

// Settle resolves prompt editing as it is at the last of the steps, and reports
// whether there was any. Comments go.
func Settle(text string, steps int) (settled string, edited bool) {
	if steps <= 0 {
		steps = Defaults.Steps
	}
	return schedule.Last(Uncommented(text), steps)
}

// Uncommented returns a prompt with a newline in the place of each comment.
func Uncommented(text string) string {
	if strings.IndexByte(text, '#') < 0 {
		return text
	}
	return derived{text: text}.without(comments(text), "\n").text
}
