package view

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/ui/theme"
)

// TestStartOnALowScreen shows what is offered before any blank row.
func TestStartOnALowScreen(t *testing.T) {
	s := Start{Heading: "A draft", Quoted: "1girl, rain", Recent: []StartRow{{Key: "alt+1", Text: "cat"}}, Lines: []StartLine{{Keys: "enter", Text: "takes it up"}}}
	for h, want := range map[int]string{1: "A draft", 2: "A draft|1girl, rain", 4: "A draft|1girl, rain|enter      takes it up|alt+1      cat", 7: "A draft||1girl, rain||enter      takes it up||alt+1      cat"} {
		var got []string
		for _, row := range s.Draw(new(theme.Theme), 40, h) {
			got = append(got, strings.TrimSpace(ansi.Strip(row)))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%d rows: %q", h, got)
		}
	}
}
