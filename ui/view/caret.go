package view

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// caretMark stands in a drawn line before the cell at which one types. It is
// an application's string (APC) of no width, and never reaches the terminal.
const caretMark = "\x1b_caret\x1b\\"

// Caret draws a cell of an input line as the one at which one types. The
// screen takes the mark out again, see TakeCaret, and puts the terminal's own
// cursor there, at which input methods open.
func Caret(cell string) string { return caretMark + "\x1b[7m" + cell + "\x1b[27m" }

// CaretHere marks a place at which one types and where no caret is drawn.
func CaretHere() string { return caretMark }

// TakeCaret takes the caret's mark out of the lines of a screen and returns
// its cell, from 0. Of several the last one counts.
func TakeCaret(lines []string) (x, y int, ok bool) {
	for k, line := range lines {
		for {
			at := strings.Index(line, caretMark)
			if at < 0 {
				break
			}
			x, y, ok = ansi.StringWidth(line[:at]), k, true
			line = line[:at] + line[at+len(caretMark):]
		}
		lines[k] = line
	}
	return x, y, ok
}
