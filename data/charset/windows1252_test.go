package charset

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// TestWindows1252 holds the table against the one of x/text.
func TestWindows1252(t *testing.T) {
	for b := range 256 {
		if got, want := Windows1252(byte(b)), charmap.Windows1252.DecodeByte(byte(b)); got != want {
			t.Errorf("%#x: %q, want %q", b, got, want)
		}
	}
}
