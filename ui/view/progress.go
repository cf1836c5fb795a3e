package view

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/ui/theme"
)

// turns are the signs of something on its way.
var turns = []string{"◐", "◓", "◑", "◒"}

// progressBar is the width of the bar.
const progressBar = 12

// Progress draws a line that says how far something is, done being from 0 to 1
// and step what turns the sign, with keys at its right.
func Progress(t *theme.Theme, text string, step int, done float64, w int, keys ...key.Binding) string {
	hints := drawKeys(t, keys, w/2)
	sign := turns[step%len(turns)]
	bar := ""
	if w >= 70 {
		full := Between(int(done*progressBar+0.5), 0, progressBar)
		bar = t.Accent.Paint(strings.Repeat("━", full)) + t.Faint.Paint(strings.Repeat("─", progressBar-full)) + "  "
	}
	left := t.Accent.Paint(sign) + " " + bar + t.Text.Paint(Clip(text, max(0, w-4-Width(bar)-Width(hints)-2)))
	return " " + left + Blank(w-2-Width(left)-Width(hints)) + hints + " "
}
