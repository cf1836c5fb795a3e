package view

import (
	"fmt"
	"strings"

	"tailor/tags/prompt"
	"tailor/ui/theme"
)

// Gauge is what is shown of one chunk.
type Gauge struct {
	Name    string // what the chunk holds: "styles", "body"
	Tokens  int    // 0 to prompt.ChunkSize
	Start   int    // byte of the prompt where the chunk starts, for jumping to it
	Current bool   // the cursor stands in it
	Cut     bool   // A1111 ended it, not a BREAK: it had no room left
	Wrong   bool   // lint has something to say of the chunk
}

const (
	leastBar = 6
	mostBar  = 26
)

// eighths are the parts of a cell that a bar may end in.
var eighths = []rune(" ▏▎▍▌▋▊▉█")

// bar draws how full a chunk is in n cells, exact to an eighth of a cell. A
// chunk that holds anything shows at least a sliver.
func bar(tokens, n int) string {
	parts := tokens * n * 8 / prompt.ChunkSize
	if tokens > 0 {
		parts = max(parts, 1)
	}
	parts = min(parts, n*8)
	full := strings.Repeat("█", parts/8)
	used := parts / 8
	if rest := parts % 8; rest > 0 {
		full += string(eighths[rest])
		used++
	}
	return full + Blank(n-used)
}

// ink is the ink of a bar: the same at any fullness, since a full chunk is no
// fault, and another where something is wrong with the chunk.
func (g *Gauge) ink(t *theme.Theme) theme.Ink {
	if g.Wrong {
		return t.High
	}
	return t.Low
}

// GaugeArea is a drawn gauge: where it stands, so that a click finds it.
type GaugeArea struct {
	Area
	Chunk int
}

// Gauges draws the chunks' gauges into rows of w cells, as many to a row
// as fit, and the total as A1111 counts it at the end of the first. Where
// there are more than fit, those around the current one are shown.
func Gauges(t *theme.Theme, gauges []Gauge, total string, w, rows int) ([]string, []GaugeArea) {
	const beside = 1 + 2 + 2 + 4 // number, frame of the bar, spaces, count
	names := 0
	for _, g := range gauges {
		names = max(names, Width(g.Name))
	}
	if names > 0 {
		names++
	}
	totalWidth := Width(total) + 2
	digits := len(fmt.Sprint(len(gauges)))
	least := beside + digits + leastBar
	if w-totalWidth < least {
		total, totalWidth = "", 0
	}
	fits := func(size int) int { return max(1, (w-totalWidth)/size) }
	perRow := fits(least + names)
	if perRow*rows < len(gauges) || w-totalWidth < least+names {
		names = 0
		perRow = fits(least)
	}
	perRow = min(perRow, max(1, (len(gauges)+rows-1)/rows))
	if len(gauges) <= rows && len(gauges) > 1 { // side by side where that fits, never needlessly stacked
		perRow = min(fits(least+names), len(gauges))
	}
	size := min((w-totalWidth)/perRow, beside+digits+names+mostBar)
	cells := max(1, size-beside-digits-names)

	first := 0
	if room := perRow * rows; len(gauges) > room {
		for k, g := range gauges {
			if g.Current {
				first = Between(k-room/2, 0, len(gauges)-room)
			}
		}
	}
	out := make([]string, rows)
	var places []GaugeArea
	for r := 0; r < rows; r++ {
		var b strings.Builder
		x := 0
		for c := 0; c < perRow; c++ {
			k := first + r*perRow + c
			if k >= len(gauges) {
				break
			}
			g := gauges[k]
			ink := g.ink(t)
			label := t.Dim
			if g.Current {
				label = t.Bold
			}
			b.WriteString(" " + label.Paint(fmt.Sprintf("%*d", digits, k+1)))
			if names > 0 {
				b.WriteString(" " + label.Paint(Fill(g.Name, names-1)))
			}
			b.WriteString(" " + t.Faint.Paint("▕") + ink.Paint(bar(g.Tokens, cells)) + t.Faint.Paint("▏"))
			count := fmt.Sprint(g.Tokens)
			b.WriteString(ink.Paint(count) + Blank(4-len(count)))
			used := beside + digits + names + cells
			places = append(places, GaugeArea{Area{x, r, used, 1}, k})
			x += used
		}
		line := b.String()
		if r == 0 && total != "" {
			line += Blank(w-Width(line)-totalWidth) + " " + t.Dim.Paint(total) + " "
		}
		out[r] = line
	}
	return out, places
}
