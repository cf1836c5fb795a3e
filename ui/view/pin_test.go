package view

import (
	"strings"
	"testing"
)

// TestSidedPlaces puts by column what stands behind an emoji of several
// characters, and changes no other text.
func TestSidedPlaces(t *testing.T) {
	for row, want := range map[string]string{
		"👩\u200d👩\u200d👧 girl":   "👩\u200d👩\u200d👧\x1b[5G girl",
		"\x1b[1ma1️⃣, 🇯🇵\x1b[mb": "\x1b[1ma1️⃣, 🇯🇵\x1b[9G\x1b[mb",
		"漢字, नमस्ते, 👍":          "漢字, नमस्ते, 👍",
		"👍🏽👍🏽":                   "👍🏽\x1b[5G👍🏽\x1b[7G",
	} {
		got := Sided("│", row, 40)
		if inner := strings.TrimSuffix(strings.TrimPrefix(got, "\x1b[1G│ "), " \x1b[40G│"); inner != want {
			t.Errorf("%q: %q, want %q", row, inner, want)
		}
	}
}
