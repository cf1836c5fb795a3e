package analysis

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// BenchmarkTemplateAtAKey reads a prompt of sixty tags with wildcards, choices and
// variables as each key does, and prints how long a key waits for it.
func BenchmarkTemplateAtAKey(b *testing.B) {
	lines := Lines{Known: true}
	for i := range 32 {
		lines.Lines = append(lines.Lines, fmt.Sprintf("a dress of kind %d, with ${colour:red} flowers on it", i))
	}
	text := "${colour=very dark blue}" + strings.Repeat("long hair, ", 60) + "__dress__, {2$$__dress__}, {smile|grin|{happy|sad} face}, %{(...:1.2)$$__dress(colour=green)__}"
	a := &Analyst{Profile: profile.RouWei(), Options: prompt.Defaults, Longest: map[string]Lines{"dress": lines}}
	k := 0
	for b.Loop() {
		k++
		a.Alone(text + strings.Repeat("x", k%7))
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N), "µs/key")
}
