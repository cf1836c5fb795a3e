//go:build !windows

package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestTerminalCursor holds that the terminal's own cursor, where input methods
// open, stands where one types, and that no row wraps while the screen is
// drawn; and that the shell has the terminal back as it was.
func TestTerminalCursor(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl")
		stands := func(behind string) {
			t.Helper()
			s.waitUntil("the cursor behind "+behind, func() bool {
				var x, y int
				if _, err := fmt.Sscan(s.value("#{cursor_x} #{cursor_y}"), &x, &y); err != nil {
					t.Fatal(err)
				}
				row := []rune(strings.Split(s.shows(), "\n")[y])
				return x <= len(row) && strings.HasSuffix(string(row[:x]), behind)
			})
		}
		stands("1girl")
		s.typed(", rain")
		stands("1girl, rain")
		s.keys("Escape", "C-n")
		s.typed("blurry")
		stands("blurry")
		s.keys("Escape", "F3")
		s.typed("wei")
		stands("wei")
		if s.value("#{wrap_flag}") != "0" {
			t.Error("rows wrap")
		}
		s.keys("Escape", "C-z")
		s.bytes("\x1b[113;5u") // ctrl+q, as a terminal with kitty's protocol sends it
		s.waitUntil("the shell", func() bool { return s.value("#{alternate_on}") == "0" || s.value("#{pane_dead}") == "1" })
		if s.value("#{wrap_flag}") != "1" {
			t.Error("the shell's rows do not wrap")
		}
	})
}
