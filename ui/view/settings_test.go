package view

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestFormKeepsWhatTheModelWants leaves room for it as far as the screen has any.
func TestFormKeepsWhatTheModelWants(t *testing.T) {
	th := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	rows := []FormRow{{Label: "size", Value: "1024×1024 square", Choices: true, Range: "about 1 MP, sides × 32"}, {Label: "steps", Value: "28", Range: "20 to 28"}}
	for w, want := range map[int]string{56: "model: 20 to 28", 76: "model: about 1 MP, sides × 32", 116: "model: about 1 MP, sides × 32"} {
		drawn := ansi.Strip(strings.Join(Form(th, rows, 0, w), "\n"))
		if !strings.Contains(drawn, want) || !strings.Contains(drawn, "1024×1024 square") {
			t.Errorf("%d cells:\n%s", w, drawn)
		}
	}
}

// TestNarrowRowsCutNothingButText wants no blank of a narrow row to be cut.
func TestNarrowRowsCutNothingButText(t *testing.T) {
	th := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	rows := append(Form(th, []FormRow{{Label: "steps", Value: "28", Set: true}, {Label: "CFG", Value: "7", Choices: true}}, 1, 36),
		Models(th, []ModelRow{{Title: "RouWei 0.8", Variant: "epsilon", Current: true}, {Name: "own", Fault: "not there"}}, 36)...)
	for _, row := range rows {
		if row = ansi.Strip(row); strings.Contains(row, "…") || Width(row) > 36 {
			t.Errorf("%q", row)
		}
	}
}
