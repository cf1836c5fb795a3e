package ui

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/ui/desk"
)

// BenchmarkLargeTexts prints the worst time that a key and its frame take in
// large prompts, before and after their analysis, without what is computed
// behind the screen, which it prints as well, and how long that does not see
// that another text has come, all in processor time. Goal: 50 ms a key.
func BenchmarkLargeTexts(b *testing.B) {
	for _, c := range largeTexts {
		b.Run(c.name, func(b *testing.B) {
			runtime.LockOSThread() // threadTime is of one thread
			defer runtime.UnlockOSThread()
			var worst, behind, deaf time.Duration
			for b.Loop() {
				s := newScreen(b, 100, 30)
				s.hold = true
				s.paste(c.text)
				for range 2 {
					for _, k := range []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("x")}, named["left"], named["backspace"], named["home"], named["end"], named["up"], {Type: tea.KeyRunes, Runes: []rune("ha")}} {
						s.hold = true
						start := threadTime(b)
						_, cmd := s.m.Update(k)
						s.m.View()
						worst = max(worst, threadTime(b)-start)
						s.run(cmd)
					}
					start := threadTime(b)
					for s.hold || len(s.later) > 0 {
						s.release()
					}
					behind = max(behind, threadTime(b)-start)
				}
				at := &looks{Context: context.Background(), left: math.MaxInt, now: func() time.Duration { return threadTime(b) }}
				at.last = at.now()
				s.m.Analyst.Forget()
				s.m.Analyst.ReadUntil(at, prompt.Texts{Positive: c.text + "!"})
				deaf = max(deaf, at.deaf)
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst-key")
			b.ReportMetric(float64(behind.Microseconds())/1000, "ms-behind")
			b.ReportMetric(float64(deaf.Microseconds())/1000, "ms-deaf")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkWorkOfLargeTexts prints how long the screen stands still when such a
// key is pressed and when its work is taken, in the largest prompt that is fixed and in the
// largest that is worked on at once, and how long the work itself takes behind
// the screen, all in processor time. Goal: 50 ms a message.
func BenchmarkWorkOfLargeTexts(b *testing.B) {
	for _, size := range []int{prompt.MostFixed, largeWork} {
		for _, c := range commands {
			b.Run(fmt.Sprintf("%s/%dKB", c.key, size>>10), func(b *testing.B) {
				runtime.LockOSThread() // threadTime is of one thread
				defer runtime.UnlockOSThread()
				var pressed, taken, behind time.Duration
				for b.Loop() {
					s := newScreen(b, 100, 30)
					s.paste(strings.Repeat(faulty(b)+", ", size/desk.LargeText+1)[:size])
					s.hold = true
					start := threadTime(b)
					s.press(c.key)
					pressed = max(pressed, threadTime(b)-start)
					var run func(cmd tea.Cmd)
					run = func(cmd tea.Cmd) {
						if cmd == nil {
							return
						}
						start := threadTime(b)
						switch msg := cmd().(type) {
						case tea.BatchMsg:
							for _, c := range msg {
								run(c)
							}
						case workedMsg:
							behind = max(behind, threadTime(b)-start)
							start = threadTime(b)
							s.send(msg)
							taken = max(taken, threadTime(b)-start)
						}
					}
					for _, cmd := range s.later {
						run(cmd)
					}
				}
				b.ReportMetric(float64(pressed.Microseconds())/1000, "ms-key")
				b.ReportMetric(float64(taken.Microseconds())/1000, "ms-taken")
				b.ReportMetric(float64(behind.Microseconds())/1000, "ms-behind")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}
