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

// Bar draws how much of most is full in n cells, exact to an eighth of a cell.
// What is not empty shows at least a sliver.
func Bar(full, most, n int) string {
	parts := min(max(full, 0), most) * n * 8 / most
	if full > 0 {
		parts = max(parts, 1)
	}
	s := strings.Repeat("█", parts/8)
	if rest := parts % 8; rest > 0 {
		s += string(eighths[rest])
	}
	return s + Blank(n-(parts+7)/8)
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

// The cells of a gauge except its number and bar: the spaces, the frame of
// the bar and the count; its name with a space; the total at the row's end.
const (
	gaugeBeside = 1 + 1 + 2 + 4
	gaugeName   = 9
	gaugeTotal  = 24
)

// Gauges draws the chunks' gauges into rows of w cells, as many to a row as
// fit, and the total as A1111 counts it at the end of the first. A gauge is as
// wide as the row and the number of chunks have it, whatever stands in them.
// Where there are more than fit, those around the current one are shown, and
// how many are not is said at the end of the last row.
func Gauges(t *theme.Theme, gauges []Gauge, total string, w, rows int) ([]string, []GaugeArea) {
	digits := len(fmt.Sprint(len(gauges)))
	names := gaugeName
	least := func() int { return gaugeBeside + digits + names + leastBar }
	end := 0
	if total != "" {
		end = max(gaugeTotal, Width(total)+2+len("+99"))
	}
	if w-end < least() {
		if names = 0; w-end < least() {
			total, end = "", 0
		}
	}
	fit := max(1, (w-end)/least())
	perRow := Between((len(gauges)+rows-1)/rows, 1, fit)
	if len(gauges) <= rows { // side by side where that fits, never needlessly stacked
		perRow = Between(len(gauges), 1, fit)
	}
	cells := Between((w-end)/perRow-(gaugeBeside+digits+names), 1, mostBar)
	first, last := 0, len(gauges)
	if room := perRow * rows; last > room {
		for k, g := range gauges {
			if g.Current {
				first = Between(k-room/2, 0, len(gauges)-room)
			}
		}
		last = first + room
	}
	out := make([]string, rows)
	var places []GaugeArea
	for r := range out {
		line, x := "", 0
		for k := first + r*perRow; k < min(first+(r+1)*perRow, last); k++ {
			line += gauges[k].draw(t, k, digits, names, cells)
			used := gaugeBeside + digits + names + cells
			places = append(places, GaugeArea{Area{x, r, used, 1}, k})
			x += used
		}
		note := ""
		if r == 0 {
			note = total
		}
		if hidden := len(gauges) - (last - first); hidden > 0 && r == rows-1 {
			if more := fmt.Sprintf("+%d", hidden); note == "" {
				note = More(hidden)
			} else if x+Width(more)+Width(note)+2 <= w { // beside the gauges, not to be read with the total
				line += t.Dim.Paint(more)
				x += Width(more)
			}
		}
		if room := w - x; note != "" && Width(note)+2 <= room {
			line += Blank(room-Width(note)-1) + t.Dim.Paint(note) + " "
		}
		out[r] = line
	}
	return out, places
}

// draw draws the gauge of chunk k, counted from 0.
func (g *Gauge) draw(t *theme.Theme, k, digits, names, cells int) string {
	label := t.Dim
	if g.Current {
		label = t.Bold
	}
	row := " " + label.Paint(fmt.Sprintf("%*d", digits, k+1))
	if names > 0 {
		row += " " + label.Paint(Fill(g.Name, names-1))
	}
	count := fmt.Sprint(g.Tokens)
	return row + " " + g.bar(t, cells) + g.ink(t).Paint(count) + Blank(4-len(count))
}

// bar draws the bar in its frame.
func (g *Gauge) bar(t *theme.Theme, cells int) string {
	return t.Faint.Paint("▕") + g.ink(t).Paint(Bar(g.Tokens, prompt.ChunkSize, cells)) + t.Faint.Paint("▏")
}
