package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestChunksInSight holds that a page of many chunks is full, shows the one that
// is selected whole, and knows which chunk each row is of.
func TestChunksInSight(t *testing.T) {
	var p Chunks
	for k := range 200 {
		c := Chunk{Text: fmt.Sprintf("text of %d", k)}
		if k%3 == 0 {
			c.Wrong = fmt.Sprintf("something that is wrong with %d and takes two rows", k)
		}
		if k%5 == 0 {
			c.Cut = fmt.Sprintf("cut of %d", k)
		}
		p.All = append(p.All, c)
	}
	plain := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	for _, wheel := range []int{0, 3, -2, 1000} {
		for p.Selected = range p.All {
			p.off = wheel
			page := p.Draw(plain, 40, 20, true, "ctrl+l")
			if len(page.Rows) != 20 {
				t.Fatalf("%d rows with %d selected", len(page.Rows), p.Selected)
			}
			seen := map[int]string{}
			for row, r := range page.Rows {
				k, ok := p.At(row)
				if !ok {
					t.Fatalf("row %d is of no chunk", row)
				}
				seen[k] += ansi.Strip(r.Text) + "\n"
			}
			for k, text := range seen {
				for _, other := range strings.Fields(text) {
					var n int
					if _, err := fmt.Sscanf(other, "%d", &n); err == nil && !strings.Contains(other, "/") && n != k && n != k+1 {
						t.Fatalf("chunk %d has %q", k, text)
					}
				}
			}
			if text := seen[p.Selected]; wheel == 0 && (!strings.Contains(text, fmt.Sprintf("%d ", p.Selected+1)) || !strings.Contains(text, fmt.Sprintf("text of %d", p.Selected)) || p.All[p.Selected].Wrong != "" && !strings.Contains(text, "two rows")) {
				t.Fatalf("of chunk %d there is %q", p.Selected, text)
			}
		}
	}
	if _, ok := p.At(20); ok {
		t.Error("a row below the page is of a chunk")
	}
}
