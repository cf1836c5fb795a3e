package ui

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
)

// largeTexts are prompts of 100 KB and more that once cost seconds a key.
var largeTexts = []struct{ name, text string }{
	{"round brackets", strings.Repeat("(", 100<<10)},
	{"weights begun", strings.Repeat("(a:", 100<<10/3)},
	{"alternations begun", strings.Repeat("[a|", 100<<10/3)},
	{"schedules begun", strings.Repeat("[a:", 100<<10/3)},
	{"networks begun", strings.Repeat("<lora:", 100<<10/6)},
	{"variants begun", strings.Repeat("{a|", 100<<10/3)},
	{"one word of 1 MB", strings.Repeat("a", 1<<20)},
	{"emoji families", strings.Repeat("👩‍👩‍👧", 10_000)},
	{"10,000 lines", strings.Repeat("a, b\n", 10_000)},
	{"10,000 tags", strings.Repeat("long hair, ", 10_000)},
	{"control strings begun", strings.Repeat("\x1b]", 50<<10)},
}

// TestLargeTexts types into large prompts: every letter arrives while the
// analysis is under way, and in the end it is that of the text.
func TestLargeTexts(t *testing.T) {
	for _, c := range largeTexts {
		if testing.Short() && len(c.text) > 200<<10 {
			continue
		}
		if testing.Short() {
			c.text = strings.ToValidUTF8(c.text[:len(c.text)/4], "")
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScreen(t, 100, 30)
			s.hold = true
			s.paste(c.text)
			before := s.m.Texts().Positive
			s.write("xyz")
			if got := s.m.Texts().Positive; got != before+"xyz" {
				t.Fatalf("%d bytes became %d", len(before), len(got))
			}
			for s.hold || len(s.later) > 0 {
				s.release()
			}
			if s.m.Stale() || s.m.Analysis.Texts != (prompt.Texts{Positive: before + "xyz"}) {
				t.Error("the analysis is not that of the text")
			}
			s.sound()
		})
	}
}

// BenchmarkLargeTexts prints the worst time that a key takes in large prompts,
// without what is computed behind the screen. Goal: 50 ms.
func BenchmarkLargeTexts(b *testing.B) {
	for _, c := range largeTexts {
		b.Run(c.name, func(b *testing.B) {
			var worst time.Duration
			for b.Loop() {
				s := newScreen(b, 100, 30)
				s.hold = true
				s.paste(c.text)
				for _, k := range []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("x")}, named["left"], named["backspace"], named["home"], named["end"], named["up"], {Type: tea.KeyRunes, Runes: []rune("ha")}} {
					start := time.Now()
					s.m.Update(k)
					worst = max(worst, time.Since(start))
				}
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst-key")
			b.ReportMetric(0, "ns/op")
		})
	}
}
