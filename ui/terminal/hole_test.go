package terminal

import (
	"strings"
	"testing"

	"tailor/ui/graphics"
)

// TestStepOver steps over the cells of a picture and writes all else.
func TestStepOver(t *testing.T) {
	hole := string(graphics.Hole)
	for _, c := range []struct{ text, want string }{
		{"abc", "abc"}, {"", ""},
		{"│" + strings.Repeat(hole, 12) + "│\r\nx" + hole, "│\x1b[12C│\r\nx\x1b[C"},
		{hole + "\x1b[m" + hole + hole, "\x1b[C\x1b[m\x1b[2C"},
	} {
		if got := stepOver(c.text); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}
