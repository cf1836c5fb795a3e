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
		Models(th, []ModelRow{{Title: "RouWei 0.8", Variant: "epsilon", Current: true}, {Name: "own", Fault: "not there"}}, 36, 9)...)
	for _, row := range rows {
		if row = ansi.Strip(row); strings.Contains(row, "…") || Width(row) > 36 {
			t.Errorf("%q", row)
		}
	}
}

// TestModelsSayWhatTheyNeed has what is said of models in its rows where there is
// room, before the names of their files, and that of the selected one below the
// list where there is none.
func TestModelsSayWhatTheyNeed(t *testing.T) {
	th := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	rows := []ModelRow{
		{Name: "illustrious", Title: "Illustrious XL 2.0", Variant: "epsilon", About: "Euler a · 20 to 28 steps · CFG 4.5 to 7.5"},
		{Name: "pony", Title: "Pony Diffusion V6 XL", Variant: "vpred", About: "Euler a · 20 steps", Selected: true},
	}
	for w, want := range map[int]string{
		116: "Illustrious XL 2.0    epsilon  illustrious  Euler a · 20 to 28 steps · CFG 4.5 to 7.5|Pony Diffusion V6 XL  vpred    pony         Euler a · 20 steps",
		76:  "Illustrious XL 2.0    epsilon  Euler a · 20 to 28 steps · CFG 4.5 to 7.5|Pony Diffusion V6 XL  vpred    Euler a · 20 steps",
		56:  "Illustrious XL 2.0    epsilon|Pony Diffusion V6 XL  vpred||Euler a · 20 steps",
	} {
		var got []string
		for _, row := range Models(th, rows, w, 9) {
			got = append(got, strings.Trim(ansi.Strip(row), " ›"))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%d cells:\n%s\nwant\n%s", w, strings.Join(got, "|"), want)
		}
	}
	if got := Models(th, rows, 56, 3); len(got) > 3 {
		t.Errorf("%d rows, of 3", len(got))
	}
}
