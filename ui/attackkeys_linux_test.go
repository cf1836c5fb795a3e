package ui

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// keysAtAttacks are pressed one after another in a prompt that is full of one
// thing: moves, edits, selections, what works on the whole, pages and the column.
var keysAtAttacks = []string{
	"x", "backspace", "ctrl+z", "ctrl+r", "left", "ctrl+left", "ctrl+right", "alt+a", "alt+e", "up", "down", "pgup", "pgdown", "home", "end", "ctrl+up", "ctrl+z", "alt+left", "alt+right",
	"tab", "esc", ",", "h", "a", "esc", "ctrl+w", "alt+u", "alt+y", "ctrl+k", "ctrl+z", "ctrl+@", "ctrl+up", "ctrl+@", "ctrl+@", "ctrl+up", "ctrl+z", "ctrl+x", "ctrl+z", "ctrl+home", "ctrl+right", "ctrl+d", "enter", "ctrl+z",
	"ctrl+y", "ctrl+g", "alt+o", "esc", "alt+n", "ctrl+l", "ctrl+f", "alt+g", "alt+1", "alt+x", "esc", "f1", "esc", "f2", "esc", "ctrl+t", "down", "enter", "enter", "esc", "ctrl+p", "esc", "alt+c", "alt+r", "ctrl+n", "x", "ctrl+n", "ctrl+u", "ctrl+z",
}

// attack is a text of a size, of one of the attacks.
func attack(unit, tail string, size int) string {
	var text strings.Builder
	n := size / (len(unit) + len(tail))
	for i := range n {
		text.WriteString(strings.ReplaceAll(unit, "%d", strconv.Itoa(i)))
	}
	return text.String() + strings.Repeat(tail, n)
}

// BenchmarkKeysAtAttacks prints for every attack of 100 KB the longest that the
// screen stands still at a key, with its frame, at what comes back from behind the
// screen, and which key that was, in processor time. Goal: 50 ms.
func BenchmarkKeysAtAttacks(b *testing.B) {
	for _, a := range attacks {
		b.Run(a.name, func(b *testing.B) {
			runtime.LockOSThread() // threadTime is of one thread
			defer runtime.UnlockOSThread()
			worst, which := time.Duration(0), ""
			for b.Loop() {
				s := newScreen(b, 120, 40)
				took := func(name string, msg tea.Msg) tea.Cmd {
					start := threadTime(b)
					_, cmd := s.m.Update(msg)
					s.m.View()
					if t := threadTime(b) - start; t > worst {
						worst, which = t, name
					}
					return cmd
				}
				var follow func(name string, cmd tea.Cmd)
				follow = func(name string, cmd tea.Cmd) {
					if cmd == nil {
						return
					}
					switch msg := cmd().(type) {
					case nil, tea.QuitMsg:
					case tea.BatchMsg:
						for _, c := range msg {
							follow(name, c)
						}
					default:
						follow(name, took(name+", "+fmt.Sprintf("%T", msg), msg))
					}
				}
				s.paste(attack(a.unit, a.tail, 100<<10))
				for _, name := range keysAtAttacks {
					msg, known := named[name]
					if rest, alt := strings.CutPrefix(name, "alt+"); !known && alt {
						msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rest), Alt: true}
					} else if !known {
						msg = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
					}
					follow(name, took(name, msg))
				}
			}
			b.Logf("%s: %s", a.name, which)
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
			b.ReportMetric(0, "ns/op")
		})
	}
}
