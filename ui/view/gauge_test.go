package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestGaugesHoldStill holds that neither fill, names nor total move a gauge,
// that names stay at any number of chunks, and that those out of sight are
// counted.
func TestGaugesHoldStill(t *testing.T) {
	th := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	for _, w := range []int{40, 60, 80, 120, 160} {
		for n := 1; n < 14; n++ {
			for _, rows := range []int{1, 2} {
				draw := func(tokens int, name, total string) (string, []GaugeArea) {
					gauges := make([]Gauge, n)
					for k := range gauges {
						gauges[k] = Gauge{Name: name, Tokens: tokens, Current: k == n-1}
					}
					lines, places := Gauges(th, gauges, total, w, rows)
					for _, l := range lines {
						if Width(l) > w {
							t.Fatalf("%d chunks in %d cells: %q", n, w, l)
						}
					}
					return ansi.Strip(strings.Join(lines, "\n")), places
				}
				one, at := draw(3, "body", " 3 left · 5/75")
				other, moved := draw(75, "a long name of a chunk", "75 left · 1005/1050")
				if fmt.Sprint(at) != fmt.Sprint(moved) {
					t.Errorf("%d chunks in %d cells moved:\n%s\n%s", n, w, one, other)
				}
				if w >= 60 && !strings.Contains(one, "body") {
					t.Errorf("%d chunks in %d cells have no names: %s", n, w, one)
				}
				if hidden := n - len(at); hidden > 0 && w >= 60 && !strings.Contains(one, fmt.Sprintf("+%d ", hidden)) && !strings.Contains(one, fmt.Sprintf("%d more", hidden)) {
					t.Errorf("%d of %d chunks in %d cells are hidden and not told:\n%s", hidden, n, w, one)
				}
			}
		}
	}
}

// TestAFullChunkIsNoFault holds that a bar's ink does not hang on its fill.
func TestAFullChunkIsNoFault(t *testing.T) {
	th := theme.Build("dark", theme.Dark, true, termenv.TrueColor)
	for _, tokens := range []int{1, 50, 75} {
		if g := (Gauge{Tokens: tokens}); g.ink(th) != th.Low {
			t.Errorf("%d tokens have another ink", tokens)
		}
	}
	if g := (Gauge{Wrong: true}); g.ink(th) == th.Low {
		t.Error("what is wrong has the same ink")
	}
}
