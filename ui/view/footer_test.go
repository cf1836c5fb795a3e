package view

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestAnErrorKeepsItsRemedy gives an error with a long address in it: its end
// says what to do, and is shown, and so is the key that leads to all others.
func TestAnErrorKeepsItsRemedy(t *testing.T) {
	th := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	help := key.NewBinding(key.WithKeys("f1"), key.WithHelp("f1", "keys"))
	long := Status{Level: Failure, Text: "http://" + strings.Repeat("a.very.long.name.", 9) + "example/sdapi/v1/txt2img does not answer: start it, or set [server] url"}
	for _, w := range []int{60, 80, 120} {
		rows := strings.Join(Footer(th, long, []key.Binding{help, help}, w, 2), "\n")
		if plain := ansi.Strip(rows); !strings.Contains(plain, "set [server] url") || !strings.Contains(plain, "f1 keys") {
			t.Errorf("%d cells:\n%s", w, plain)
		}
		for _, row := range strings.Split(rows, "\n") {
			if Width(row) > w {
				t.Errorf("%d cells: a row of %d", w, Width(row))
			}
		}
	}
}
