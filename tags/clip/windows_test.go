package clip

import "testing"

// TestWindows1252 reads C1 control characters as ftfy and Python's html.unescape
// do: the five that Windows' code page 1252 has nothing for stay what they are.
func TestWindows1252(t *testing.T) {
	for r, want := range map[rune]rune{0x80: '€', 0x99: '™', 0x9f: 'Ÿ', 0x81: 0x81, 0x8d: 0x8d, 0x8f: 0x8f, 0x90: 0x90, 0x9d: 0x9d} {
		if got := windows1252(r); got != want {
			t.Errorf("%U: %U, want %U", r, got, want)
		}
	}
}
