package editor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
)

// A prompt of some 300 tokens, as long ones are.
func longPrompt(chars int) string {
	const part = "by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \\(blue archive\\), dark skin, half-closed eyes, " +
		"(holding own tail:1.2), yellow eyes, long hair, sitting on a window sill in the evening light, looking at viewer, "
	return strings.Repeat(part, chars/len(part)+1)[:chars]
}

// dress colours every part, underlines some, and marks BREAKs and cuts, as
// the screen does.
func dress(e *Editor) {
	out := prompt.Read(e.Text())
	colours := []string{"38;5;33", "38;5;35", "38;5;170", "38;2;200;100;50"}
	var styles []Style
	var cuts []int
	for i, p := range out.Parts {
		styles = append(styles, Style{p.Core, colours[i%4]})
		if i%10 == 9 {
			styles = append(styles, Style{p.Outer, "4"})
			cuts = append(cuts, p.Outer.Start)
		}
	}
	e.SetStyles(styles)
	e.SetRules(rulesOf(e.Text(), "13/75"))
	e.SetCuts(cuts)
}

// BenchmarkKey is one typed key, its layout and the view, with the styles as
// they were; the caller's own work on the new text is not in it.
func BenchmarkKey(b *testing.B) {
	for _, size := range []struct {
		name  string
		chars int
	}{{"300tokens", 1200}, {"20000chars", 20000}, {"1MB", 1 << 20}} {
		for _, where := range []string{"start", "middle", "end"} {
			b.Run(fmt.Sprint(size.name, "/", where), func(b *testing.B) {
				e := New(buffer.New(&buffer.History{}, longPrompt(size.chars)))
				e.SetSize(60, 20)
				e.Focus()
				dress(e)
				switch where {
				case "start":
					e.MoveTo(0, false)
				case "middle":
					e.MoveTo(size.chars/2, false)
				}
				keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune{'a'}}, {Type: tea.KeyRunes, Runes: []rune{'b'}}, {Type: tea.KeySpace, Runes: []rune{' '}}, {Type: tea.KeyBackspace}, {Type: tea.KeyBackspace}, {Type: tea.KeyBackspace}}
				var took []time.Duration
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					start := time.Now()
					e.HandleKey(keys[i%len(keys)])
					_ = e.View()
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "µs-median")
				b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "µs-p99")
			})
		}
	}
}

// BenchmarkDress is what the caller's new styles, rules and cuts cost.
func BenchmarkDress(b *testing.B) {
	e := New(buffer.New(&buffer.History{}, longPrompt(1200)))
	e.SetSize(60, 20)
	for b.Loop() {
		dress(e)
	}
}

// BenchmarkFill wraps 20,000 characters from nothing, as a resize does.
func BenchmarkFill(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"Latin", longPrompt(20000)},
		{"CJK", strings.Repeat("青い髪の少女、長い髪、", 20000/11)},
		{"emoji", strings.Repeat("👨‍👩‍👧‍👦👩🏽‍🚀, ", 5000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			e := New(buffer.New(&buffer.History{}, c.text))
			for i := 0; b.Loop(); i++ {
				e.SetSize(60+i%2, 20)
			}
		})
	}
}
